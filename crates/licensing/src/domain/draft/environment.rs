//! An environment as it is given.

use super::Pen;
use crate::domain::entry::{Entry, dated};
use crate::domain::environment::{Environment, EnvironmentId};
use crate::domain::strategy::Isolation;
use events::licensing::Noun;
use platform::Millis;

pub const ISOLATIONS: &[&str] = &[Isolation::Isolated.name(), Isolation::Shared.name()];

impl Entry for Environment {
    const NOUN: Noun = Noun::Environment;

    fn blank(now: Millis) -> Self {
        Self {
            id: EnvironmentId::new(),
            code: String::new(),
            name: String::new(),
            isolation: Isolation::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    dated!();

    fn label(&self) -> String {
        self.name.clone()
    }

    fn read(&mut self, pen: &mut Pen<'_>) {
        pen.name(&mut self.name);
        pen.need_line("code", 100, &mut self.code);
        pen.code(&self.code);
        self.code.make_ascii_lowercase();
        let mut word = self.isolation.name();
        pen.word("isolationStrategy", ISOLATIONS, &mut word);
        self.isolation = Isolation::of_name(word).unwrap_or_default();
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("code", self.code.clone()),
            ("isolationStrategy", self.isolation.name().to_owned()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use serde_json::json;

    #[test]
    fn the_code_of_an_environment_is_kept_in_lower_case() {
        let given = json!({ "name": "Test", "code": "TEST", "isolationStrategy": "SHARED" });
        let read = read(Environment::blank(now()), given);
        assert_eq!((read.code.as_str(), read.isolation), ("test", Isolation::Shared));
        survives_its_form(&read, Environment::blank(now()));
    }

    #[test]
    fn an_unknown_isolation_is_refused() {
        let given = json!({ "name": "Test", "code": "test", "isolationStrategy": "GLOBAL" });
        let found = refused(Environment::blank(now()), given);
        assert_eq!(found[0].1, Some("ISOLATION_STRATEGY_NOT_ALLOWED"));
    }
}

//! An entitlement as it is given.

use super::{Pen, id_text, metadata_text, sort_key};
use crate::domain::entitlement::{Entitlement, EntitlementId};
use crate::domain::entry::{Entry, dated};
use crate::domain::metadata::Metadata;
use events::licensing::Noun;
use platform::Millis;

impl Entry for Entitlement {
    const NOUN: Noun = Noun::Entitlement;

    fn blank(now: Millis) -> Self {
        Self {
            id: EntitlementId::new(),
            environment: None,
            name: String::new(),
            name_key: String::new(),
            code: String::new(),
            metadata: Metadata::default(),
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
        self.name_key = sort_key(&self.name);
        pen.need_line("code", 100, &mut self.code);
        pen.code(&self.code);
        pen.id("environment", &mut self.environment);
        pen.metadata(&mut self.metadata);
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("code", self.code.clone()),
            ("environment", id_text(self.environment)),
            ("metadata", metadata_text(&self.metadata)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use serde_json::json;

    #[test]
    fn an_entitlement_needs_a_name_and_a_code() {
        let found = refused(Entitlement::blank(now()), json!({ "code": "" }));
        let expected = [("name", "NAME_MISSING"), ("code", "CODE_BLANK")];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), Some(code))));
        let given = json!({ "name": "Export", "code": "EXPORT_2.0" });
        survives_its_form(&read(Entitlement::blank(now()), given), Entitlement::blank(now()));
    }
}

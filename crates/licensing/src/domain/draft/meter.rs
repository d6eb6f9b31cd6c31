//! A meter as it is given.

use super::group::limit;
use super::{Pen, id_text, metadata_text, number_text, sort_key};
use crate::domain::entry::{Entry, dated};
use crate::domain::metadata::Metadata;
use crate::domain::meter::{Meter, MeterId, Reset};
use events::licensing::Noun;
use platform::{Millis, Refusal};

pub const RESETS: &[&str] =
    &[Reset::Never.name(), Reset::Day.name(), Reset::Month.name(), Reset::Year.name()];

impl Entry for Meter {
    const NOUN: Noun = Noun::Meter;

    fn blank(now: Millis) -> Self {
        Self {
            id: MeterId::new(),
            environment: None,
            name: String::new(),
            name_key: String::new(),
            code: String::new(),
            unit: String::new(),
            reset: Reset::default(),
            soft: None,
            hard: None,
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
        pen.line("unit", 40, &mut self.unit);
        let mut word = self.reset.name();
        pen.word("reset", RESETS, &mut word);
        self.reset = Reset::of_name(word).unwrap_or_default();
        limit(pen, "soft", &mut self.soft);
        limit(pen, "hard", &mut self.hard);
        if let Err(no) = self.limits().check() {
            pen.refuse_as(Refusal::from(no));
        }
        pen.id("environment", &mut self.environment);
        pen.metadata(&mut self.metadata);
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("code", self.code.clone()),
            ("unit", self.unit.clone()),
            ("reset", self.reset.name().to_owned()),
            ("soft", number_text(self.soft)),
            ("hard", number_text(self.hard)),
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
    fn a_meter_needs_a_code_and_warns_before_it_stops() {
        let given = json!({ "name": "A", "code": "a", "soft": 9, "hard": 8 });
        let found = refused(Meter::blank(now()), given);
        assert_eq!(found, [("soft".to_owned(), None)]);
        let given =
            json!({ "name": "A", "code": "a", "unit": "pages", "reset": "MONTH", "hard": 8 });
        let meter = read(Meter::blank(now()), given);
        assert_eq!((meter.reset, meter.soft, meter.hard), (Reset::Month, None, Some(8)));
        survives_its_form(&meter, Meter::blank(now()));
    }
}

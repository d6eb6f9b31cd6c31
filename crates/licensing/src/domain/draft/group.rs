//! A group as it is given.

use super::{Pen, id_text, metadata_text, number_text, sort_key};
use crate::domain::entry::{Entry, dated};
use crate::domain::group::{Group, LicenceGroupId};
use crate::domain::metadata::Metadata;
use events::licensing::Noun;
use platform::Millis;

/// Reads a limit, which the database counts with a sign.
pub(super) fn limit(pen: &mut Pen<'_>, field: &'static str, into: &mut Option<i64>) {
    let mut most = into.and_then(|most| u64::try_from(most).ok());
    pen.number(field, 1, &mut most);
    *into = most.and_then(|most| i64::try_from(most).ok());
}

impl Entry for Group {
    const NOUN: Noun = Noun::LicenceGroup;

    fn blank(now: Millis) -> Self {
        Self {
            id: LicenceGroupId::new(),
            environment: None,
            name: String::new(),
            name_key: String::new(),
            max_licences: None,
            max_machines: None,
            max_users: None,
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
        limit(pen, "maxLicenses", &mut self.max_licences);
        limit(pen, "maxMachines", &mut self.max_machines);
        limit(pen, "maxUsers", &mut self.max_users);
        pen.id("environment", &mut self.environment);
        pen.metadata(&mut self.metadata);
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        vec![
            ("name", self.name.clone()),
            ("maxLicenses", number_text(self.max_licences)),
            ("maxMachines", number_text(self.max_machines)),
            ("maxUsers", number_text(self.max_users)),
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
    fn a_group_has_limits_of_at_least_one_or_none() {
        let found = refused(Group::blank(now()), json!({ "name": "A", "maxUsers": 0 }));
        assert_eq!(found, [("maxUsers".to_owned(), None)]);
        let group = read(Group::blank(now()), json!({ "name": "A", "maxLicenses": 9 }));
        assert_eq!((group.max_licences, group.max_users), (Some(9), None));
        survives_its_form(&group, Group::blank(now()));
    }
}

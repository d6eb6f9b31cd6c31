//! What may be changed of a licence, and what of it cannot be stored.

use super::licence::{Licence, Limits};
use super::licence_refused::Refused;
use super::metadata::Metadata;
use chrono::{DateTime, SecondsFormat, Utc};
use events::directory::{FieldChange, OrganisationId};
use platform::{Millis, Refusal};

/// The longest value of an entitlement, in characters.
pub const LONGEST_VALUE: usize = 500;

/// The facts of a licence that somebody writes down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LicenceFacts {
    pub name: String,
    pub expires_at: Option<DateTime<Utc>>,
    pub limits: Limits,
    pub metadata: Metadata,
    pub organisation: Option<OrganisationId>,
    pub protected: Option<bool>,
    pub suspended: bool,
}

impl LicenceFacts {
    /// In characters.
    pub const LONGEST_NAME: usize = 200;
    /// Larger counts mean nothing, and a database's numbers end somewhere.
    pub const LARGEST_LIMIT: u64 = 1 << 53;

    pub fn of(licence: &Licence) -> Self {
        Self {
            name: licence.name.clone(),
            expires_at: licence.expires_at.map(|end| end.0),
            limits: licence.limits.clone(),
            metadata: licence.metadata.clone(),
            organisation: licence.organisation,
            protected: licence.protected,
            suspended: licence.suspended,
        }
    }

    /// As it may be stored, or all that is wrong with it, each with its field.
    pub fn read(mut self) -> Result<Self, Vec<Refusal>> {
        let mut wrong: Vec<Refusal> = Vec::new();
        self.name = String::from(self.name.trim());
        if self.name.chars().any(char::is_control) {
            wrong.push(Refused::NameControl.into());
        } else if self.name.chars().count() > Self::LONGEST_NAME {
            wrong.push(Refused::NameTooLong.into());
        }
        for (field, limit) in self.limits.named() {
            match limit {
                Some(0) => wrong.push(Refusal::from(Refused::LimitZero).on(field)),
                Some(most) if most > Self::LARGEST_LIMIT => {
                    wrong.push(Refusal::from(Refused::LimitTooLarge).on(field));
                }
                _ => {}
            }
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }

    pub fn write_to(&self, licence: &mut Licence) {
        licence.name_key = name_key(&self.name);
        licence.name.clone_from(&self.name);
        licence.expires_at = self.expires_at.map(Millis);
        licence.limits = self.limits.clone();
        licence.metadata = self.metadata.clone();
        licence.organisation = self.organisation;
        licence.protected = self.protected;
        licence.suspended = self.suspended;
    }

    /// What is another in `to`, as its timeline shows it. Whether it is suspended is told apart.
    pub fn changes(&self, to: &Self) -> Vec<FieldChange> {
        let fields = self.fields().into_iter().zip(to.fields());
        let differ = fields.filter(|((_, from), (_, to))| from != to);
        differ
            .map(|((field, from), (_, to))| FieldChange { field: field.to_owned(), from, to })
            .collect()
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let protected = match self.protected {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        };
        let metadata =
            if self.metadata.is_empty() { String::new() } else { self.metadata.to_string() };
        let mut fields = vec![
            ("name", self.name.clone()),
            ("expires_at", self.expires_at.map(iso).unwrap_or_default()),
            ("organisation", self.organisation.map(|id| id.to_string()).unwrap_or_default()),
            ("protected", protected.to_owned()),
            ("metadata", metadata),
        ];
        let text = |limit: Option<u64>| limit.map(|most| most.to_string()).unwrap_or_default();
        fields.extend(self.limits.named().map(|(name, limit)| (name, text(limit))));
        fields
    }
}

impl Limits {
    /// Each with its name, as forms have it.
    pub fn named(&self) -> [(&'static str, Option<u64>); 8] {
        [
            ("max_machines", self.max_machines),
            ("max_processes", self.max_processes),
            ("max_users", self.max_users),
            ("max_cores", self.max_cores),
            ("max_memory", self.max_memory),
            ("max_disk", self.max_disk),
            ("max_uses", self.max_uses),
            ("max_deactivations", self.max_deactivations),
        ]
    }
}

/// The name as it is sorted and searched.
pub fn name_key(name: &str) -> String {
    name.to_lowercase().chars().take(LicenceFacts::LONGEST_NAME).collect()
}

/// `2026-11-21T08:00:00.000Z`
pub fn iso(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_said_at_once_at_its_field() {
        let facts = LicenceFacts {
            name: "x".repeat(201),
            limits: Limits {
                max_machines: Some(0),
                max_users: Some(1),
                max_uses: Some(u64::MAX),
                ..Limits::default()
            },
            ..LicenceFacts::default()
        };
        let wrong = facts.read().unwrap_err();
        let fields: Vec<_> = wrong.iter().filter_map(|no| no.field.as_deref()).collect();
        assert_eq!(fields, ["name", "max_machines", "max_uses"]);
        let facts = LicenceFacts { name: "a\nb".into(), ..LicenceFacts::default() };
        assert_eq!(facts.read().unwrap_err(), [Refusal::from(Refused::NameControl)]);
    }

    #[test]
    fn a_name_is_trimmed_and_may_be_missing() {
        let facts = LicenceFacts { name: "  Werk 2 ".into(), ..LicenceFacts::default() };
        assert_eq!(facts.read().unwrap().name, "Werk 2");
        assert_eq!(LicenceFacts::default().read(), Ok(LicenceFacts::default()));
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let old = LicenceFacts { name: "Alt".into(), ..LicenceFacts::default() };
        let limits = Limits { max_machines: Some(5), ..Limits::default() };
        let end = DateTime::from_timestamp(1_795_248_000, 0);
        let new = LicenceFacts { limits, expires_at: end, suspended: true, ..old.clone() };
        let changes = old.changes(&new);
        let told: Vec<_> =
            changes.iter().map(|c| (c.field.as_str(), c.from.as_str(), c.to.as_str())).collect();
        assert_eq!(
            told,
            [("expires_at", "", "2026-11-21T08:00:00.000Z"), ("max_machines", "", "5")]
        );
        assert!(old.changes(&old).is_empty());
    }
}

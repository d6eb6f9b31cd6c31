//! An anomaly: something that looks like misuse of a licence, for somebody to look at.

use super::machine::Machine;
use super::strategy::words;
pub use events::licensing::{AnomalyId, LicenceId, MachineId};
use platform::{Millis, Refuse, UserId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

words! {
    Kind {
        /// One machine that is two.
        Clone = "CLONE",
        /// More parts of a machine became others than is usual.
        Drift = "DRIFT",
        /// Somebody asks for key after key that there is not.
        UnknownKeys = "UNKNOWN_KEYS",
        /// A licence is used from more places than it has seats.
        ManyAddresses = "MANY_ADDRESSES",
        /// More seats are to be given on than may be.
        TransfersSpent = "TRANSFERS_SPENT",
        /// It runs where the policy warns of.
        Surroundings = "SURROUNDINGS",
        /// A meter reached the limit that warns.
        MeterWarns = "METER_WARNS",
        /// A meter reached the limit that stops.
        MeterFull = "METER_FULL",
    }
}

words! {
    Severity {
        Low = "LOW",
        Medium = "MEDIUM",
        High = "HIGH",
    }
}

impl Kind {
    pub fn severity(self) -> Severity {
        match self {
            Self::Clone => Severity::High,
            Self::UnknownKeys | Self::ManyAddresses | Self::Drift | Self::MeterFull => {
                Severity::Medium
            }
            Self::TransfersSpent | Self::Surroundings | Self::MeterWarns => Severity::Low,
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_anomalies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AnomalyId,
    pub kind: Kind,
    pub severity: Severity,
    pub licence: Option<LicenceId>,
    pub machine: Option<MachineId>,
    /// What it is the same by while it is open; unique.
    pub claim: String,
    /// What was seen last, as JSON.
    pub evidence: String,
    /// How often it was noted.
    pub count: i64,
    pub first_at: Millis,
    pub last_at: Millis,
    pub open: bool,
    pub resolved_by: Option<UserId>,
    pub resolved_at: Option<Millis>,
    /// What whoever resolved it wrote about it.
    pub note: String,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Anomaly;

/// What was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    pub kind: Kind,
    pub licence: Option<LicenceId>,
    pub machine: Option<MachineId>,
    /// Whose it is where it is of no licence, such as an address; or which of several of a licence.
    pub of: String,
    pub evidence: Value,
}

impl Sign {
    pub fn of_machine(kind: Kind, machine: &Machine, evidence: Value) -> Self {
        let (licence, machine) = (Some(machine.licence), Some(machine.id));
        Self { kind, licence, machine, of: String::new(), evidence }
    }

    pub fn of_licence(kind: Kind, licence: LicenceId, evidence: Value) -> Self {
        Self { kind, licence: Some(licence), machine: None, of: String::new(), evidence }
    }

    /// Of a licence, where there may be several of a kind: each by what it is of.
    pub fn of_licence_by(kind: Kind, licence: LicenceId, of: String, evidence: Value) -> Self {
        Self { of, ..Self::of_licence(kind, licence, evidence) }
    }

    pub fn of_address(kind: Kind, address: String, evidence: Value) -> Self {
        Self { kind, licence: None, machine: None, of: address, evidence }
    }

    /// What it is the same by.
    pub fn claim(&self) -> String {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let (licence, machine) = (id(self.licence.map(|id| id.0)), id(self.machine.map(|id| id.0)));
        format!("{} {licence}{machine}{}", self.kind.name(), self.of)
    }

    /// As it is written down when it is first seen.
    pub fn row(&self, now: Millis) -> Anomaly {
        Anomaly {
            id: AnomalyId::new(),
            kind: self.kind,
            severity: self.kind.severity(),
            licence: self.licence,
            machine: self.machine,
            claim: self.claim(),
            evidence: self.evidence.to_string(),
            count: 1,
            first_at: now,
            last_at: now,
            open: true,
            resolved_by: None,
            resolved_at: None,
            note: String::new(),
            version: 1,
        }
    }
}

/// Why an anomaly says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("it is resolved already")]
    Resolved,
    #[error("a note has at most {} characters", Anomaly::LONGEST_NOTE)]
    NoteTooLong,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Resolved => "licensing-anomaly-resolved-already",
            Self::NoteTooLong => "licensing-anomaly-note-long",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Resolved => None,
            Self::NoteTooLong => Some("note"),
        }
    }
}

impl Anomaly {
    pub const LONGEST_NOTE: usize = 1000;

    /// Somebody looked at it. If it is seen again, it is another one.
    pub fn resolve(&mut self, by: Option<UserId>, note: &str, now: Millis) -> Result<(), Refused> {
        let note = note.trim();
        if !self.open {
            return Err(Refused::Resolved);
        }
        if note.chars().count() > Self::LONGEST_NOTE {
            return Err(Refused::NoteTooLong);
        }
        (self.open, self.resolved_at, self.resolved_by) = (false, Some(now), by);
        note.clone_into(&mut self.note);
        self.claim = self.id.to_string();
        Ok(())
    }

    /// What was seen, by its names.
    pub fn evidence(&self) -> Vec<(String, String)> {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Array(all) => {
                let all = all.iter().map(|one| one.as_str().map_or(one.to_string(), str::to_owned));
                all.collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        };
        match serde_json::from_str(&self.evidence) {
            Ok(Value::Object(all)) => {
                all.iter().map(|(name, it)| (name.clone(), text(it))).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use serde_json::json;

    #[test]
    fn what_is_resolved_makes_room_for_another_of_its_kind() {
        let now = Millis(DateTime::from_timestamp(1_795_248_000, 0).unwrap());
        let address = "203.0.113.7".to_owned();
        let sign =
            Sign::of_address(Kind::UnknownKeys, address, json!({ "keys": 20, "from": ["a", "b"] }));
        let mut one = sign.row(now);
        assert_eq!(
            (one.claim.as_str(), one.severity),
            ("UNKNOWN_KEYS 203.0.113.7", Severity::Medium)
        );
        let expected =
            [("from", "a, b"), ("keys", "20")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(one.evidence(), expected);
        assert_eq!(one.resolve(None, &"x".repeat(1001), now), Err(Refused::NoteTooLong));
        one.resolve(None, " a customer's typo ", now).unwrap();
        assert_eq!((one.note.as_str(), one.open), ("a customer's typo", false));
        assert_ne!(one.claim, sign.claim());
        assert_eq!(one.resolve(None, "", now), Err(Refused::Resolved));
    }
}

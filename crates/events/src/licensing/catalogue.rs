//! What happens to the things that licences are made of: products, policies and their like.

use crate::directory::FieldChange;
use platform::event::Event;
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};

/// The kinds of things, as timelines and topics name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    Account,
    Environment,
    Product,
    Policy,
    Entitlement,
    LicenceGroup,
    LicenceUser,
    PoolKey,
    LicenceToken,
    Component,
    Process,
    Release,
    Artifact,
    Webhook,
    Resource,
    Anomaly,
    Meter,
}

impl Noun {
    pub fn name(self) -> &'static str {
        match self {
            Self::Account => "licence_account",
            Self::Environment => "licence_environment",
            Self::Product => "product",
            Self::Policy => "policy",
            Self::Entitlement => "entitlement",
            Self::LicenceGroup => "licence_group",
            Self::LicenceUser => "licence_user",
            Self::PoolKey => "pool_key",
            Self::LicenceToken => "licence_token",
            Self::Component => "component",
            Self::Process => "process",
            Self::Release => "release",
            Self::Artifact => "artifact",
            Self::Webhook => "webhook",
            Self::Resource => "resource",
            Self::Anomaly => "licence_anomaly",
            Self::Meter => "meter",
        }
    }

    /// What the timeline of one of them is found by.
    pub fn object(self, id: Uuid) -> String {
        format!("{}:{id}", self.name())
    }

    /// What its list listens to.
    pub fn list(self) -> String {
        format!("{}s", self.name())
    }

    fn topics(self, id: Uuid) -> Vec<String> {
        vec![self.object(id), self.list()]
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryCreated {
    pub noun: Noun,
    pub id: Uuid,
    pub name: String,
}

/// Facts of an entry changed; never empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryChanged {
    pub noun: Noun,
    pub id: Uuid,
    pub name: String,
    pub changes: Vec<FieldChange>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryRemoved {
    pub noun: Noun,
    pub id: Uuid,
    pub name: String,
}

/// Something happened to an entry that is no change of its fields: `published`, `banned`, `revoked`, `attached`, …
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EntryMarked {
    pub noun: Noun,
    pub id: Uuid,
    pub name: String,
    pub mark: String,
}

macro_rules! entry {
    ($name:ident, $text:literal) => {
        impl Event for $name {
            const NAME: &'static str = $text;
            fn object(&self) -> String {
                self.noun.object(self.id)
            }
            fn topics(&self) -> Vec<String> {
                self.noun.topics(self.id)
            }
        }
    };
}

entry!(EntryCreated, "licensing.entry_created");
entry!(EntryChanged, "licensing.entry_changed");
entry!(EntryRemoved, "licensing.entry_removed");
entry!(EntryMarked, "licensing.entry_marked");

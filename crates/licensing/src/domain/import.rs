//! An import: somebody else's licences on their way in. Its rows are looked at first, and taken over when that is wanted.

pub mod document;
pub mod file;
pub mod item;
pub mod refused;
pub mod sheet;
pub mod table;

pub use file::Given;
pub use item::{Item, Named};
pub use refused::Refused;

use super::draft::attribute::kebab;
use super::strategy::words;
use chrono::{DateTime, Utc};
use platform::{Locale, Millis, Refusal};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

platform::id!(ImportId);
platform::id!(ImportRowId);

words! {
    /// Where the rows come from.
    Origin {
        Csv = "CSV",
        Json = "JSON",
        Keygen = "KEYGEN",
    }
}

words! {
    /// How far an import is.
    State {
        /// Its rows are still being asked for.
        Fetching = "FETCHING",
        Checking = "CHECKING",
        /// What would become of every row is known, and nothing has been taken over.
        Checked = "CHECKED",
        Running = "RUNNING",
        Done = "DONE",
        Failed = "FAILED",
    }
}

words! {
    /// What a row is, named as the wire names it.
    Kind {
        Environment = "environments",
        Product = "products",
        Entitlement = "entitlements",
        Group = "groups",
        User = "users",
        Policy = "policies",
        PolicyEntitlement = "policy-entitlements",
        Licence = "licenses",
        LicenceEntitlement = "license-entitlements",
        LicenceUser = "license-users",
        Machine = "machines",
        Component = "components",
        Release = "releases",
        ReleaseConstraint = "release-constraints",
        Artifact = "artifacts",
        Webhook = "webhook-endpoints",
        Token = "tokens",
    }
}

words! {
    /// What became of a row, or would become of it.
    Outcome {
        Waiting = "WAITING",
        /// It can be taken over.
        Ready = "READY",
        /// It is here already, and stays as it is.
        Known = "KNOWN",
        Wrong = "WRONG",
        /// It cannot come along, and has to be made anew here.
        Left = "LEFT",
        Created = "CREATED",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_imports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    pub origin: Origin,
    /// The file, or the address of the server.
    pub name: String,
    /// The account on that server; nothing where it has but one.
    pub account: String,
    /// What the server lets us in with, sealed; empty as soon as nothing more is asked for.
    pub token: Vec<u8>,
    /// Where asking stands, as JSON.
    pub place: String,
    pub state: State,
    /// Why it failed, or why the other server is asked again later.
    pub trouble: String,
    pub total: i64,
    pub ready: i64,
    pub known: i64,
    pub wrong: i64,
    pub created: i64,
    /// Whether webhooks are told of each entry that is taken over.
    pub tells: bool,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Import;

impl Import {
    /// So many rows an import has at most.
    pub const MOST: usize = 200_000;
    /// Bytes of a file.
    pub const LARGEST: usize = 64 << 20;
    /// Facts that webhooks are not told of act by this, with the import's id behind a colon.
    pub const VIA: &'static str = "import";

    /// How many rows cannot come along, once all were looked at.
    pub fn left(&self) -> i64 {
        let settled = self.ready + self.known + self.wrong + self.created;
        if self.state == State::Fetching || self.state == State::Checking {
            return 0;
        }
        (self.total - settled).max(0)
    }

    /// Whether all was looked at, and none of it can be taken over.
    pub fn is_in_vain(&self) -> bool {
        self.state == State::Checked && self.ready == 0
    }

    /// When the other server is asked again; none where it answers.
    pub fn again(&self) -> Option<DateTime<Utc>> {
        let place: serde_json::Value = serde_json::from_str(&self.place).ok()?;
        DateTime::from_timestamp_millis(place.get("again")?.as_i64()?)
    }

    pub fn is_busy(&self) -> bool {
        matches!(self.state, State::Fetching | State::Checking | State::Running)
    }
}

pub mod row {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_import_rows")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ImportRowId,
        pub import: ImportId,
        /// The line in the file, or its place among those that were fetched.
        pub number: i64,
        pub kind: Kind,
        /// How other rows name it.
        pub source: String,
        /// A keyed hash of what there may be but one of: of equal ones the first counts.
        pub alike: Option<String>,
        pub outcome: Outcome,
        /// What it is here.
        pub ours: Option<Uuid>,
        /// What is wrong with it, as JSON of [`Said`].
        pub wrong: String,
        /// What was given, sealed; empty once it is taken over.
        pub raw: Vec<u8>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use row::Model as Row;

/// A refusal as a row keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub key: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub text: String,
}

impl Said {
    pub fn of(refusal: &Refusal) -> Self {
        let field = refusal.field.as_deref().map(|field| {
            field.rsplit('/').next().unwrap_or(field).to_owned() // the wire's places are no words for people
        });
        Self {
            key: refusal.key.clone().into_owned(),
            args: refusal.args.iter().map(|(n, value)| ((*n).to_owned(), value.clone())).collect(),
            field,
            text: refusal.text.clone(),
        }
    }

    /// The sentence in the reader's language, with the field before it as pages call it.
    pub fn say(&self, l: &Locale) -> String {
        let args = self.args.iter().map(|(name, value)| (name.as_str(), value.as_str().into()));
        let args: Vec<_> = args.collect();
        let mut text = l.ta(&self.key, &args);
        // sentences stand one after the other
        if !text.ends_with(['.', '!', '?']) {
            text.push('.');
        }
        match &self.field {
            Some(field) => format!("{}: {text}", title(l, field)),
            None => text,
        }
    }
}

/// What people call an attribute of an entry; one that no page shows keeps its name.
fn title(l: &Locale, field: &str) -> String {
    let key = match field {
        "expiry" | "expires_at" => "licensing-field-ends".to_owned(),
        "isTest" | "is_test" => "licensing-field-test".to_owned(),
        "key" => "licensing-import-field-key".to_owned(),
        "license" => "licensing-import-kind-licence".to_owned(),
        "entitlement" => "licensing-import-kind-entitlement".to_owned(),
        "machine" => "licensing-import-kind-machine".to_owned(),
        "release" => "licensing-import-kind-release".to_owned(),
        "user" => "licensing-import-kind-user".to_owned(),
        "suspended" => "licensing-import-field-suspended".to_owned(),
        "uses" => "licensing-limit-uses".to_owned(),
        "lastHeartbeat" => "licensing-field-last-beat".to_owned(),
        other => format!("licensing-field-{}", kebab(other).replace('_', "-")),
    };
    if l.has(&key) { l.t(&key) } else { field.to_owned() }
}

impl Row {
    pub fn said(&self) -> Vec<Said> {
        serde_json::from_str(&self.wrong).unwrap_or_default()
    }
}

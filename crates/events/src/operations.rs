//! What administrators do with the server itself.

use platform::event::Event;
use serde::{Deserialize, Serialize};

/// Open pages of the queues listen to this.
pub use platform::live::QUEUES;

/// The object of checks of the audit chain, and what its page listens to.
pub const CHAIN: &str = "audit:chain";

/// A person queued a job again that had been given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobRepeated {
    pub job: String,
    pub name: String,
}

/// A person threw a job away; what it would have done is not done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobDiscarded {
    pub job: String,
    pub name: String,
}

/// The whole audit chain was computed again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AuditVerified {
    /// The links that are whole.
    pub links: i64,
    /// The newest hash.
    pub head: String,
    /// What is wrong with the link after these; none when all is well.
    pub broken: Option<String>,
}

/// What the trail says, as far as a filter let through, went out as a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AuditExported {
    /// `jsonl` or `csv`.
    pub format: String,
    /// The filter, as the page's address has it; empty for everything.
    pub filter: String,
}

/// The newest link of the chain was signed by the house, to be kept elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HeadSigned {
    /// The link's number and hash.
    pub number: i64,
    pub hash: String,
    /// RFC 3339, as it was signed.
    pub at: String,
    /// Ed25519, as hexadecimal digits.
    pub signature: String,
}

fn job_object(job: &str) -> String {
    format!("job:{job}")
}

impl Event for JobRepeated {
    const NAME: &'static str = "operations.job_repeated";
    fn object(&self) -> String {
        job_object(&self.job)
    }
    fn topics(&self) -> Vec<String> {
        vec![QUEUES.into()]
    }
}

impl Event for JobDiscarded {
    const NAME: &'static str = "operations.job_discarded";
    fn object(&self) -> String {
        job_object(&self.job)
    }
    fn topics(&self) -> Vec<String> {
        vec![QUEUES.into()]
    }
}

impl Event for AuditVerified {
    const NAME: &'static str = "operations.audit_verified";
    fn object(&self) -> String {
        CHAIN.into()
    }
}

impl Event for AuditExported {
    const NAME: &'static str = "operations.audit_exported";
    fn object(&self) -> String {
        "audit:export".into()
    }
}

impl Event for HeadSigned {
    const NAME: &'static str = "operations.head_signed";
    fn object(&self) -> String {
        CHAIN.into()
    }
}

/// Somebody asked for an archive of a person's data; `object` is whose.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DataExportAsked {
    pub export: String,
    pub object: String,
}

/// A part of an archive left the house.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DataDownloaded {
    pub export: String,
    pub part: i32,
}

/// Somebody asked for a person's data to be erased.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ErasureAsked {
    pub erasure: String,
    pub object: String,
    /// Business letters stay until their time is over.
    pub letters: bool,
}

/// A person's data are erased, but for what has to be kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DataErased {
    pub erasure: String,
    pub object: String,
}

/// An erasure that had been asked for was refused when its turn came; `why` is the text key of the reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ErasureRefused {
    pub erasure: String,
    pub object: String,
    pub why: String,
}

/// Something must not be erased from now on; `object` is what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HoldPut {
    pub object: String,
    pub reason: String,
}

/// A hold was lifted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HoldLifted {
    pub object: String,
}

/// Somebody let a rule of retention act without waiting for the night.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RetentionAsked {
    pub rule: String,
}

/// A rule of retention acted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RetentionApplied {
    pub rule: String,
    pub count: u64,
    /// RFC 3339: what was older went.
    pub before: String,
}

/// Open pages about personal data listen to this.
pub const PRIVACY: &str = "privacy";

macro_rules! privacy_facts {
    ($($name:ident = $text:literal, $object:expr;)*) => {$(
        impl Event for $name {
            const NAME: &'static str = $text;
            fn object(&self) -> String {
                let object: fn(&Self) -> String = $object;
                object(self)
            }
            fn topics(&self) -> Vec<String> {
                vec![PRIVACY.into()]
            }
        }
    )*};
}

privacy_facts! {
    DataExportAsked = "operations.data_export_asked", |fact| format!("data_export:{}", fact.export);
    DataDownloaded = "operations.data_downloaded", |fact| format!("data_export:{}", fact.export);
    ErasureAsked = "operations.erasure_asked", |fact| format!("erasure:{}", fact.erasure);
    DataErased = "operations.data_erased", |fact| format!("erasure:{}", fact.erasure);
    ErasureRefused = "operations.erasure_refused", |fact| format!("erasure:{}", fact.erasure);
    HoldPut = "operations.hold_put", |fact| fact.object.clone();
    HoldLifted = "operations.hold_lifted", |fact| fact.object.clone();
    RetentionAsked = "operations.retention_asked", |fact| format!("retention:{}", fact.rule);
    RetentionApplied = "operations.retention_applied", |fact| format!("retention:{}", fact.rule);
}

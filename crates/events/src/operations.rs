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

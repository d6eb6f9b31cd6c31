//! What administrators do with the house itself.

use platform::event::Event;
use serde::{Deserialize, Serialize};

/// Open pages of the queues listen to this.
pub const QUEUES: &str = "queues";

/// A person queued a job again that had been given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobRepeated {
    pub job: String,
    pub name: String,
}

impl Event for JobRepeated {
    const NAME: &'static str = "house.job_repeated";
    fn object(&self) -> String {
        format!("job:{}", self.job)
    }
    fn topics(&self) -> Vec<String> {
        vec![QUEUES.into()]
    }
}

/// A person threw a job away; what it would have done is not done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JobDiscarded {
    pub job: String,
    pub name: String,
}

impl Event for JobDiscarded {
    const NAME: &'static str = "house.job_discarded";
    fn object(&self) -> String {
        format!("job:{}", self.job)
    }
    fn topics(&self) -> Vec<String> {
        vec![QUEUES.into()]
    }
}

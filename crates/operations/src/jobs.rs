//! Work for later.

use crate::actions;
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Computes the whole audit chain again, once a day and when someone asks for it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct VerifyAudit {}

impl Job for VerifyAudit {
    const NAME: &'static str = "operations.verify_audit";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::verify_audit(&cx).await?)
    }
}

//! Licences whose time is over, or nearly so.

use crate::actions;
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Tells of ends and of missed check-ins, each once.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TellEnds {}

impl Job for TellEnds {
    const NAME: &'static str = "licensing.tell_ends";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        actions::tell_ends(&cx).await?;
        Ok(actions::tell_overdue(&cx).await?)
    }
}

//! The use of licences: added up by the hour, and dropped by the month.

use crate::actions;
use chrono::TimeDelta;
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Adds up the hours that are over.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct AddUpUsage {}

impl AddUpUsage {
    pub const EVERY: TimeDelta = TimeDelta::minutes(10);
}

impl Job for AddUpUsage {
    const NAME: &'static str = "licensing.add_up_usage";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        while actions::add_up_usage(&cx).await? {}
        Ok(())
    }
}

/// Makes the months to come and drops those that are kept no longer.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeepMonths {}

impl KeepMonths {
    pub const EVERY: TimeDelta = TimeDelta::hours(6);
}

impl Job for KeepMonths {
    const NAME: &'static str = "licensing.keep_months";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        for part in actions::keep_months(&cx).await? {
            tracing::info!(part, "A month is kept no longer");
        }
        Ok(())
    }
}

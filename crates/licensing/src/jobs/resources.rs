//! What becomes of resources by itself.

use crate::{actions, store};
use chrono::TimeDelta;
use events::licensing::{LicenceId, LicenceRevoked};
use platform::job::{Failure, Job};
use platform::{Cx, Millis};
use serde::{Deserialize, Serialize};

/// How often the pool is looked through.
pub(super) const EVERY: TimeDelta = TimeDelta::hours(1);
/// Rows in one transaction.
const LOT: u64 = 500;

/// Puts back into the pool whose quarantine is over.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct EndQuarantines {}

impl Job for EndQuarantines {
    const NAME: &'static str = "licensing.end_quarantines";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        loop {
            let tx = cx.begin().await?;
            let freed = store::resource::end_quarantines(&tx, Millis(cx.now), LOT).await?;
            cx.commit(tx).await?;
            if freed == 0 {
                return Ok(());
            }
        }
    }
}

/// What a revoked licence had goes back.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReleaseResources {
    licence: LicenceId,
}

impl ReleaseResources {
    pub fn when_revoked(event: LicenceRevoked) -> Self {
        Self { licence: event.licence }
    }
}

impl Job for ReleaseResources {
    const NAME: &'static str = "licensing.release_resources";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        actions::release_all(&cx, self.licence).await?;
        Ok(())
    }
}

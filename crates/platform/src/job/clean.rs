//! Forgetting what has served its time.

use super::{Failure, Job};
use crate::{Cx, op, session};
use serde::{Deserialize, Serialize};

/// Removes ended sessions, kept form results and blocks that were over long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetOld {}

impl Job for ForgetOld {
    const NAME: &'static str = "platform.forget_old";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let tx = cx.begin().await?;
        let sessions = session::forget_old(&tx, cx.now).await?;
        let ops = op::forget_old(&tx, &cx).await?;
        super::store::forget_ticks(&tx, cx.now).await?;
        crate::block::forget_old(&tx, cx.now).await?;
        cx.commit(tx).await?;
        tracing::debug!(sessions, ops, "Forgot what is over");
        Ok(())
    }
}

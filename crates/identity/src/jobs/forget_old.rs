//! What is forgotten in time.

use crate::store;
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Removes links, waits, ceremonies, keys, programs, changes of addresses and ways to providers that are over, and mistakes
/// that no longer count.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetOld {}

impl Job for ForgetOld {
    const NAME: &'static str = "identity.forget_old";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let tx = cx.begin().await?;
        let links = store::link::forget_old(&tx, cx.now).await?;
        let waiting = store::waiting::forget_old(&tx, cx.now).await?;
        let ceremonies = store::ceremony::forget_old(&tx, cx.now).await?;
        let addresses = store::email_change::forget_old(&tx, cx.now).await?;
        let guards = store::guard::forget_old(&tx, cx.now).await?;
        let keys = store::api_key::forget_old(&tx, cx.now).await?;
        let journeys = store::journey::forget_old(&tx, cx.now).await?;
        let logouts = store::logout::forget_old(&tx, cx.now).await?;
        let farewells = store::farewell::forget_old(&tx, cx.now).await?;
        let programs = store::program::forget_old(&tx, cx.now).await?;
        cx.commit(tx).await?;
        tracing::debug!(
            links,
            waiting,
            ceremonies,
            addresses,
            guards,
            keys,
            journeys,
            logouts,
            farewells,
            programs,
            "Forgot what is over"
        );
        Ok(())
    }
}

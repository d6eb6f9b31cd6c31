//! Whether those who came through a provider may still come in.

use crate::actions::{forget_grant, recheck_sign_in};
use crate::provider::Provider;
use crate::store;
use crate::store::grant::Grant;
use chrono::TimeDelta;
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Each is asked about so often.
const EVERY: TimeDelta = TimeDelta::hours(1);
const LOT: u64 = 100;

/// Asks the providers about everybody who has a session through them. One that does not answer is left alone until the
/// next time.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RecheckSignIns {}

impl Job for RecheckSignIns {
    const NAME: &'static str = "identity.recheck_sign_ins";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let mut silent = BTreeSet::new();
        let mut after = String::new();
        loop {
            let lot = store::grant::due(cx.db(), cx.now - EVERY, &after, LOT).await?;
            let Some(last) = lot.last() else { return Ok(()) };
            after.clone_from(&last.id);
            for grant in &lot {
                recheck(&cx, grant, &mut silent).await?;
            }
        }
    }
}

/// Asks about one, unless that provider gave no answer just now.
async fn recheck(
    cx: &Cx,
    grant: &Grant,
    silent: &mut BTreeSet<&'static str>,
) -> Result<(), Failure> {
    // the answers of hundreds of people take minutes, and each must be from just now
    let mut cx = cx.clone();
    cx.now = cx.kontor.clock.now();
    let Some(provider) = Provider::find(&cx.kontor, &grant.provider) else {
        return Ok(forget_grant(&cx, grant).await?);
    };
    if silent.contains(provider.name) {
        return Ok(());
    }
    if !recheck_sign_in(&cx, &provider, grant).await? {
        silent.insert(provider.name);
    }
    Ok(())
}

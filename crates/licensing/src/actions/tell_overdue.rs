use crate::domain::licence::{Licence, LicenceId};
use crate::domain::policy::Policy;
use crate::store;
use chrono::{DateTime, TimeDelta, Utc};
use events::licensing::LicenceCheckInOverdue;
use platform::{Cx, Millis, Result, event};

/// In one transaction.
const LOT: u64 = 200;

/// Tells once of each check-in that was missed.
pub(crate) async fn tell_overdue(cx: &Cx) -> Result<()> {
    for policy in store::licence_end::policies(cx.db()).await? {
        let Some(before) = silent_before(&policy, cx.now) else { continue };
        let mut after = None;
        while let Some(last) = tell_lot(cx, &policy, before, after).await? {
            after = Some(last);
        }
    }
    Ok(())
}

/// Whoever was heard of later than then is surely not overdue; months are of different lengths.
fn silent_before(policy: &Policy, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let due = policy.settings.next_check_in(now)?;
    let slack =
        if due - now >= TimeDelta::days(28) { TimeDelta::days(4) } else { TimeDelta::zero() };
    Some(now - (due - now) + slack)
}

/// The last one looked at; none at the end.
async fn tell_lot(
    cx: &Cx,
    policy: &Policy,
    before: DateTime<Utc>,
    after: Option<LicenceId>,
) -> Result<Option<LicenceId>> {
    let lot = store::licence_end::silent_since(cx.db(), policy.id, before, after, LOT).await?;
    let due = |licence: &Licence| {
        let due = licence.next_check_in(&policy.settings).filter(|due| *due <= cx.now)?;
        Some((licence.id, Millis(due)))
    };
    let overdue: Vec<_> = lot.iter().filter_map(due).collect();
    let ids: Vec<_> = overdue.iter().map(|(id, _)| *id).collect();
    let told = store::licence_overdue::told(cx.db(), &ids).await?;
    let mut untold = overdue;
    untold.retain(|(id, due)| told.get(id) != Some(due));
    if !untold.is_empty() {
        let tx = cx.begin().await?;
        for (licence, due) in untold {
            store::licence_overdue::note(&tx, licence, due).await?;
            event::record(&tx, cx, &LicenceCheckInOverdue { licence }).await?;
        }
        cx.commit(tx).await?;
    }
    Ok((lot.len() as u64 == LOT).then(|| lot.last().map(|one| one.id)).flatten())
}

use crate::domain::meter::{LicenceId, Limits, MeterId, PolicyId};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::{EntryChanged, LicenceChanged, Noun};
use platform::{Cx, Millis, Result, Tx, event};

/// Whose limits are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitOf {
    Policy(PolicyId),
    Licence(LicenceId),
}

/// Says what a policy's licences, or one licence, may use of a meter; nothing: as much as is said elsewhere.
pub async fn limit_meter(
    cx: &Cx,
    meter: MeterId,
    of: LimitOf,
    limits: Option<Limits>,
) -> Result<()> {
    cx.require(match of {
        LimitOf::Policy(_) => rights::MANAGE,
        LimitOf::Licence(_) => rights::WORK,
    })?;
    let limits = limits.map(Limits::check).transpose()?;
    let tx = cx.begin().await?;
    let meter = store::meter::get(&tx, meter).await?;
    let id = match of {
        LimitOf::Policy(id) => store::policy::get(&tx, id).await?.id.0,
        LimitOf::Licence(id) => store::licence::lock(&tx, id).await?.id.0,
    };
    let old = store::meter::limits_of(&tx, meter.id).await?;
    let old = old.into_iter().find(|one| one.of == id);
    let old = old.map(|one| Limits { soft: one.soft, hard: one.hard });
    if old == limits {
        return Ok(());
    }
    store::meter::set_limit(&tx, (meter.id, id), limits, Millis(cx.now)).await?;
    let change = FieldChange { field: meter.code, from: text(old), to: text(limits) };
    told(&tx, cx, of, change).await?;
    cx.commit(tx).await
}

async fn told(tx: &Tx, cx: &Cx, of: LimitOf, change: FieldChange) -> Result<()> {
    let changes = vec![change];
    match of {
        LimitOf::Licence(licence) => {
            event::record(tx, cx, &LicenceChanged { licence, changes }).await
        }
        LimitOf::Policy(id) => {
            let name = store::policy::get(tx, id).await?.name;
            let fact = EntryChanged { noun: Noun::Policy, id: id.0, name, changes };
            event::record(tx, cx, &fact).await
        }
    }
}

/// `8/10`, with nothing where there is no limit.
fn text(limits: Option<Limits>) -> String {
    let one = |limit: Option<i64>| limit.map(|n| n.to_string()).unwrap_or_default();
    limits.map_or_else(String::new, |all| format!("{}/{}", one(all.soft), one(all.hard)))
}

use crate::domain::anomaly::{Anomaly, AnomalyId};
use crate::signs::Signs;
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Result, event};

/// Somebody looked at an anomaly and writes what it was.
pub async fn resolve_anomaly(cx: &Cx, id: AnomalyId, note: &str) -> Result<Anomaly> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut anomaly = store::anomaly::get(&tx, id).await?;
    let claim = anomaly.claim.clone();
    anomaly.resolve(cx.user.as_ref().map(|user| user.id), note, Millis(cx.now))?;
    store::anomaly::save(&tx, &mut anomaly).await?;
    let name = anomaly.kind.name().to_owned();
    let fact = EntryMarked { noun: Noun::Anomaly, id: id.0, name, mark: "resolved".into() };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    cx.kontor.held::<Signs>().forget(&claim);
    Ok(anomaly)
}

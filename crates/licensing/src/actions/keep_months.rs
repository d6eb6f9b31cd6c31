use crate::LicensingConfig;
use crate::domain::meter::Meter;
use crate::domain::month::Month;
use crate::store::months::{self, Monthly, REQUESTS};
use crate::{rights, store};
use chrono::{DateTime, TimeDelta, Utc};
use platform::{Cx, Millis, Result};

/// Makes the part of a month, unless another node was faster.
pub async fn make_month(cx: &Cx, table: &Monthly, month: Month) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let made = async {
        let tx = cx.begin().await?;
        months::make(&tx, table, month).await?;
        cx.commit(tx).await
    };
    match made.await {
        Err(_) if months::there(cx.db(), table).await?.contains(&month) => Ok(()),
        other => other,
    }
}

/// Makes this month and the next one, and drops those that are kept no longer; which.
pub async fn keep_months(cx: &Cx) -> Result<Vec<String>> {
    cx.require(rights::MANAGE)?;
    let this = Month::of(cx.now);
    let mut dropped = Vec::new();
    for table in months::ALL {
        for month in [this, this.next()] {
            make_month(cx, table, month).await?;
        }
        let first = first_kept(cx, table);
        let there = months::there(cx.db(), table).await?;
        for month in there.into_iter().filter(|month| *month < first) {
            drop_month(cx, table, month).await?;
            dropped.push(table.part(month));
        }
    }
    while forget_requests(cx).await? {}
    while forget_sums(cx).await? {}
    Ok(dropped)
}

/// Drops a month without keeping others from writing for long.
pub async fn drop_month(cx: &Cx, table: &Monthly, month: Month) -> Result<()> {
    cx.require(rights::MANAGE)?;
    while thin(cx, table, month).await? {}
    let tx = cx.begin().await?;
    months::drop(&tx, table, month).await?;
    cx.commit(tx).await
}

async fn thin(cx: &Cx, table: &Monthly, month: Month) -> Result<bool> {
    let tx = cx.begin().await?;
    let more = months::thin(&tx, table, month).await?;
    cx.commit(tx).await?;
    Ok(more)
}

/// What the use of licences adds up to is kept so long.
const SUMS: TimeDelta = TimeDelta::days(3 * 366);

/// The oldest month of which something is kept.
fn first_kept(cx: &Cx, table: &Monthly) -> Month {
    let config = cx.kontor.config.section::<LicensingConfig>();
    if table.name == REQUESTS.name {
        return Month::of(requests_since(cx));
    }
    // where nothing more is written, nothing is kept either
    Month::of(cx.now).before(config.heartbeat_months)
}

fn requests_since(cx: &Cx) -> DateTime<Utc> {
    let days = cx.kontor.config.section::<LicensingConfig>().request_log_days;
    cx.now - TimeDelta::days(days.into())
}

/// Requests are kept by days, of which a month has many: the rest of its days goes in lots. Whether there was something.
async fn forget_requests(cx: &Cx) -> Result<bool> {
    let tx = cx.begin().await?;
    let gone = store::request::forget(&tx, requests_since(cx)).await?;
    cx.commit(tx).await?;
    Ok(gone > 0)
}

/// Keys of counts and sums of use that are old. Whether there was something.
async fn forget_sums(cx: &Cx) -> Result<bool> {
    let tx = cx.begin().await?;
    let known = Millis(cx.now - TimeDelta::days(Meter::KEPT_DAYS + 1));
    let events = store::meter::forget_events(&tx, known).await?;
    store::usage_sums::forget(&tx, Millis(cx.now - SUMS)).await?;
    cx.commit(tx).await?;
    Ok(events > 0)
}

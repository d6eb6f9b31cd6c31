use crate::domain::usage::day::Day;
use crate::domain::usage::hour::Hour;
use crate::domain::usage::{DAY, HOUR, ProductId, What, floor};
use crate::rights;
use crate::store::usage_sums::{self, added};
use chrono::TimeDelta;
use platform::{Cx, Millis, Result};
use std::collections::BTreeMap;

/// What is written late belongs to its hour still.
const LATE: TimeDelta = TimeDelta::minutes(2);
/// Rows of licences that are written in one transaction, for heartbeats wait for it.
const LOT: usize = 1_000;

/// Adds up the next hour that is over, each once; whether there was one.
pub async fn add_up_usage(cx: &Cx) -> Result<bool> {
    cx.require(rights::MANAGE)?;
    let Some(mut from) = usage_sums::added(cx.db()).await? else {
        let first = usage_sums::first(cx.db()).await?.unwrap_or(Millis(cx.now));
        let tx = cx.begin().await?;
        usage_sums::begin(&tx, floor(first, HOUR)).await?;
        cx.commit(tx).await?;
        return Ok(true);
    };
    let hour = from.until;
    let next = Millis(hour.0 + TimeDelta::milliseconds(HOUR));
    if next.0 + LATE > cx.now {
        return Ok(false);
    }
    let all = usage_sums::days_of(cx.db(), hour, floor(hour, DAY)).await?;
    let done = usize::try_from(from.days).unwrap_or_default();
    for lot in all.get(done..).unwrap_or_default().chunks(LOT) {
        let tx = cx.begin().await?;
        usage_sums::add_days(&tx, lot).await?;
        let days = from.days + i64::try_from(lot.len()).unwrap_or_default();
        if !usage_sums::advance(&tx, &from, (hour, days)).await? {
            return Ok(false);
        }
        cx.commit(tx).await?;
        from = added::Model { days, ..from };
    }
    let hours = hours(cx, hour, &all).await?;
    let good = if next.0 + LATE + TimeDelta::milliseconds(HOUR) > cx.now {
        good(cx).await?
    } else {
        Vec::new() // of hours that are long over nobody knows any more how many there were
    };
    let tx = cx.begin().await?;
    if !usage_sums::advance(&tx, &from, (next, 0)).await? {
        return Ok(false);
    }
    usage_sums::add_hours(&tx, &hours).await?;
    // a licence that goes counts its own ones until here, and its events are gone from then on
    let activated = usage_sums::activated(&tx, hour).await?;
    usage_sums::add_hours(&tx, &counted(hour, What::Activations, activated)).await?;
    usage_sums::set_days(&tx, What::Licences, &good).await?;
    cx.commit(tx).await?;
    Ok(true)
}

/// What was counted of each product in this hour.
async fn hours(cx: &Cx, hour: Millis, all: &[Day]) -> Result<Vec<Hour>> {
    let mut counted: BTreeMap<(ProductId, What, &str), i64> = BTreeMap::new();
    let mut add = |product, what, code, uses: i64| {
        *counted.entry((product, what, code)).or_default() += uses;
    };
    for one in all {
        if one.feature.is_empty() {
            add(one.product, What::Used, "", 1);
            add(one.product, What::Users, "", one.users);
        } else {
            add(one.product, What::Features, &one.feature, one.uses);
        }
    }
    for (product, machines, sessions) in usage_sums::heard_of(cx.db(), hour).await? {
        add(product, What::Machines, "", machines);
        add(product, What::Sessions, "", sessions);
    }
    let counted = counted.into_iter().filter(|(_, uses)| *uses > 0);
    let row = |((product, what, code), uses): ((ProductId, What, &str), i64)| Hour {
        hour,
        product,
        what: what.name().into(),
        code: code.into(),
        uses,
    };
    Ok(counted.map(row).collect())
}

/// What was counted of each product.
fn counted(hour: Millis, what: What, all: Vec<(ProductId, i64)>) -> Vec<Hour> {
    let row = |(product, uses): (ProductId, i64)| Hour {
        hour,
        product,
        what: what.name().into(),
        code: String::new(),
        uses,
    };
    all.into_iter().map(row).collect()
}

/// How many licences are good now, which counts for this day.
async fn good(cx: &Cx) -> Result<Vec<Hour>> {
    let day = floor(Millis(cx.now), DAY);
    Ok(counted(day, What::Licences, usage_sums::good(cx.db(), cx.now).await?))
}

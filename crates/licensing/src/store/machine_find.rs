//! Machines as programs look for them: within their reach, filtered, the newest first, page by page.

use crate::domain::machine::{
    COLUMN, Column, Entity, Heartbeat, LicenceGroupId, LicenceId, LicenceUserId, Machine,
    MachineId, PolicyId, ProductId,
};
use crate::wire::words::camel;
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, Select};
use std::str::FromStr;

/// Which machines are looked for; all of it holds together.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The moment at which heartbeats are judged.
    pub now: DateTime<Utc>,
    /// What who asks sees.
    pub seen: Option<Condition>,
    pub licence: Option<LicenceId>,
    pub policy: Option<PolicyId>,
    pub product: Option<ProductId>,
    pub owner: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub heartbeat: Option<Heartbeat>,
    pub fingerprint: Option<String>,
    pub hostname: Option<String>,
    pub ip: Option<String>,
    /// What must stand in the metadata: names, and values as text.
    pub metadata: Vec<(String, String)>,
}

/// The last row of a page; as text `<milliseconds>.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor(Millis, MachineId);

impl Cursor {
    pub fn of(last: &Machine) -> Self {
        Self(last.created_at, last.id)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0.0.timestamp_millis(), self.1)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        let at = DateTime::from_timestamp_millis(at.parse().map_err(drop)?).ok_or(())?;
        Ok(Self(Millis(at), id.parse().map_err(drop)?))
    }
}

impl Filter {
    fn query(&self) -> Select<Entity> {
        let equal = [
            self.licence.map(|id| COLUMN.licence.eq(id)),
            self.policy.map(|id| COLUMN.policy.eq(id)),
            self.product.map(|id| COLUMN.product.eq(id)),
            self.owner.map(|id| COLUMN.owner.eq(id)),
            self.group.map(|id| COLUMN.group.eq(id)),
            self.fingerprint.as_ref().map(|text| COLUMN.fingerprint.eq(text.as_str())),
            self.hostname.as_ref().map(|text| COLUMN.hostname.eq(text.as_str())),
            self.ip.as_ref().map(|text| COLUMN.ip.eq(text.as_str())),
        ];
        let all = equal.into_iter().flatten().fold(Condition::all(), Condition::add);
        let beats = self.heartbeat.map(|heartbeat| beats(heartbeat, Millis(self.now)));
        Entity::find().filter(all.add_option(self.seen.clone()).add_option(beats))
    }

    /// The query of a page.
    pub fn select(&self, after: Option<Cursor>) -> Select<Entity> {
        let mut query = self.query();
        if let Some(Cursor(at, id)) = after {
            let before = Condition::any().add(COLUMN.created_at.lt(at)).add(COLUMN.id.lt(id));
            query = query.filter(COLUMN.created_at.lte(at)).filter(before);
        }
        query.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id)
    }

    /// No database looks into JSON: what is noted is looked at here.
    fn is_noted(&self, machine: &Machine) -> bool {
        self.metadata.iter().all(|(name, value)| {
            let mut noted = machine.metadata.as_object().iter();
            noted.any(|(own, there)| camel(own) == *name && text(there) == *value)
        })
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The same rule as `Machine::heartbeat`, for the database.
fn beats(heartbeat: Heartbeat, now: Millis) -> Condition {
    let lives = Condition::all().add(COLUMN.dies_at.gt(now));
    match heartbeat {
        Heartbeat::NotStarted => Condition::all().add(COLUMN.dies_at.is_null()),
        Heartbeat::Dead => Condition::all().add(COLUMN.dies_at.lte(now)),
        Heartbeat::Resurrected => lives.add(COLUMN.revived_at.is_not_null()),
        Heartbeat::Alive => lives.add(COLUMN.revived_at.is_null()),
    }
}

/// So many rows are looked through at once for what is noted in them.
const STEP: u64 = 500;
/// No more rows are looked through for one page.
const LOOKED_AT: u64 = 10_000;

/// So many from behind this one.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    after: Option<Cursor>,
    most: u64,
) -> Result<Vec<Machine>> {
    if filter.metadata.is_empty() {
        return filter.select(after).limit(most).rows(db).await;
    }
    let (mut found, mut after, mut looked) = (Vec::new(), after, 0);
    while (found.len() as u64) < most && looked < LOOKED_AT {
        let some = filter.select(after).limit(STEP).rows(db).await?;
        after = some.last().map(Cursor::of);
        looked += STEP;
        let is_last = (some.len() as u64) < STEP;
        found.extend(some.into_iter().filter(|machine| filter.is_noted(machine)));
        if is_last {
            break;
        }
    }
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// So many past so many, and how many there are, counted no further than `count`.
pub async fn page_at(
    db: &impl Source,
    filter: &Filter,
    (past, most): (u64, u64),
    count: u64,
) -> Result<(Vec<Machine>, u64)> {
    if filter.metadata.is_empty() {
        let rows = filter.select(None).offset(past).limit(most).rows(db).await?;
        return Ok((rows, filter.query().count_up_to(db, count).await?));
    }
    let all = page(db, filter, None, LOOKED_AT).await?;
    let count = all.len() as u64;
    let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    Ok((all.into_iter().skip(place(past)).take(place(most)).collect(), count))
}

/// The newest machine with this fingerprint among those that are seen.
pub async fn by_fingerprint(
    db: &impl Source,
    fingerprint: &str,
    seen: Condition,
) -> Result<Option<Machine>> {
    let filter =
        Filter { seen: Some(seen), fingerprint: Some(fingerprint.into()), ..Filter::default() };
    filter.select(None).row(db).await
}

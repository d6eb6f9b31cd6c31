//! Blocked addresses: refused before anything else is asked, from memory, on every node.
//!
//! Whoever guesses too often is blocked by itself, for an hour at first, and only where people and programs come in: an
//! office behind one address goes on working. What a person blocks is refused everywhere but at `/healthz`.

mod config;
mod guess;
mod index;
pub(crate) mod migration;
mod store;

pub use config::BlockingConfig;
pub(crate) use guess::note;
pub(crate) use store::forget_old;
pub use store::{Filter, Model as Block, find, get, page};

use crate::config::{Cidr, ServerConfig};
use crate::db::{Source, Tx};
use crate::event::{self, Event};
use crate::{Cx, Kontor, Millis, Result};
use chrono::{DateTime, TimeDelta, Utc};
use index::Index;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

crate::id!(BlockId);

/// What the page of blocked addresses listens to, and every node.
pub const TOPIC: &str = "blocked";

/// A range that is blocked now.
#[derive(Clone, Copy, Debug)]
pub struct Blocked {
    pub id: BlockId,
    pub range: Cidr,
    pub automatic: bool,
    /// None: for good.
    pub until: Option<DateTime<Utc>>,
}

/// What was refused since it was last written down.
#[derive(Clone, Copy, Debug)]
struct Hits {
    count: i64,
    last: DateTime<Utc>,
    /// When the security log was told.
    told: Option<DateTime<Utc>>,
}

/// The blocked addresses as this node knows them.
#[derive(Default)]
pub struct Blocks {
    index: RwLock<Arc<Index>>,
    hits: Mutex<HashMap<BlockId, Hits>>,
}

/// One that is still refused is a line in the security log this often.
const TOLD_EVERY: TimeDelta = TimeDelta::minutes(1);

impl Blocks {
    fn index(&self) -> Arc<Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hits(&self) -> MutexGuard<'_, HashMap<BlockId, Hits>> {
        self.hits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a refused request. True when the security log should be told.
    pub(crate) fn hit(&self, id: BlockId, now: DateTime<Utc>) -> bool {
        let mut all = self.hits();
        let hits = all.entry(id).or_insert(Hits { count: 0, last: now, told: None });
        (hits.count, hits.last) = (hits.count + 1, now);
        let due = hits.told.is_none_or(|told| now - told >= TOLD_EVERY);
        if due {
            hits.told = Some(now);
        }
        due
    }
}

/// What blocks this address now.
pub fn of(kontor: &Kontor, address: IpAddr) -> Option<Blocked> {
    let blocked = kontor.blocks.index().find(address, kontor.clock.now())?;
    // a setting counts at once, also for what was blocked before
    let never = &kontor.config.section::<BlockingConfig>().never;
    (!never.iter().any(|range| range.contains(address))).then_some(blocked)
}

/// Learns what was blocked and unblocked, here and on other nodes.
pub async fn refresh(kontor: &Kontor) -> Result<()> {
    let rows = store::in_force(kontor.db.reader(), kontor.clock.now()).await?;
    let new = Arc::new(Index::of(&rows));
    let old = {
        let mut index = kontor.blocks.index.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *index, new.clone())
    };
    for (_, gone) in old.automatic().filter(|(id, _)| !new.has(*id)) {
        // somebody was forgiven: the next mistake is the first again
        guess::forgive(kontor, gone.range).await;
    }
    Ok(())
}

/// Writes down how often each was refused.
pub async fn write_hits(kontor: &Kontor) -> Result<()> {
    let due: Vec<_> = {
        let mut all = kontor.blocks.hits();
        // what was not refused for long needs no place in memory
        all.retain(|_, hits| hits.count > 0 || kontor.clock.now() - hits.last < TOLD_EVERY);
        let due = all.iter_mut().filter(|(_, hits)| hits.count > 0);
        due.map(|(id, hits)| (*id, Hits { count: std::mem::take(&mut hits.count), ..*hits }))
            .collect()
    };
    if due.is_empty() {
        return Ok(());
    }
    let tx = kontor.db.begin().await?;
    for (id, hits) in due {
        store::add_hits(&tx, id, hits).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What is to be blocked.
#[derive(Clone, Debug)]
pub struct New {
    pub range: Cidr,
    pub reason: String,
    pub automatic: bool,
    pub until: Option<DateTime<Utc>>,
    /// How often it happened by itself, this time included.
    pub times: i32,
}

/// Blocks a range, in place of what blocked just the same range before. [`refresh`] after the commit.
pub async fn begin(tx: &Tx, cx: &Cx, new: New) -> Result<()> {
    let address = new.range.normal().to_string();
    if let Some(old) = store::find(tx, new.range).await? {
        store::remove(tx, old.id).await?;
    }
    let row = Block {
        id: BlockId::new(),
        address: address.clone(),
        reason: new.reason.clone(),
        automatic: new.automatic,
        author: cx.user_id().filter(|_| !new.automatic),
        since: Millis(cx.now),
        until: new.until.map(Millis),
        times: new.times,
        hits: 0,
        last_hit_at: None,
    };
    store::insert(tx, row).await.map_err(taken)?;
    let until_ms = new.until.map(|until| until.timestamp_millis());
    let fact = AddressBlocked { address, reason: new.reason, automatic: new.automatic, until_ms };
    event::record(tx, cx, &fact).await
}

/// Another node was faster.
fn taken(cause: sea_orm::DbErr) -> crate::Error {
    if crate::db::is_taken(&cause) { crate::Error::Stale } else { cause.into() }
}

/// Lets a range in again. [`refresh`] after the commit.
pub async fn end(tx: &Tx, cx: &Cx, block: &Block) -> Result<()> {
    if !store::remove(tx, block.id).await? {
        return Err(crate::Error::NotFound);
    }
    event::record(tx, cx, &AddressUnblocked { address: block.address.clone() }).await
}

/// Whether a trusted proxy is in the range: whoever comes through it would be refused.
pub fn holds_proxy(kontor: &Kontor, range: Cidr) -> bool {
    kontor.config.section::<ServerConfig>().trusted_proxies.iter().any(|proxy| proxy.meets(&range))
}

/// Whether the settings keep any of the range from being blocked.
pub fn is_spared(kontor: &Kontor, range: Cidr) -> bool {
    kontor.config.section::<BlockingConfig>().never.iter().any(|never| never.meets(&range))
}

/// How many are blocked now.
pub async fn count(db: &impl Source, now: DateTime<Utc>) -> Result<usize> {
    Ok(store::in_force(db, now).await?.len())
}

/// An address, or a range of them, was blocked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddressBlocked {
    pub address: String,
    pub reason: String,
    pub automatic: bool,
    /// None: for good.
    pub until_ms: Option<i64>,
}

/// A blocked address was let in again before its time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddressUnblocked {
    pub address: String,
}

impl Event for AddressBlocked {
    const NAME: &'static str = "platform.address_blocked";
    fn object(&self) -> String {
        format!("address:{}", self.address)
    }
    fn topics(&self) -> Vec<String> {
        vec![TOPIC.into()]
    }
}

impl Event for AddressUnblocked {
    const NAME: &'static str = "platform.address_unblocked";
    fn object(&self) -> String {
        format!("address:{}", self.address)
    }
    fn topics(&self) -> Vec<String> {
        vec![TOPIC.into()]
    }
}

//! Blocked addresses: refused before anything else is asked, from memory, on every node.
//!
//! Whoever guesses too often is blocked by itself, for an hour at first, and only from guessing ([`admit`]): an office
//! behind one address goes on working, and its devices, passkeys and keys go on opening. What a person blocks is refused
//! everywhere but at `/healthz`.

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
use crate::db::Tx;
use crate::error::Closed;
use crate::event::{self, Event};
use crate::security_log::{Event as SecurityEvent, Who};
use crate::{Cx, Error, Kontor, Millis, Refusal, Result};
use axum::http::StatusCode;
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
    /// What is read from the database takes the place of what was read before it, never the other way round.
    reading: tokio::sync::Mutex<()>,
    /// Of those who guess, one is blocked at a time.
    turn: tokio::sync::Mutex<()>,
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

/// Before something is compared that can be guessed: refuses an address that guessed too often. What a person blocked
/// comes nowhere near.
pub fn admit(cx: &Cx) -> Result<()> {
    let Some(request) = cx.request.as_deref() else { return Ok(()) };
    match of(&cx.kontor, request.ip) {
        Some(blocked) if blocked.automatic => Err(refused(cx, &blocked)),
        _ => Ok(()),
    }
}

/// Counts a refused request; the answer says until when.
pub(crate) fn refused(cx: &Cx, blocked: &Blocked) -> Error {
    if cx.kontor.blocks.hit(blocked.id, cx.now) {
        cx.kontor.security.write(
            cx,
            SecurityEvent::Blocked,
            Who::Nobody,
            &blocked.range.to_string(),
        );
    }
    let refusal = match blocked.until {
        Some(until) => Refusal::new(
            "platform-blocked-until",
            format!("this address is blocked until {}", until.format("%Y-%m-%dT%H:%M:%SZ")),
        )
        .with("until", cx.locale.datetime(until)),
        None => Refusal::new("platform-blocked", "this address is blocked"),
    };
    Closed { status: StatusCode::FORBIDDEN, kind: "blocked", refusal, retry_after: None }.into()
}

/// Learns what was blocked and unblocked, here and on other nodes.
pub async fn refresh(kontor: &Kontor) -> Result<()> {
    let _reading = kontor.blocks.reading.lock().await;
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
    let mut due: Vec<_> = {
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
    // every node in the same order, so that none waits for another in a circle
    due.sort_unstable_by_key(|(id, _)| id.0);
    let written = add_hits(kontor, &due).await;
    if written.is_err() {
        // they are written the next time
        let mut all = kontor.blocks.hits();
        for (id, hits) in due {
            all.entry(id).or_insert(Hits { count: 0, ..hits }).count += hits.count;
        }
    }
    written
}

async fn add_hits(kontor: &Kontor, due: &[(BlockId, Hits)]) -> Result<()> {
    let tx = kontor.db.begin().await?;
    for (id, hits) in due {
        store::add_hits(&tx, *id, *hits).await?;
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
    let id = BlockId::new();
    let row = Block {
        id,
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
    // what Kontor blocks by itself may be somebody's home: the chain has it where it can be erased, as the request's address
    let address = (!new.automatic).then_some(address);
    let (reason, automatic) = (new.reason, new.automatic);
    let fact = AddressBlocked { block: id, address, reason, automatic, until_ms };
    event::record(tx, cx, &fact).await
}

/// Another node was faster.
fn taken(cause: sea_orm::DbErr) -> Error {
    if crate::db::is_taken(&cause) { Error::Stale } else { cause.into() }
}

/// Lets a range in again. [`refresh`] after the commit.
pub async fn end(tx: &Tx, cx: &Cx, block: &Block) -> Result<()> {
    if !store::remove(tx, block.id).await? {
        return Err(Error::NotFound);
    }
    let address = (!block.automatic).then(|| block.address.clone());
    event::record(tx, cx, &AddressUnblocked { block: block.id, address }).await
}

/// Whether a trusted proxy is in the range: whoever comes through it would be refused.
pub fn holds_proxy(kontor: &Kontor, range: Cidr) -> bool {
    kontor.config.section::<ServerConfig>().trusted_proxies.iter().any(|proxy| proxy.meets(&range))
}

/// Whether the settings keep any of the range from being blocked.
pub fn is_spared(kontor: &Kontor, range: Cidr) -> bool {
    kontor.config.section::<BlockingConfig>().never.iter().any(|never| never.meets(&range))
}

/// An address, or a range of them, was blocked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddressBlocked {
    pub block: BlockId,
    /// None for what Kontor blocked by itself: it is the address of the request.
    pub address: Option<String>,
    pub reason: String,
    pub automatic: bool,
    /// None: for good.
    pub until_ms: Option<i64>,
}

/// A blocked address was let in again before its time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddressUnblocked {
    pub block: BlockId,
    /// None for what Kontor blocked by itself.
    pub address: Option<String>,
}

impl Event for AddressBlocked {
    const NAME: &'static str = "platform.address_blocked";
    fn object(&self) -> String {
        format!("block:{}", self.block)
    }
    fn topics(&self) -> Vec<String> {
        vec![TOPIC.into()]
    }
}

impl Event for AddressUnblocked {
    const NAME: &'static str = "platform.address_unblocked";
    fn object(&self) -> String {
        format!("block:{}", self.block)
    }
    fn topics(&self) -> Vec<String> {
        vec![TOPIC.into()]
    }
}

//! How often somebody may try: so many per minute or hour for each key, with a burst (GCRA). Counted in Redis where
//! several nodes share one, else in memory.

mod config;
mod memory;
mod shared;

pub use config::LimitsConfig;

use crate::keys::Secret;
use crate::{Error, Result};
use memory::Memory;
use shared::Shared;
use std::time::Duration;

/// A rule: `count` per `per`, of which `burst` may come at once.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is limited; keys of different rules never meet.
    pub name: &'static str,
    pub count: u32,
    pub per: Duration,
    pub burst: u32,
}

impl Limit {
    pub const fn per_minute(name: &'static str, count: u32, burst: u32) -> Self {
        Self { name, count, per: Duration::from_mins(1), burst }
    }

    pub const fn per_hour(name: &'static str, count: u32) -> Self {
        Self { name, count, per: Duration::from_hours(1), burst: count }
    }

    /// The pause in which one is given back, in microseconds.
    fn pause(&self) -> u64 {
        let per = u64::try_from(self.per.as_micros()).unwrap_or(u64::MAX);
        (per / u64::from(self.count.max(1))).max(1)
    }

    /// How far ahead a key may be, in microseconds.
    fn reach(&self) -> u64 {
        self.pause().saturating_mul(u64::from(self.burst.max(1)))
    }

    /// What is left to a key that is so many microseconds ahead with this try.
    fn left(&self, ahead: u64) -> Left {
        match self.reach().checked_sub(ahead) {
            Some(room) => Left {
                remaining: room / self.pause(),
                full_in_seconds: ahead.div_ceil(SECOND),
                wait_seconds: None,
            },
            None => Left {
                remaining: 0,
                full_in_seconds: (ahead - self.pause()).div_ceil(SECOND),
                wait_seconds: Some((ahead - self.reach()).div_ceil(SECOND).max(1)),
            },
        }
    }
}

const SECOND: u64 = 1_000_000;

/// What is left to a key after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// So many more pass at once.
    pub remaining: u64,
    /// Until the whole burst is there again.
    pub full_in_seconds: u64,
    /// None when the try passed; else when to come again.
    pub wait_seconds: Option<u64>,
}

impl Left {
    fn passes(self) -> Result<()> {
        match self.wait_seconds {
            None => Ok(()),
            Some(retry_after_seconds) => Err(Error::TooMany { retry_after_seconds }),
        }
    }
}

/// Counts tries by rule and key: in this process, or together with the other nodes.
#[derive(Default)]
pub struct Limits {
    memory: Memory,
    shared: Option<Shared>,
}

impl Limits {
    pub(crate) fn of_config(config: &LimitsConfig) -> anyhow::Result<Self> {
        config.redis_url.as_ref().map_or_else(|| Ok(Self::default()), Self::shared)
    }

    /// In this Redis, as long as it answers.
    pub fn shared(url: &Secret) -> anyhow::Result<Self> {
        Ok(Self { memory: Memory::default(), shared: Some(Shared::new(url)?) })
    }

    /// Counts one try. Where Redis does not answer, this node counts by itself: the door is neither open nor closed.
    pub async fn take(&self, limit: &Limit, key: &str) -> Left {
        if let Some(shared) = &self.shared
            && let Some(left) = shared.take(limit, key).await
        {
            return left;
        }
        self.memory.take(limit, key)
    }

    /// Lets the key pass, or says in how many seconds it may come again.
    pub async fn check(&self, limit: &Limit, key: &str) -> Result<()> {
        self.take(limit, key).await.passes()
    }

    /// The same, counted in this process alone: for what comes so often that nobody else can be asked each time.
    pub fn check_here(&self, limit: &Limit, key: &str) -> Result<()> {
        self.memory.take(limit, key).passes()
    }

    /// Forgets what was counted for the key.
    pub async fn forget(&self, limit: &Limit, key: &str) {
        if let Some(shared) = &self.shared {
            shared.forget(limit, key).await;
        }
        self.memory.forget(limit, key);
    }

    /// Whether other nodes count with us.
    pub fn is_shared(&self) -> bool {
        self.shared.is_some()
    }

    /// Why Redis does not count; none where it does, or where there is none.
    pub async fn trouble(&self) -> Option<String> {
        self.shared.as_ref()?.trouble().await
    }
}

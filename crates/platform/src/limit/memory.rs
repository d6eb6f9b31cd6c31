//! Counts in this process alone.

use super::Limit;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Above so many keys, those that are at rest are forgotten.
const MANY: usize = 10_000;

/// When each key will be at rest, in microseconds since the beginning.
pub struct Memory {
    began: Instant,
    keys: Mutex<HashMap<(&'static str, String), u64>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { began: Instant::now(), keys: Mutex::default() }
    }
}

impl Memory {
    pub fn take(&self, limit: &Limit, key: &str) -> super::Left {
        let now = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        if keys.len() > MANY {
            keys.retain(|_, rest| *rest > now);
        }
        let rest = keys.entry((limit.name, key.to_owned())).or_default();
        let next = (*rest).max(now) + limit.pause();
        let left = limit.left(next - now);
        if left.wait_seconds.is_none() {
            *rest = next;
        }
        left
    }

    pub fn forget(&self, limit: &Limit, key: &str) {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.remove(&(limit.name, key.to_owned()));
    }
}

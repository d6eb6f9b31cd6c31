//! Counts in this process alone.

use super::Limit;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// With fewer keys, none is forgotten.
const MANY: usize = 10_000;

pub struct Memory {
    began: Instant,
    keys: Mutex<Keys>,
}

struct Keys {
    /// When each will be at rest, in microseconds since the beginning.
    rest: HashMap<(&'static str, String), u64>,
    /// With so many, those that are at rest are forgotten.
    most: usize,
}

impl Keys {
    /// Forgets those that are at rest, and looks again when there are twice as many as stay: looking through all at each new
    /// one would make a crowd of addresses the slower the larger it is.
    fn sweep(&mut self, now: u64) {
        if self.rest.len() >= self.most {
            self.rest.retain(|_, rest| *rest > now);
            self.most = MANY.max(self.rest.len() * 2);
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        let keys = Keys { rest: HashMap::new(), most: MANY };
        Self { began: Instant::now(), keys: Mutex::new(keys) }
    }
}

impl Memory {
    pub fn take(&self, limit: &Limit, key: &str) -> super::Left {
        let now = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.sweep(now);
        let rest = keys.rest.entry((limit.name, key.to_owned())).or_default();
        let next = (*rest).max(now) + limit.pause();
        let left = limit.left(next - now);
        if left.wait_seconds.is_none() {
            *rest = next;
        }
        left
    }

    pub fn forget(&self, limit: &Limit, key: &str) {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.rest.remove(&(limit.name, key.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_stopped_after_its_burst_and_others_are_not() {
        let (memory, limit) = (Memory::default(), Limit::per_minute("address", 5, 5));
        let wait = |key| memory.take(&limit, key).wait_seconds;
        assert!((0..5).all(|_| wait("a").is_none()));
        let seconds = wait("a").unwrap();
        assert!((1..=13).contains(&seconds), "{seconds}");
        assert_eq!(wait("b"), None);
    }

    #[test]
    fn keys_at_rest_are_forgotten_and_those_that_wait_stay() {
        let memory = Memory::default();
        let (short, long) =
            (Limit::per_minute("short", u32::MAX, u32::MAX), Limit::per_hour("long", 1));
        for n in 0..3 * MANY {
            memory.take(&short, &n.to_string());
        }
        for n in 0..MANY {
            assert_eq!(memory.take(&long, &n.to_string()).wait_seconds, None);
        }
        let known = memory.keys.lock().unwrap().rest.len();
        assert!((MANY..3 * MANY).contains(&known), "{known}");
        for n in 0..MANY {
            assert!(memory.take(&long, &n.to_string()).wait_seconds.is_some(), "{n} was here");
        }
    }
}

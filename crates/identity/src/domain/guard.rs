//! The guard of an account: how often somebody may be wrong before waiting.

use chrono::{DateTime, TimeDelta, Utc};
use platform::Millis;

/// So many wrong passwords are forgiven.
pub const FORGIVEN: i32 = 5;
/// The first wait; each further one is twice as long.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(15);
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);
/// After so long without a mistake, the past is forgotten.
pub const MEMORY: TimeDelta = TimeDelta::hours(48);

/// What was counted for one account on unknown devices, or for one device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guard {
    pub failures: i32,
    pub locks: i32,
    pub locked_until: Option<Millis>,
    pub changed_at: Option<Millis>,
}

impl Guard {
    pub fn is_locked(&self, now: DateTime<Utc>) -> bool {
        self.locked_until.is_some_and(|until| until.0 > now)
    }

    /// Counts a mistake. Returns until when it is locked, if this mistake did it.
    pub fn fail(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.changed_at.is_some_and(|at| now - at.0 >= MEMORY) {
            *self = Self::default();
        }
        self.changed_at = Some(Millis(now));
        self.failures += 1;
        if self.failures < FORGIVEN {
            return None;
        }
        let until = now + wait(self.locks);
        self.failures = 0;
        self.locks += 1;
        self.locked_until = Some(Millis(until));
        Some(until)
    }
}

/// 15 minutes, 30, one hour … at most a day.
fn wait(locks_before: i32) -> TimeDelta {
    let doubled = FIRST_WAIT * (1 << locks_before.clamp(0, 7));
    doubled.min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_248_000 + minute * 60, 0).unwrap()
    }

    #[test]
    fn the_fifth_mistake_locks_for_a_quarter_of_an_hour() {
        let mut guard = Guard::default();
        assert!((0..4).all(|_| guard.fail(at(0)).is_none()));
        assert!(!guard.is_locked(at(0)));
        assert_eq!(guard.fail(at(0)), Some(at(15)));
        assert!(guard.is_locked(at(14)));
        assert!(!guard.is_locked(at(15)));
    }

    #[test]
    fn each_further_lock_is_twice_as_long_and_none_longer_than_a_day() {
        let mut guard = Guard::default();
        let mut waits = Vec::new();
        let mut now = at(0);
        for _ in 0..9 {
            let until = (0..5).find_map(|_| guard.fail(now)).unwrap();
            waits.push((until - now).num_minutes());
            now = until;
        }
        assert_eq!(waits, [15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    }

    #[test]
    fn two_days_without_a_mistake_forgive_everything() {
        let mut guard = Guard::default();
        assert!((0..5).any(|_| guard.fail(at(0)).is_some()));
        let later = at(48 * 60);
        assert_eq!(guard.fail(later), None);
        assert_eq!((guard.failures, guard.locks, guard.is_locked(later)), (1, 0, false));
    }
}

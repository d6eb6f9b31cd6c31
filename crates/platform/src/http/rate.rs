//! Rate limits: so many per minute or hour for each key (GCRA), with a burst.

use crate::{Error, Result};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Limits how often each key may come.
pub struct Limiter {
    keys: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
    /// With so many keys, those that are at rest are forgotten.
    most: AtomicUsize,
}

/// With fewer keys, none is forgotten.
const MANY: usize = 10_000;

impl Limiter {
    pub fn per_minute(count: u32, burst: u32) -> Self {
        let count = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(count).allow_burst(burst);
        Self::new(quota)
    }

    pub fn per_hour(count: u32) -> Self {
        let quota = Quota::per_hour(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN));
        Self::new(quota)
    }

    fn new(quota: Quota) -> Self {
        let (keys, clock) = (RateLimiter::keyed(quota), DefaultClock::default());
        Self { keys, clock, most: AtomicUsize::new(MANY) }
    }

    /// Lets the key pass, or says in how many seconds it may come again.
    pub fn check(&self, key: &str) -> Result<()> {
        if self.keys.len() >= self.most.load(Ordering::Relaxed) {
            self.keys.retain_recent();
            // looking through all at each new one would make a crowd the slower the larger it is
            self.most.store(MANY.max(self.keys.len() * 2), Ordering::Relaxed);
        }
        self.keys.check_key(&key.to_owned()).map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            Error::TooMany { retry_after_seconds: wait.as_secs() + 1 }
        })
    }
}

/// An IPv6 customer has a whole /64, so that is one key.
pub fn address_key(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let s = ip.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_stopped_after_its_burst_and_others_are_not() {
        let limiter = Limiter::per_minute(5, 5);
        assert!((0..5).all(|_| limiter.check("a").is_ok()));
        let Err(Error::TooMany { retry_after_seconds }) = limiter.check("a") else { panic!() };
        assert!((1..=13).contains(&retry_after_seconds), "{retry_after_seconds}");
        assert!(limiter.check("b").is_ok());
    }

    #[test]
    fn one_ipv6_customer_is_one_key() {
        let key = |ip: &str| address_key(ip.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
    }
}

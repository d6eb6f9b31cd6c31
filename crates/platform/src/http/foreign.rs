//! A proxy that nobody named: noticed by the headers it adds, and remembered for the health page and `kontor doctor`,
//! which is another process.

use super::TrustedProxies;
use crate::Kontor;
use crate::clock::Clock;
use crate::config::{DataConfig, ServerConfig};
use chrono::{DateTime, TimeDelta, Utc};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// In the data folder: the proxy's address and when it was last seen, in milliseconds.
const FILE: &str = "foreign-proxy";
/// Once an hour is enough to know that it still is so.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);
/// What was not seen for so long is gone.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(7);

/// Writes down the proxies that a running server sees.
pub(super) struct Seen {
    path: PathBuf,
    clock: Clock,
    last: Mutex<Option<DateTime<Utc>>>,
}

impl Seen {
    pub(super) fn new(kontor: &Kontor) -> Self {
        let path = path(&kontor.config.section::<DataConfig>().path);
        Self { path, clock: kontor.clock.clone(), last: Mutex::default() }
    }

    /// One small file, at most once an hour: not worth a thread.
    pub(super) fn note(&self, proxy: IpAddr) {
        let now = self.clock.now();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| now - last < NOTED_EVERY) {
            return;
        }
        *last = Some(now);
        tracing::warn!(
            %proxy,
            "A proxy forwards requests that server.trusted_proxies does not name: every visitor counts as the proxy"
        );
        let text = format!("{proxy} {}", now.timestamp_millis());
        if let Err(why) = std::fs::write(&self.path, text) {
            tracing::warn!(%why, "The proxy could not be noted for the health page");
        }
    }
}

fn path(data: &Path) -> PathBuf {
    data.join(FILE)
}

/// The proxy that forwarded requests lately without being trusted now.
pub(crate) fn proxy(kontor: &Kontor) -> Option<IpAddr> {
    let text = std::fs::read_to_string(path(&kontor.config.section::<DataConfig>().path)).ok()?;
    let (address, at) = text.trim().split_once(' ')?;
    let address: IpAddr = address.parse().ok()?;
    let at = DateTime::from_timestamp_millis(at.parse().ok()?)?;
    let trusted = TrustedProxies(&kontor.config.section::<ServerConfig>().trusted_proxies);
    let counts = kontor.clock.now() - at < FORGOTTEN_AFTER && !trusted.trust(address);
    counts.then_some(address)
}

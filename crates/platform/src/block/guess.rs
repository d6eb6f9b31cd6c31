//! Addresses that guess too often are blocked by themselves.

use super::{BlockingConfig, New, begin, refresh, store};
use crate::config::{Cidr, ServerConfig};
use crate::cx::Actor;
use crate::http::{RequestInfo, TrustedProxies, address_key};
use crate::limit::Limit;
use crate::security_log::{Event, Who};
use crate::{Cx, Error, Kontor, Result};
use chrono::TimeDelta;
use std::net::IpAddr;
use std::time::Duration;

/// So many addresses are blocked by themselves at once, and no more: each is a row and a place in memory.
const MOST: usize = 5000;

/// One customer: an address, and of IPv6 a whole /64.
fn range(address: IpAddr) -> Cidr {
    let address = address.to_canonical();
    Cidr::around(address, if address.is_ipv4() { 32 } else { 64 })
}

fn limit(config: &BlockingConfig) -> Limit {
    Limit {
        name: "guess",
        count: config.attempts,
        per: Duration::from_secs(u64::from(config.window_minutes) * 60),
        // the last one of them is the one too many
        burst: config.attempts.saturating_sub(1),
    }
}

/// Counts a wrong password, code or key of whoever asks. The answer does not wait for it.
pub(crate) fn note(cx: &Cx) {
    let config = cx.kontor.config.section::<BlockingConfig>();
    let Some(request) = cx.request.as_deref() else { return };
    let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
    if config.attempts == 0 || is_spared(&cx.kontor, request) {
        return;
    }
    let (cx, address) = (cx.clone(), request.ip);
    runtime.spawn(async move {
        if let Err(cause) = count(&cx, address).await {
            tracing::warn!(%cause, "An address that guesses could not be blocked");
        }
    });
}

/// Those whom a block would hit in place of the one who guesses: this machine, our own proxies and, where a proxy of a
/// private network was forgotten in the settings, everybody behind it.
fn is_spared(kontor: &Kontor, request: &RequestInfo) -> bool {
    let address = request.ip.to_canonical();
    let trusted = TrustedProxies(&kontor.config.section::<ServerConfig>().trusted_proxies);
    address.is_loopback()
        || trusted.trust(address)
        || super::is_spared(kontor, range(address))
        || (request.forwarded && is_private(address))
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_unique_local() || address.is_unicast_link_local(),
    }
}

async fn count(cx: &Cx, address: IpAddr) -> Result<()> {
    let config = cx.kontor.config.section::<BlockingConfig>();
    let left = cx.kontor.limits.take(&limit(config), &address_key(address)).await;
    if left.wait_seconds.is_none() {
        return Ok(());
    }
    // one at a time: of a whole flood one writes, and the others find what it wrote
    let _turn = cx.kontor.blocks.turn.lock().await;
    if super::of(&cx.kontor, address).is_some() {
        return Ok(());
    }
    if cx.kontor.blocks.index().automatic().count() >= MOST {
        tracing::warn!(%address, "So many addresses are blocked that this one is not: a firewall should see to it");
        return Ok(());
    }
    match block(cx, config, range(address)).await {
        // another node was faster
        Err(Error::Stale) => refresh(&cx.kontor).await,
        done => done,
    }
}

async fn block(cx: &Cx, config: &BlockingConfig, range: Cidr) -> Result<()> {
    // Kontor does it, not whoever was signed in there
    let cx = &Cx { actor: Actor::System, user: None, via: None, ..cx.clone() };
    let before = store::find(cx.kontor.db.reader(), range).await?;
    if before.as_ref().is_some_and(|block| !block.is_over(cx.now)) {
        return refresh(&cx.kontor).await;
    }
    let times = before.map_or(0, |block| block.times) + 1;
    let length = length(config, times);
    let reason = format!("{} × / {} min", config.attempts, config.window_minutes);
    let until = Some(cx.now + length);
    let tx = cx.kontor.db.begin().await?;
    begin(&tx, cx, New { range, reason, automatic: true, until, times }).await?;
    tx.commit().await?;
    cx.kontor.wake();
    refresh(&cx.kontor).await?;
    let told = format!("automatic,{}m", length.num_minutes());
    cx.kontor.security.write(cx, Event::AddressBlocked, Who::Nobody, &told);
    Ok(())
}

/// Twice as long each time, up to the longest.
fn length(config: &BlockingConfig, times: i32) -> TimeDelta {
    let doublings = u32::try_from(times.clamp(1, 20) - 1).unwrap_or(0);
    let minutes = i64::from(config.first_minutes) << doublings;
    TimeDelta::minutes(minutes.min(i64::from(config.longest_hours) * 60))
}

/// Forgets what was counted for an address that is let in again.
pub(super) async fn forgive(kontor: &Kontor, range: Cidr) {
    let config = kontor.config.section::<BlockingConfig>();
    kontor.limits.forget(&limit(config), &address_key(range.base())).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_further_block_is_twice_as_long_up_to_a_day() {
        let config = BlockingConfig::default();
        let hours: Vec<_> = (1..=7).map(|times| length(&config, times).num_hours()).collect();
        assert_eq!(hours, [1, 2, 4, 8, 16, 24, 24]);
        assert_eq!(length(&config, i32::MAX).num_hours(), 24);
    }

    #[test]
    fn one_customer_is_one_range() {
        let of = |address: &str| range(address.parse().unwrap()).to_string();
        assert_eq!(of("::ffff:203.0.113.7"), "203.0.113.7/32");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    }
}

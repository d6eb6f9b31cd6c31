//! How often an address may ask, said in the headers of every answer.

use super::fault::Fault;
use crate::LicensingConfig;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use chrono::{DateTime, Utc};
use platform::http::{RequestInfo, address_key};
use platform::limit::{Left, Limit};
use platform::{Error, Kontor};

const WINDOW: HeaderName = HeaderName::from_static("x-ratelimit-window");
const COUNT: HeaderName = HeaderName::from_static("x-ratelimit-count");
const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// One request, counted.
pub struct Counted {
    most: u32,
    left: Left,
}

/// Counts a request; none where nothing is counted.
pub async fn count(kontor: &Kontor, info: &RequestInfo) -> Option<Counted> {
    let most = kontor.config.section::<LicensingConfig>().requests_per_minute;
    if most == 0 {
        return None;
    }
    Some(taken(kontor, Limit::per_minute("licensing", most, most), &address_key(info.ip)).await)
}

/// Counts a request of the small interface, by its address or by the licence that it is about.
pub async fn of_facade(kontor: &Kontor, by: &str) -> Option<Counted> {
    let most = kontor.config.section::<LicensingConfig>().facade_requests_per_minute;
    if most == 0 {
        return None;
    }
    Some(taken(kontor, Limit::per_minute("facade-of-licences", most, most), by).await)
}

async fn taken(kontor: &Kontor, limit: Limit, by: &str) -> Counted {
    Counted { most: limit.burst, left: kontor.limits.take(&limit, by).await }
}

impl Counted {
    /// Lets the request pass, or says when the next may come.
    pub fn check(&self) -> Result<(), Fault> {
        match self.left.wait_seconds {
            None => Ok(()),
            Some(retry_after_seconds) => Err(Error::TooMany { retry_after_seconds }.into()),
        }
    }

    pub fn remaining(&self) -> u64 {
        self.left.remaining
    }

    pub fn say(&self, headers: &mut HeaderMap, now: DateTime<Utc>) {
        let remaining = self.left.remaining.min(self.most.into());
        let full_at = now.timestamp().saturating_add_unsigned(self.left.full_in_seconds);
        headers.insert(WINDOW, HeaderValue::from_static("60s"));
        headers.insert(COUNT, (u64::from(self.most) - remaining).into());
        headers.insert(LIMIT, self.most.into());
        headers.insert(REMAINING, remaining.into());
        headers.insert(RESET, full_at.into());
    }
}

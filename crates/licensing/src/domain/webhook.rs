//! A webhook: an address of the vendor's that is told what happens, and each telling of it.

use super::strategy::words;
use crate::crypto::algorithm::Algorithm;
use chrono::{DateTime, TimeDelta, Utc};
pub use events::licensing::{DeliveryId, EnvironmentId, WebhookId};
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_webhooks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookId,
    pub environment: Option<EnvironmentId>,
    pub url: String,
    /// Names of events with line ends between them; `*` for all.
    pub subscriptions: String,
    /// How tellings are signed, by its name.
    pub algorithm: String,
    pub api_version: String,
    pub enabled: bool,
    /// Why it was switched off by itself.
    pub trouble: String,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Webhook;

words! {
    /// How a telling stands.
    Status {
        Delivering = "DELIVERING",
        Delivered = "DELIVERED",
        /// It failed, and is tried again.
        Failing = "FAILING",
        Failed = "FAILED",
    }
}

pub mod delivery {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_deliveries")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DeliveryId,
        pub webhook: WebhookId,
        /// `license.created`
        pub event: String,
        /// The JSON document that is told.
        pub payload: String,
        /// The same at every try, by which a receiver knows what it has seen.
        pub token: String,
        pub status: Status,
        pub tries: i32,
        pub last_status: Option<i32>,
        /// What went wrong at the last try.
        pub last_error: String,
        pub last_tried_at: Option<Millis>,
        pub next_try_at: Option<Millis>,
        pub created_at: Millis,
        pub updated_at: Millis,
        pub version: i32,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use delivery::Model as Delivery;

/// What is entered for a webhook.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub url: String,
    /// With blanks, commas or line ends between them; nothing for all.
    pub subscriptions: String,
    pub algorithm: String,
    pub enabled: bool,
}

/// Why a webhook is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the address must be a URL that begins with https:// or http://")]
    UrlUnfit,
    #[error("an address has at most {} characters", Draft::LONGEST_URL)]
    UrlTooLong,
    #[error("there is no event {0:?}")]
    EventUnknown(String),
    #[error("there is no such algorithm")]
    AlgorithmUnknown,
    #[error("it was delivered")]
    Delivered,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::UrlUnfit => "licensing-webhook-url-unfit",
            Self::UrlTooLong => "licensing-webhook-url-long",
            Self::EventUnknown(_) => "licensing-webhook-event-unknown",
            Self::AlgorithmUnknown => "licensing-webhook-algorithm-unknown",
            Self::Delivered => "licensing-webhook-delivered-already",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UrlUnfit | Self::UrlTooLong => Some("url"),
            Self::EventUnknown(_) => Some("subscriptions"),
            Self::AlgorithmUnknown => Some("signature_algorithm"),
            Self::Delivered => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::EventUnknown(name) => vec![("name", name.clone())],
            _ => Vec::new(),
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::UrlUnfit => "URL_INVALID",
            Self::UrlTooLong => "URL_TOO_LONG",
            Self::EventUnknown(_) => "SUBSCRIPTIONS_NOT_ALLOWED",
            Self::AlgorithmUnknown => "SIGNATURE_ALGORITHM_NOT_ALLOWED",
            Self::Delivered => "STATUS_INVALID",
        })
    }
}

/// A draft that is fit to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub url: String,
    pub subscriptions: String,
    pub algorithm: String,
    pub enabled: bool,
}

impl Draft {
    pub const LONGEST_URL: usize = 1000;

    pub fn check(&self) -> Result<Facts, Vec<Refused>> {
        let mut wrong = Vec::new();
        let url = self.url.trim();
        if url.chars().count() > Self::LONGEST_URL {
            wrong.push(Refused::UrlTooLong);
        } else if !is_web(url) {
            wrong.push(Refused::UrlUnfit);
        }
        let mut names: Vec<&str> = self
            .subscriptions
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|name| !name.is_empty())
            .collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() || names.contains(&"*") {
            names = vec!["*"];
        }
        let known = |name: &str| name == "*" || EVENTS.contains(&name);
        let unknown = names.iter().filter(|name| !known(name));
        wrong.extend(unknown.map(|name| Refused::EventUnknown((*name).to_owned())));
        let algorithm = Some(self.algorithm.trim()).filter(|name| !name.is_empty());
        let algorithm = algorithm.unwrap_or(Algorithm::Ed25519.name());
        if Algorithm::of_name(algorithm).is_none() {
            wrong.push(Refused::AlgorithmUnknown);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (url, algorithm) = (url.to_owned(), algorithm.to_owned());
        Ok(Facts { url, subscriptions: names.join("\n"), algorithm, enabled: self.enabled })
    }
}

fn is_web(url: &str) -> bool {
    url::Url::parse(url)
        .is_ok_and(|url| ["https", "http"].contains(&url.scheme()) && url.has_host())
}

impl Webhook {
    /// Whether it wants to hear of this event.
    pub fn wants(&self, event: &str) -> bool {
        self.subscriptions.lines().any(|name| name == "*" || name == event)
    }
}

impl Delivery {
    /// After so many tries nobody tries any more.
    pub const TRIES: i32 = 15;

    /// Seconds between one try and the next: soon at first, for most trouble is short, and six days in all.
    const PAUSES: [i64; 14] = [
        10, 60, 300, 900, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 86_400, 86_400, 86_400,
        86_400,
    ];

    /// When it is tried again after so many failures: up to a fifth later than its pause, so that those which failed together
    /// do not come back together. `chance` in thousandths.
    pub fn next_try(tries: i32, chance: u16, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let failed = usize::try_from(tries).ok()?.checked_sub(1)?;
        let pause = Self::PAUSES.get(failed)? * 1000;
        let more = pause * i64::from(chance.min(1000)) / 5000;
        Some(now + TimeDelta::milliseconds(pause + more))
    }
}

/// The events that there are.
pub const EVENTS: &[&str] = &[
    "component.created",
    "component.deleted",
    "component.updated",
    "entitlement.created",
    "entitlement.deleted",
    "entitlement.updated",
    "environment.created",
    "environment.deleted",
    "environment.updated",
    "group.created",
    "group.deleted",
    "group.updated",
    "license.check-in-overdue",
    "license.checked-in",
    "license.checked-out",
    "license.created",
    "license.deleted",
    "license.entitlements.attached",
    "license.entitlements.detached",
    "license.expired",
    "license.expiring-soon",
    "license.meter.limit-reached",
    "license.policy.updated",
    "license.reinstated",
    "license.renewed",
    "license.revoked",
    "license.suspended",
    "license.updated",
    "license.usage.decremented",
    "license.usage.incremented",
    "license.usage.reset",
    "license.users.attached",
    "license.users.detached",
    "machine.checked-out",
    "machine.created",
    "machine.deleted",
    "machine.heartbeat.dead",
    "machine.heartbeat.resurrected",
    "machine.updated",
    "policy.created",
    "policy.deleted",
    "policy.entitlements.attached",
    "policy.entitlements.detached",
    "policy.updated",
    "process.created",
    "process.deleted",
    "product.created",
    "product.deleted",
    "product.updated",
    "release.created",
    "release.deleted",
    "release.published",
    "release.updated",
    "release.yanked",
    "token.generated",
    "token.regenerated",
    "token.revoked",
    "user.banned",
    "user.created",
    "user.deleted",
    "user.unbanned",
    "user.updated",
    "webhook-endpoint.tested",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_names_an_address_of_the_web_and_events_that_there_are() {
        let draft = |url: &str, subscriptions: &str| Draft {
            url: url.into(),
            subscriptions: subscriptions.into(),
            ..Draft::default()
        };
        let kept = draft(" https://shop.example/hook ", "license.created, license.expired").check();
        assert_eq!(kept.unwrap().subscriptions, "license.created\nlicense.expired");
        assert_eq!(draft("https://shop.example", "").check().unwrap().subscriptions, "*");
        for url in ["", "shop.example", "ftp://shop.example", "javascript:alert(1)"] {
            assert_eq!(draft(url, "").check(), Err(vec![Refused::UrlUnfit]), "{url}");
        }
        let wrong = draft("https://shop.example", "license.made").check();
        assert_eq!(wrong, Err(vec![Refused::EventUnknown("license.made".into())]));
    }

    #[test]
    fn pauses_grow_and_have_an_end() {
        let now = DateTime::from_timestamp(0, 0).unwrap();
        let seconds = |tries, chance| {
            Delivery::next_try(tries, chance, now).map(|at| (at - now).num_seconds())
        };
        assert_eq!((seconds(1, 0), seconds(1, 1000)), (Some(10), Some(12)), "soon at first");
        assert_eq!((seconds(2, 0), seconds(3, 0)), (Some(60), Some(300)));
        let all: Vec<_> = (1..Delivery::TRIES).filter_map(|tries| seconds(tries, 1000)).collect();
        assert!(all.len() == 14 && all.is_sorted());
        let days = all.iter().sum::<i64>() / 86_400;
        assert!((6..8).contains(&days), "they end before what was told is forgotten: {days}");
        assert_eq!((seconds(0, 0), seconds(15, 0)), (None, None));
    }

    #[test]
    fn the_events_are_sorted_and_each_stands_once() {
        assert!(EVENTS.is_sorted() && EVENTS.windows(2).all(|two| two[0] != two[1]));
    }
}

//! What is known of providers: their description and keys, kept for a while, so that none of them is asked at every
//! sign-in and one that is down for an hour is not missed.

use super::ask::{Failed, ask};
use super::{Provider, is_address};
use crate::domain::token::KeySet;
use chrono::{DateTime, TimeDelta, Utc};
use platform::outbound::Request;
use platform::{Cx, Kontor};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// After so long it is asked for anew.
const FRESH: TimeDelta = TimeDelta::hours(1);
/// While the provider does not answer, what is older still counts for so long.
const STALE: TimeDelta = TimeDelta::hours(24);
/// Keys that a token names and nobody knows are looked for so often: whoever makes tokens up sets no pace.
const KEYS_EVERY: TimeDelta = TimeDelta::minutes(1);
/// After a failure nobody asks again for so long: those who come meanwhile do not queue up behind it.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// How a provider describes itself (OIDC Discovery §3).
#[derive(Clone, Debug, Deserialize)]
pub struct Discovery {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub jwks_uri: String,
    pub userinfo_endpoint: Option<String>,
    /// Where a browser logs out (OIDC RP-Initiated Logout §2.1).
    pub end_session_endpoint: Option<String>,
    #[serde(default)]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    pub scopes_supported: Vec<String>,
    /// Whether every answer names who gives it (RFC 9207).
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

#[derive(Default)]
struct Known {
    discovery: Option<(DateTime<Utc>, Discovery)>,
    keys: Option<(DateTime<Utc>, Arc<KeySet>)>,
    keys_asked: Option<DateTime<Utc>>,
    failed: Option<(DateTime<Utc>, Failed)>,
}

type Shared = Arc<tokio::sync::Mutex<Known>>;

/// By the house and the address of the description: another one in the settings is another provider.
static KNOWN: LazyLock<Mutex<HashMap<[u8; 32], Shared>>> = LazyLock::new(Mutex::default);

fn known(kontor: &Kontor, address: &str) -> Shared {
    let of = kontor.keys.mac("identity/provider-known", address.as_bytes());
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    all.entry(of).or_default().clone()
}

/// How the provider describes itself.
pub async fn discovery(cx: &Cx, provider: &Provider<'_>) -> Result<Discovery, Failed> {
    let address = provider.config.discovery_url();
    let known = known(&cx.kontor, &address);
    let mut known = known.lock().await;
    known.describe(cx, provider, &address, FRESH).await
}

impl Known {
    /// The description, asked for anew where it is older than `age`; while the provider fails, an old one counts.
    async fn describe(
        &mut self,
        cx: &Cx,
        provider: &Provider<'_>,
        address: &str,
        age: TimeDelta,
    ) -> Result<Discovery, Failed> {
        let young = self.discovery.as_ref().filter(|(at, _)| cx.now - *at < age);
        if let Some((_, discovery)) = young {
            return Ok(discovery.clone());
        }
        let asked = match self.paused(cx.now) {
            Some(failed) => Err(failed),
            None => match ask(cx, Request::get(address)).await {
                Ok(discovery) => fitting(provider, discovery),
                Err(failed) => Err(failed),
            },
        };
        match asked {
            Ok(discovery) => {
                self.failed = None;
                self.discovery = Some((cx.now, discovery.clone()));
                Ok(discovery)
            }
            Err(failed) => {
                self.note(provider, cx.now, &failed);
                let old = self.discovery.as_ref().filter(|(at, _)| cx.now - *at < STALE);
                old.map(|(_, discovery)| discovery.clone()).ok_or(failed)
            }
        }
    }

    /// What failed moments ago.
    fn paused(&self, now: DateTime<Utc>) -> Option<Failed> {
        let (at, failed) = self.failed.as_ref()?;
        (now - *at < PAUSE).then(|| failed.clone())
    }

    /// Remembers a failure, and tells the log of it once.
    fn note(&mut self, provider: &Provider<'_>, now: DateTime<Utc>, failed: &Failed) {
        if self.paused(now).is_none() {
            tracing::warn!(provider = provider.name, why = %failed, "An identity provider does not answer as it should");
            self.failed = Some((now, failed.clone()));
        }
    }
}

/// The description is the provider's own, and leads nowhere that others can listen.
fn fitting(provider: &Provider<'_>, discovery: Discovery) -> Result<Discovery, Failed> {
    let expected = provider.issuer();
    if discovery.issuer != expected.text() {
        let (own, set) = (&discovery.issuer, expected.text());
        return Err(Failed::Strange(format!("it calls itself {own:?}, the settings {set:?}")));
    }
    let secure = discovery.issuer.starts_with("https:");
    let Discovery { authorization_endpoint, token_endpoint, jwks_uri, .. } = &discovery;
    let all = [authorization_endpoint, token_endpoint, jwks_uri];
    let more = [&discovery.userinfo_endpoint, &discovery.end_session_endpoint];
    for address in all.into_iter().chain(more.into_iter().flatten()) {
        let same = !secure || address.starts_with("https:");
        // the page for people may have a query of its own
        if !same || !is_address(address.split('?').next().unwrap_or_default()) {
            return Err(Failed::Strange(format!("{address:?} is no https address")));
        }
    }
    Ok(discovery)
}

/// The provider's keys; newer ones where those that are known do not do.
pub async fn keys(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    will_do: impl Fn(&KeySet) -> bool + Send,
) -> Result<Arc<KeySet>, Failed> {
    let known = known(&cx.kontor, &provider.config.discovery_url());
    let mut known = known.lock().await;
    let old = known.keys.as_ref().filter(|(at, _)| cx.now - *at < STALE).cloned();
    if let Some((at, keys)) = &old {
        let asked = known.keys_asked.is_some_and(|at| cx.now - at < KEYS_EVERY);
        if asked || cx.now - *at < FRESH && will_do(keys) {
            return Ok(keys.clone());
        }
    }
    if let (None, Some(failed)) = (&old, known.paused(cx.now)) {
        return Err(failed);
    }
    known.keys_asked = Some(cx.now);
    match ask::<KeySet>(cx, Request::get(discovery.jwks_uri.as_str())).await {
        Ok(keys) => {
            let keys = Arc::new(keys);
            known.keys = Some((cx.now, keys.clone()));
            known.failed = None;
            Ok(keys)
        }
        Err(failed) => {
            known.note(provider, cx.now, &failed);
            old.map(|(_, keys)| keys).ok_or(failed)
        }
    }
}

/// Asks the provider how it describes itself, unless that was done within `age`; and why not, where it does not say.
pub async fn look(cx: &Cx, provider: &Provider<'_>, age: TimeDelta) -> Option<Failed> {
    let address = provider.config.discovery_url();
    let known = known(&cx.kontor, &address);
    let mut known = known.lock().await;
    let answer = known.describe(cx, provider, &address, age).await;
    known.failed.as_ref().map(|(_, failed)| failed.clone()).or(answer.err())
}

//! How providers do, for the health page: they are asked beside it, and what they said last is shown.

use super::Provider;
use super::ask::Failed;
use super::known::look;
use chrono::{DateTime, TimeDelta, Utc};
use platform::health::{Check, State};
use platform::{Cx, Kontor};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

/// What is older is asked for anew.
const FRESH: TimeDelta = TimeDelta::minutes(1);
/// So long the page waits for one of whom nothing is known yet, and for another one.
const FIRST: Duration = Duration::from_secs(1);
const SOON: Duration = Duration::from_millis(250);

/// What a provider said last.
#[derive(Clone, Default)]
struct Seen {
    /// When it said so; none while nothing is known.
    at: Option<DateTime<Utc>>,
    failed: Option<Failed>,
    /// Whether it is being asked.
    asking: bool,
}

/// By the house and the address of the description.
static SEEN: LazyLock<Mutex<HashMap<[u8; 32], Seen>>> = LazyLock::new(Mutex::default);

fn with<T>(of: [u8; 32], change: impl FnOnce(&mut Seen) -> T) -> T {
    let mut all = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    change(all.entry(of).or_default())
}

/// One check for each provider, which keeps the page waiting for long nowhere, and one for what the settings say of it.
pub async fn health(kontor: Kontor) -> Vec<Check> {
    let mut checks = Vec::new();
    for provider in Provider::all(&kontor) {
        let address = provider.config.discovery_url();
        let of = kontor.keys.mac("identity/provider-seen", address.as_bytes());
        let now = kontor.clock.now();
        let (known, due) = with(of, |seen| {
            let fresh = seen.at.is_some_and(|at| now - at < FRESH) && seen.failed.is_none();
            let due = !fresh && !seen.asking;
            seen.asking |= due;
            (seen.at.is_some(), due)
        });
        if due {
            let asked = tokio::spawn(ask(kontor.clone(), provider.name, of));
            // what takes longer is said the next time
            let _ = tokio::time::timeout(if known { SOON } else { FIRST }, asked).await;
        }
        checks.push(said(&provider, with(of, |seen| seen.clone())));
    }
    match super::own_roles::health(&kontor).await {
        Ok(more) => checks.extend(more),
        // the check of the database says so
        Err(cause) => tracing::warn!(%cause, "The own roles of the settings cannot be looked up"),
    }
    checks
}

async fn ask(kontor: Kontor, name: &'static str, of: [u8; 32]) {
    let cx = Cx::system(&kontor);
    let failed = match Provider::find(&kontor, name) {
        Some(provider) => look(&cx, &provider, FRESH).await,
        None => None,
    };
    with(of, |seen| *seen = Seen { at: Some(cx.now), failed, asking: false });
}

fn said(provider: &Provider<'_>, seen: Seen) -> Check {
    let name = format!("oidc.{}", provider.name);
    let check = |key| Check::ok(name, key).with("provider", provider.label());
    match (seen.at, seen.failed) {
        (Some(_), None) => check("identity-health-sso"),
        (Some(_), Some(cause)) => check("identity-health-sso-gone")
            .with("cause", cause)
            .bad(State::Warn, "identity-health-sso-remedy"),
        (None, _) => {
            check("identity-health-sso-slow").bad(State::Warn, "identity-health-sso-remedy")
        }
    }
}

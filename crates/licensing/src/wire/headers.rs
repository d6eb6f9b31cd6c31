//! What every answer says beside its body: whose it is, who was recognised, and that nobody may keep it.

use super::issuer::Issuer;
use super::version::Version;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use std::sync::{Arc, OnceLock};

/// Whoever was recognised while the request was answered: what they are, and their ids.
#[derive(Clone, Debug, Default)]
pub struct Recognised {
    /// `license`, `user`, `product`, …
    pub bearer: Option<&'static str>,
    pub token: Option<String>,
    pub environment: Option<String>,
}

/// Travels with the request, so that the layer around a handler knows whom it recognised.
#[derive(Clone, Debug, Default)]
pub struct Whom(Arc<OnceLock<Recognised>>);

impl Whom {
    pub fn is(&self, recognised: Recognised) {
        // a request is read once
        let _ = self.0.set(recognised);
    }
}

const ACCOUNT: HeaderName = HeaderName::from_static("keygen-account");
const EDITION: HeaderName = HeaderName::from_static("keygen-edition");
const MODE: HeaderName = HeaderName::from_static("keygen-mode");
const VERSION: HeaderName = HeaderName::from_static(super::version::HEADER);
const BEARER: HeaderName = HeaderName::from_static("keygen-bearer");
const TOKEN: HeaderName = HeaderName::from_static("keygen-token");
const ENVIRONMENT: HeaderName = HeaderName::from_static("keygen-environment");

const CACHE_CONTROL: &str = "no-transform, no-store, max-age=0";

/// So many headers an answer has about.
const ALL: usize = 32;

/// Says what is known of answer and asker.
pub fn say(headers: &mut HeaderMap, issuer: &Issuer, version: Version, whom: &Whom) {
    headers.reserve(ALL);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE_CONTROL));
    put(headers, ACCOUNT, &issuer.id);
    headers.insert(EDITION, HeaderValue::from_static("CE"));
    headers.insert(MODE, HeaderValue::from_static("singleplayer"));
    put(headers, VERSION, &version.to_string());
    let Some(whom) = whom.0.get() else { return };
    for (name, value) in [
        (BEARER, whom.bearer),
        (TOKEN, whom.token.as_deref()),
        (ENVIRONMENT, whom.environment.as_deref()),
    ] {
        if let Some(value) = value {
            put(headers, name, value);
        }
    }
}

pub fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    // an id or a number is always one
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

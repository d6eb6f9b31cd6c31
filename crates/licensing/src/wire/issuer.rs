//! Whom all answers of this server are from: the account, with its keys at hand.

use crate::LicensingConfig;
use crate::crypto::algorithm::Algorithm;
use crate::crypto::pair::{Kind, Pair};
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::{Error, Kontor, Result};
use sea_orm::prelude::Uuid;
use std::sync::Arc;

/// Where the account stands in addresses.
pub const NAMED: &str = "/accounts/{account}";
/// The name of that part of an address.
pub const PARAMETER: &str = "account";

/// The one account of this server.
pub struct Issuer {
    /// Its id, as it stands in addresses and signatures.
    pub id: String,
    pub slug: String,
    /// What links of its resources begin with.
    pub base: Arc<str>,
    pair: Pair,
}

impl Issuer {
    /// Whether an address that names this means the account.
    pub fn is_meant(&self, named: &str) -> bool {
        named == self.slug || named.eq_ignore_ascii_case(&self.id)
    }

    /// The pair that signs so; none where the account has no such key.
    pub(crate) fn pair(&self, algorithm: Algorithm) -> Option<&Pair> {
        (self.pair.kind() == algorithm.kind()).then_some(&self.pair)
    }
}

/// What stands before the seed in the PKCS#8 of an Ed25519 key (RFC 8410 §7).
const ED25519: [u8; 16] =
    [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];

/// The account of this server.
#[expect(clippy::unused_async, reason = "the account is to be read from the database")]
pub async fn of(kontor: &Kontor) -> Result<Arc<Issuer>> {
    let seed = kontor.keys.mac("licensing-account", b"ed25519");
    let pair = Pair::read(Kind::Ed25519, &[ED25519, seed].concat())?;
    Ok(kontor.held_or(|| {
        let slug = kontor.config.section::<LicensingConfig>().account.clone();
        let id = id_of(kontor.keys.mac("licensing-account", b"id")).to_string();
        Issuer { slug, base: format!("/v1/accounts/{id}").into(), id, pair }
    }))
}

/// An id of our own making (RFC 9562 §5.8), the same whenever it is asked for.
fn id_of(hash: [u8; 32]) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    Uuid::from_bytes(bytes)
}

/// Lets those in who name this account; nobody else has one here.
pub async fn is_ours(
    State(kontor): State<Kontor>,
    parts: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let issuer = match of(&kontor).await {
        Ok(issuer) => issuer,
        Err(cause) => return cause.into_response(),
    };
    if parts.iter().any(|(name, value)| name == PARAMETER && issuer.is_meant(value)) {
        next.run(request).await
    } else {
        Error::NotFound.into_response()
    }
}

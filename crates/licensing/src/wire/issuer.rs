//! The account: whom all answers of this server are from.

use super::sign::{Algorithm, Signs};
use crate::LicensingConfig;
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::keys::Signer;
use platform::{Error, Kontor};
use sea_orm::prelude::Uuid;
use std::sync::Arc;

/// Where the account stands in addresses.
pub const NAMED: &str = "/accounts/{account}";
/// The name of that part of an address.
pub const PARAMETER: &str = "account";

/// The one account of this server.
pub struct Account {
    pub id: Uuid,
    pub slug: String,
    /// What links of its resources begin with.
    pub base: Arc<str>,
    key_id: String,
    signer: Signer,
}

impl Account {
    /// Whether an address that names this means the account.
    pub fn is_meant(&self, named: &str) -> bool {
        named == self.slug || named.eq_ignore_ascii_case(&self.key_id)
    }
}

impl Signs for Account {
    fn key_id(&self) -> &str {
        &self.key_id
    }

    fn sign(&self, algorithm: Algorithm, bytes: &[u8]) -> Option<Vec<u8>> {
        (algorithm == Algorithm::Ed25519).then(|| self.signer.sign(bytes).to_vec())
    }
}

/// The account, with its key at hand.
pub fn of(kontor: &Kontor) -> Arc<Account> {
    kontor.held_or(|| {
        let slug = kontor.config.section::<LicensingConfig>().account.clone();
        let id = id_of(kontor.keys.mac("licensing-account", b"id"));
        let signer = kontor.keys.signer("licensing-account");
        Account { slug, base: format!("/v1/accounts/{id}").into(), key_id: id.to_string(), id, signer }
    })
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
    let account = of(&kontor);
    if parts.iter().any(|(name, value)| name == PARAMETER && account.is_meant(value)) {
        next.run(request).await
    } else {
        Error::NotFound.into_response()
    }
}

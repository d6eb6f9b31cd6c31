//! Whom all answers of this server are from: the account, by its id and its name.

use crate::Server;
use crate::crypto::algorithm::Algorithm;
use crate::crypto::pair::Pair;
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::{Error, Kontor, Result};
use std::sync::{Arc, OnceLock};

/// Where the account stands in addresses.
pub const NAMED: &str = "/accounts/{account}";
/// The name of that part of an address.
pub const PARAMETER: &str = "account";

/// The one account of this server, as the wire names it.
pub struct Issuer {
    /// Its id, as it stands in addresses and signatures.
    pub id: String,
    pub slug: String,
    /// What links of its resources begin with.
    pub base: Arc<str>,
    pub server: Arc<Server>,
}

impl Issuer {
    /// Whether an address that names this means the account.
    pub fn is_meant(&self, named: &str) -> bool {
        named == self.slug || named.eq_ignore_ascii_case(&self.id)
    }

    /// By which clients check what is signed with Ed25519: 64 hexadecimal digits.
    pub fn public_key(&self) -> &str {
        self.server.ed25519().public()
    }

    /// The pair that signs so; made now, if nobody asked for one of its kind before.
    pub(crate) async fn pair(&self, kontor: &Kontor, algorithm: Algorithm) -> Result<Arc<Pair>> {
        self.server.signer(kontor, algorithm.kind()).await
    }
}

/// What the house holds: nothing before the first request.
#[derive(Default)]
struct Slot(OnceLock<Arc<Issuer>>);

/// The account of this server.
pub async fn of(kontor: &Kontor) -> Result<Arc<Issuer>> {
    let slot = kontor.held_or(Slot::default);
    if let Some(issuer) = slot.0.get() {
        return Ok(issuer.clone());
    }
    let server = Server::of(kontor).await?;
    let (id, slug) = (server.id.to_string(), Server::slug(kontor));
    let base = format!("/v1/accounts/{id}").into();
    Ok(slot.0.get_or_init(|| Arc::new(Issuer { id, slug, base, server })).clone())
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

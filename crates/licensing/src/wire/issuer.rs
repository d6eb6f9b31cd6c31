//! Whom all answers of this server are from: the account, with its keys at hand.

use crate::Server;
use crate::crypto::algorithm::Algorithm;
use crate::crypto::pair::Pair;
use axum::extract::{RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::{Error, Kontor, Result};
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
    server: Arc<Server>,
}

impl Issuer {
    /// Whether an address that names this means the account.
    pub fn is_meant(&self, named: &str) -> bool {
        named == self.slug || named.eq_ignore_ascii_case(&self.id)
    }

    /// Sees to it that there is a pair that signs so.
    pub(crate) async fn prepare(&self, kontor: &Kontor, algorithm: Algorithm) -> Result<()> {
        self.server.signer(kontor, algorithm.kind()).await.map(drop)
    }

    /// The pair that signs so; none before it was prepared.
    pub(crate) fn pair(&self, algorithm: Algorithm) -> Option<&Pair> {
        self.server.at_hand(algorithm.kind()).map(AsRef::as_ref)
    }
}

/// The account of this server.
pub async fn of(kontor: &Kontor) -> Result<Arc<Issuer>> {
    let server = Server::of(kontor).await?;
    Ok(kontor.held_or(|| {
        let id = server.id.to_string();
        let (slug, base) = (Server::slug(kontor), format!("/v1/accounts/{id}").into());
        Issuer { slug, base, id, server }
    }))
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

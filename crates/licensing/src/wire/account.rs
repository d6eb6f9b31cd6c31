//! The account: what a program checks signatures with. Its public keys are nobody's secret, so nobody need say who they are.

use super::Answer;
use super::ask::Ask;
use super::document::{Document, Resource};
use crate::store;
use axum::Router;
use axum::routing::get;
use platform::Kontor;
use serde_json::{Map, Value};

/// Relative to the account that an address names.
pub fn routes() -> Router<Kontor> {
    Router::new().route("/", get(show))
}

async fn show(ask: Ask) -> Answer {
    let issuer = &ask.issuer;
    let pairs = store::account::pairs(ask.cx.db()).await?;
    let of_kind = |wanted: &str| {
        let found = pairs.iter().find(|pair| pair.kind == wanted);
        found.map(|pair| pair.public.as_str())
    };
    // programs know the kinds by these names
    let keys: Map<String, Value> =
        [("ed25519", "ed25519"), ("ecdsa256", "ecdsa-p256"), ("rsa2048", "rsa-2048")]
            .map(|(name, kind)| (name.to_owned(), of_kind(kind).into()))
            .into_iter()
            .collect();
    let account = Resource::new(issuer, "accounts", &issuer.id)
        .with("name", &issuer.slug)
        .with("slug", &issuer.slug)
        .with("status", "ACTIVE")
        .with("protected", true)
        .with("apiVersion", ask.version.to_string())
        .time("created", issuer.server.created_at)
        .time("updated", issuer.server.created_at)
        .meta("publicKey", of_kind("rsa-2048"))
        .meta("keys", keys);
    Ok(Document::one(account))
}

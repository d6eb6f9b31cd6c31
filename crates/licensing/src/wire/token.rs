//! Tokens: those of whoever asks, and of what they see.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::bearer::Bearer as Asker;
use super::document::{Document, Resource};
use super::fault::{Fault, code};
use super::issuer::Issuer;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::Sent;
use crate::domain::token::{Bearer, LicenceTokenId, Token};
use crate::domain::token_draft::Draft;
use crate::store::reach;
use crate::store::token::Filter;
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;
use platform::keys::Secret;
use sea_orm::prelude::Uuid;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/tokens", get(list).post(create))
        .route("/tokens/{id}", get(show).put(regenerate).delete(revoke))
}

/// A token. What opens with it is there while it is new alone.
pub fn drawn(issuer: &Issuer, token: &Token, secret: Option<&Secret>) -> Resource {
    let mut drawn = Resource::new(issuer, "tokens", token.id)
        .with("kind", kind(token.bearer))
        .with("name", Some(&token.name).filter(|name| !name.is_empty()));
    if let Some(secret) = secret {
        drawn = drawn.with("token", secret.expose());
    }
    drawn = drawn
        .time("expiry", token.expires_at)
        .with("permissions", token.permissions().collect::<Vec<_>>());
    if token.bearer == Bearer::Activation {
        drawn = drawn
            .with("maxActivations", token.max_activations)
            .with("maxDeactivations", token.max_deactivations)
            .with("activations", token.activations)
            .with("deactivations", token.deactivations);
    }
    drawn
        .time("lastUsed", token.last_used_at)
        .time("created", token.created_at)
        .time("updated", token.updated_at)
        .to_one("environment", token.environment.map(|id| ("environments", id)))
        .to_one("bearer", Some(of(issuer, token)))
}

/// As the wire names a bearer's kind.
pub(super) fn kind(bearer: Bearer) -> &'static str {
    match bearer {
        Bearer::Admin => "admin-token",
        Bearer::Environment => "environment-token",
        Bearer::Product => "product-token",
        Bearer::User => "user-token",
        Bearer::Activation => "activation-token",
        Bearer::Developer => "developer-token",
        Bearer::Sales => "sales-token",
        Bearer::Support => "support-token",
        Bearer::ReadOnly => "read-only-token",
    }
}

/// Whose it is; those that stand for the account are the account's.
fn of(issuer: &Issuer, token: &Token) -> (&'static str, String) {
    match (of_kind(token.bearer), token.of) {
        (Some(kind), Some(id)) => (kind, id.to_string()),
        _ => ("accounts", issuer.id.clone()),
    }
}

fn of_kind(bearer: Bearer) -> Option<&'static str> {
    match bearer {
        Bearer::Environment => Some("environments"),
        Bearer::Product => Some("products"),
        Bearer::User => Some("users"),
        Bearer::Activation => Some("licenses"),
        _ => None,
    }
}

async fn list(ask: Ask, query: Query) -> Answer {
    ask.permitted("token.read")?;
    listed(&ask, query, None).await
}

/// The tokens that whoever asks sees, of one bearer or of all.
pub(super) async fn listed(ask: &Ask, mut query: Query, of: Option<Uuid>) -> Answer {
    let (paging, asked) = (query.paging(), query.id("bearer[id]").or(query.id("bearer")));
    let after = match &paging {
        Paging::After { cursor: Some(_), .. } => query.id::<LicenceTokenId>("page[cursor]"),
        _ => None,
    };
    query.done()?;
    let seen = (!ask.is_admin()).then(|| reach::tokens(&ask.reach, ask.own_token()));
    let filter = Filter { of: of.or(asked), seen, ..Filter::default() };
    let (db, size) = (ask.cx.db(), paging.size());
    let (tokens, found) = if matches!(paging, Paging::Numbered { .. }) {
        let tokens = store::token::page_at(db, &filter, paging.offset(), size).await?;
        (tokens, Found::Counted(store::token::count(db, &filter).await?))
    } else {
        let mut tokens = store::token::page(db, &filter, after, size + 1).await?;
        let more = tokens.len() as u64 > size;
        tokens.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let last = tokens.last().filter(|_| more).map(|token| token.id.to_string());
        (tokens, Found::Next(last))
    };
    let drawn = tokens.iter().map(|token| drawn(&ask.issuer, token, None)).collect();
    Ok(Document::many(drawn).paged(query.links(&paging, &found)))
}

async fn show(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("token.read")?;
    let token = found(&ask, &id).await?;
    Ok(Document::one(drawn(&ask.issuer, &token, None)))
}

/// A token for whoever asks, with what they may and for no longer than they may come in.
async fn create(ask: Ask, mut sent: Sent) -> Answer {
    let Asker::Token { kind, of, .. } = ask.bearer else {
        return Err(Fault::of_status(StatusCode::UNAUTHORIZED));
    };
    ask.permitted("token.generate")?;
    let draft = draft(&ask, &mut sent, Draft::of(kind, of))?;
    let end = ask.permissions.token().and_then(|own| own.expires_at);
    let expires_at = match (draft.expires_at, end) {
        (Some(asked), Some(end)) => Some(asked.min(end.0)),
        (asked, end) => asked.or(end.map(|end| end.0)),
    };
    made(&ask, &Draft { expires_at, ..draft }).await
}

/// What is asked for, with no more than whoever asks may.
pub(super) fn draft(ask: &Ask, sent: &mut Sent, draft: Draft) -> Result<Draft, Fault> {
    let draft = Draft {
        name: sent.text("name").or(None).unwrap_or_default(),
        permissions: sent.texts("permissions").or(None),
        expires_at: sent.time("expiry").or(None),
        max_activations: sent.number("maxActivations").or(None),
        max_deactivations: sent.number("maxDeactivations").or(None),
        ..draft
    };
    sent.done()?;
    if !ask.permissions.are_fewer() {
        return Ok(draft);
    }
    let own = ask.permissions.names();
    let may = |name: &&str| own.contains(name);
    let permissions = match draft.permissions {
        Some(asked) => {
            if let Some(more) = asked.iter().find(|name| !own.contains(&name.as_str())) {
                let detail = format!("The bearer lacks the permission {more}");
                return Err(Fault::forbidden("PERMISSIONS_NOT_ALLOWED", detail)
                    .at("/data/attributes/permissions"));
            }
            asked
        }
        None => draft.bearer.permissions().filter(may).map(str::to_owned).collect(),
    };
    Ok(Draft { permissions: Some(permissions), ..draft })
}

pub(super) async fn made(ask: &Ask, draft: &Draft) -> Answer {
    let (token, secret) = actions::make_token(&ask.cx, draft).await?;
    Ok(Document::one(drawn(&ask.issuer, &token, Some(&secret))).created())
}

async fn regenerate(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("token.regenerate")?;
    let token = found(&ask, &id).await?;
    rules(&ask, &token)?;
    let (token, secret) = actions::renew_token(&ask.cx, token.id).await?;
    Ok(Document::one(drawn(&ask.issuer, &token, Some(&secret))))
}

async fn revoke(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    ask.permitted("token.revoke")?;
    let token = found(&ask, &id).await?;
    rules(&ask, &token)?;
    actions::revoke_token(&ask.cx, token.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn found(ask: &Ask, id: &str) -> Result<Token, Fault> {
    let id = id.parse().map_err(|_| Fault::not_found())?;
    let token = store::token::get(ask.cx.db(), id).await?;
    ask.sees_token(&token).await?;
    Ok(token)
}

/// Whether whoever asks may change a token: their own, or one that they could make. Else somebody would renew a token that
/// may more, and have it.
fn rules(ask: &Ask, token: &Token) -> Result<(), Fault> {
    if ask.own_token() == Some(token.id) {
        return Ok(());
    }
    let needed = match token.bearer {
        Bearer::Environment => "environment.tokens.generate",
        Bearer::Product => "product.tokens.generate",
        Bearer::User => "user.tokens.generate",
        Bearer::Activation => "license.tokens.generate",
        _ if ask.is_admin() => "token.generate",
        _ => return Err(Fault::not_found()),
    };
    ask.permitted(needed)?;
    let exceeds = ask.permissions.are_fewer()
        && token.permissions().any(|permission| !ask.permissions.allow(permission));
    if exceeds {
        return Err(Fault::forbidden(code::DENIED, "The token may more than its bearer"));
    }
    Ok(())
}

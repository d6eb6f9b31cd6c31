//! Keys that wait in the pools of policies, on the wire.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::entry::{self, placed};
use super::fault::Fault;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::Sent;
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::pool_key::{PoolKey, PoolKeyId};
use crate::{actions, keys, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/keys", post(create))
        .route("/keys/{id}", get(show).delete(remove))
        .route("/policies/{id}/pool", get(list).delete(pop))
        .route("/policies/{id}/pool/{key}", get(of_policy))
}

fn drawn(ask: &Ask, key: &PoolKey) -> Result<Resource, Fault> {
    let open = keys::open_waiting(&ask.cx.kontor, key)?;
    Ok(Resource::new(&ask.issuer, "keys", key.id)
        .with("key", open.expose())
        .time("created", key.created_at)
        .time("updated", key.created_at)
        .to_one("policy", Some(("policies", key.policy))))
}

/// A waiting key whose policy is there for who asks.
async fn find(ask: &Ask, id: &str) -> Result<PoolKey, Fault> {
    let id: PoolKeyId = id.parse().map_err(|_| Fault::not_found())?;
    let key = store::pool_key::get(ask.cx.db(), id).await?;
    entry::find::<Policy>(ask, &key.policy.to_string()).await?;
    Ok(key)
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    ask.permitted("key.create")?;
    sent.is("keys");
    let policy: PolicyId = sent.need_one("policy")?;
    let key = sent.need_text("key")?;
    let fault = Fault::refused("POLICY_NOT_FOUND", "must exist").at("/data/relationships/policy");
    let policy = entry::find::<Policy>(&ask, &policy.to_string()).await.map_err(|_| fault)?;
    let made = actions::add_pool_keys(&ask.cx, policy.id, &[key]).await.map_err(placed)?;
    let made = made.first().ok_or_else(Fault::not_found)?;
    Ok(Document::one(drawn(&ask, made)?).created())
}

async fn show(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("key.read")?;
    let key = find(&ask, &id).await?;
    Ok(Document::one(drawn(&ask, &key)?))
}

async fn remove(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    ask.permitted("key.delete")?;
    let key = find(&ask, &id).await?;
    actions::remove_pool_key(&ask.cx, key.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn list(ask: Ask, At(id): At<String>, mut query: Query) -> Answer {
    ask.permitted("key.read")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let paging = query.paging();
    let part = entry::part(&mut query, &paging);
    query.done()?;
    let mut found = store::pool_key::of_policy(ask.cx.db(), policy.id, part).await?;
    let page = match paging {
        Paging::Numbered { .. } => {
            Found::Counted(store::pool_key::count(ask.cx.db(), policy.id).await?)
        }
        _ => Found::Next(entry::next(&mut found, &paging, |key| key.id.0)),
    };
    let all = found.iter().map(|key| drawn(&ask, key)).collect::<Result<_, _>>()?;
    Ok(Document::many(all).paged(query.links(&paging, &page)))
}

async fn of_policy(ask: Ask, At((id, key)): At<(String, String)>) -> Answer {
    ask.permitted("key.read")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let key = find(&ask, &key).await?;
    if key.policy != policy.id {
        return Err(Fault::not_found());
    }
    Ok(Document::one(drawn(&ask, &key)?))
}

/// Takes the key that waited longest out for good.
async fn pop(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("policy.pool.pop")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let key = actions::take_pool_key(&ask.cx, policy.id).await.map_err(placed)?;
    Ok(Document::one(drawn(&ask, &key)?))
}

//! Webhooks, and what they were told.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::Sent;
use crate::domain::webhook::{Delivery, DeliveryId, Draft, Status, Webhook, WebhookId};
use crate::store::delivery::Filter;
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use platform::{Error, Kontor};
use std::str::FromStr;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/webhook-endpoints", get(list).post(create))
        .route("/webhook-endpoints/{id}", get(show).patch(change).delete(remove))
        .route("/webhook-events", get(events))
        .route("/webhook-events/{id}", get(event).delete(forget))
        .route("/webhook-events/{id}/actions/retry", post(retry))
}

/// A webhook.
pub fn drawn(issuer: &Issuer, webhook: &Webhook) -> Resource {
    Resource::new(issuer, "webhook-endpoints", webhook.id)
        .with("url", &webhook.url)
        .with("subscriptions", webhook.subscriptions.lines().collect::<Vec<_>>())
        .with("signatureAlgorithm", &webhook.algorithm)
        .with("apiVersion", &webhook.api_version)
        .time("created", webhook.created_at)
        .time("updated", webhook.updated_at)
}

/// Something that a webhook was told, or will be.
pub fn told(issuer: &Issuer, delivery: &Delivery, endpoint: &str) -> Resource {
    Resource::new(issuer, "webhook-events", delivery.id)
        .with("endpoint", endpoint)
        .with("payload", &delivery.payload)
        .with("event", &delivery.event)
        .with("status", delivery.status.name())
        .with("lastResponseCode", delivery.last_status)
        .with("lastResponseBody", Some(&delivery.last_error).filter(|text| !text.is_empty()))
        .time("created", delivery.created_at)
        .time("updated", delivery.updated_at)
        .meta("idempotencyToken", &delivery.token)
}

/// Webhooks belong to the account: who stands for a part of it sees none.
fn of_account(ask: &Ask, permission: &str) -> Result<(), Fault> {
    ask.permitted(permission)?;
    if ask.is_admin() { Ok(()) } else { Err(Fault::not_found()) }
}

fn id<I: FromStr>(text: &str) -> Result<I, Fault> {
    text.parse().map_err(|_| Fault::not_found())
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    of_account(&ask, "webhook-endpoint.read")?;
    let paging = query.paging();
    query.done()?;
    let all = store::webhook::all(ask.cx.db()).await?;
    let count = all.len() as u64;
    let first = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(paging.size()).unwrap_or(usize::MAX);
    let shown = all.iter().skip(first).take(size).map(|one| drawn(&ask.issuer, one)).collect();
    Ok(Document::many(shown).paged(query.links(&paging, &Found::Counted(count))))
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    of_account(&ask, "webhook-endpoint.create")?;
    sent.is("webhook-endpoints");
    let draft = draft(&mut sent, Draft { enabled: true, ..Draft::default() })?;
    let webhook = actions::save_webhook(&ask.cx, None, &draft, None).await?;
    Ok(Document::one(drawn(&ask.issuer, &webhook)).created())
}

/// What was sent, over what is there.
fn draft(sent: &mut Sent, there: Draft) -> Result<Draft, Fault> {
    let url = sent.text("url").or(Some(there.url)).unwrap_or_default();
    let names = sent.texts("subscriptions").or(None).map(|all| all.join(" "));
    let algorithm = sent.text("signatureAlgorithm").or(Some(there.algorithm)).unwrap_or_default();
    sent.done()?;
    let subscriptions = names.unwrap_or(there.subscriptions);
    Ok(Draft { url, subscriptions, algorithm, enabled: there.enabled })
}

async fn show(ask: Ask, At(text): At<String>) -> Answer {
    of_account(&ask, "webhook-endpoint.read")?;
    let webhook = store::webhook::get(ask.cx.db(), id(&text)?).await?;
    Ok(Document::one(drawn(&ask.issuer, &webhook)))
}

async fn change(ask: Ask, At(text): At<String>, mut sent: Sent) -> Answer {
    of_account(&ask, "webhook-endpoint.update")?;
    sent.is("webhook-endpoints");
    let there = store::webhook::get(ask.cx.db(), id::<WebhookId>(&text)?).await?;
    let (id, version) = (there.id, there.version);
    let there = Draft {
        url: there.url,
        subscriptions: there.subscriptions,
        algorithm: there.algorithm,
        enabled: there.enabled,
    };
    let draft = draft(&mut sent, there)?;
    let webhook = actions::save_webhook(&ask.cx, Some(id), &draft, Some(version)).await?;
    Ok(Document::one(drawn(&ask.issuer, &webhook)))
}

async fn remove(ask: Ask, At(text): At<String>) -> Answer<StatusCode> {
    of_account(&ask, "webhook-endpoint.delete")?;
    actions::remove_webhook(&ask.cx, id(&text)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn events(ask: Ask, mut query: Query) -> Answer {
    of_account(&ask, "webhook-event.read")?;
    let (paging, status) = (query.paging(), query.word("status", Status::of_name));
    let after = match &paging {
        Paging::After { cursor: Some(_), .. } => query.id::<DeliveryId>("page[cursor]"),
        _ => None,
    };
    query.done()?;
    let (db, size) = (ask.cx.db(), paging.size());
    let after = match after {
        Some(id) => store::delivery::find(db, id).await?.map(|one| (one.created_at, one.id)),
        None => None,
    };
    let filter = Filter { status, after, ..Filter::default() };
    let mut found = store::delivery::page(db, &filter, size + 1).await?;
    let more = found.len() as u64 > size;
    found.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let hooks = store::webhook::all(db).await?;
    let endpoint = |one: &Delivery| {
        let hook = hooks.iter().find(|hook| hook.id == one.webhook);
        hook.map(|hook| hook.url.clone()).unwrap_or_default()
    };
    let last = found.last().filter(|_| more).map(|one| one.id.to_string());
    let drawn = found.iter().map(|one| told(&ask.issuer, one, &endpoint(one))).collect();
    Ok(Document::many(drawn).paged(query.links(&paging, &Found::Next(last))))
}

async fn one(ask: &Ask, id: DeliveryId) -> Answer {
    let delivery = store::delivery::get(ask.cx.db(), id).await?;
    let hook = store::webhook::find(ask.cx.db(), delivery.webhook).await?;
    let endpoint = hook.map(|hook| hook.url).unwrap_or_default();
    Ok(Document::one(told(&ask.issuer, &delivery, &endpoint)))
}

async fn event(ask: Ask, At(text): At<String>) -> Answer {
    of_account(&ask, "webhook-event.read")?;
    one(&ask, id(&text)?).await
}

async fn retry(ask: Ask, At(text): At<String>) -> Answer {
    of_account(&ask, "webhook-event.retry")?;
    let id = id(&text)?;
    actions::retry_delivery(&ask.cx, id).await?;
    one(&ask, id).await
}

async fn forget(ask: Ask, At(text): At<String>) -> Answer<StatusCode> {
    of_account(&ask, "webhook-event.delete")?;
    match actions::forget_delivery(&ask.cx, id(&text)?).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(Error::NotFound) => Err(Fault::not_found()),
        Err(error) => Err(error.into()),
    }
}

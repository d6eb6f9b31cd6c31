//! Webhooks, for who manages the licence server.

use crate::domain::webhook::{DeliveryId, Draft, Status, WebhookId};
use crate::store::delivery::Filter;
use crate::views::webhook::{self as views, Filled, Shown, WEBHOOKS};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::{Cx, Error, Kontor, Refusal, Result};
use serde::Deserialize;
use std::str::FromStr;
use ui::{Toast, flash};

/// Tellings on one page.
const PAGE: usize = 50;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/admin/licensing/webhooks", get(list).post(create))
        .route("/admin/licensing/webhooks/{id}", get(show).post(change))
        .route("/admin/licensing/webhooks/{id}/removal", post(remove))
        .route("/admin/licensing/webhooks/{id}/trial", post(test))
        .route("/admin/licensing/deliveries/{id}/retry", post(retry))
}

fn id<T: FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}

/// A webhook's form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    url: String,
    subscriptions: String,
    signature_algorithm: String,
    enabled: Option<String>,
    version: Option<i32>,
}

impl Typed {
    fn draft(&self, enabled: bool) -> Draft {
        Draft {
            url: self.url.clone(),
            subscriptions: self.subscriptions.clone(),
            algorithm: self.signature_algorithm.clone(),
            enabled,
        }
    }
}

async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    draw_list(&cx, &Filled::default()).await
}

async fn draw_list(cx: &Cx, filled: &Filled) -> Result<Markup> {
    Ok(views::list(cx, &store::webhook::all(cx.db()).await?, filled))
}

async fn create(cx: Cx, Form(typed): Form<Typed>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let draft = typed.draft(true);
    match actions::save_webhook(&cx, None, &draft, None).await {
        Ok(webhook) => Ok(done(&cx, "licensing-webhook-saved", webhook.id)),
        Err(Error::Refused(wrong)) => {
            let page = draw_list(&cx, &Filled { draft, wrong }).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

fn done(cx: &Cx, key: &str, id: WebhookId) -> Response {
    let to = format!("{WEBHOOKS}/{id}");
    ([flash(&Toast::ok(cx.locale.t(key)))], Redirect::to(&to)).into_response()
}

/// Which tellings are shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    status: String,
    after: String,
}

async fn show(cx: Cx, Path(text): Path<String>, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    draw(&cx, id(&text)?, &asked, None).await
}

async fn draw(
    cx: &Cx,
    id: WebhookId,
    asked: &Asked,
    typed: Option<(Draft, Vec<Refusal>)>,
) -> Result<Markup> {
    let webhook = store::webhook::get(cx.db(), id).await?;
    let after = match asked.after.parse::<DeliveryId>() {
        Ok(last) => store::delivery::find(cx.db(), last).await?,
        Err(_) => None,
    };
    let status = Status::of_name(&asked.status);
    let after = after.map(|one| (one.created_at, one.id));
    let filter = Filter { webhook: Some(id), status, after };
    let mut found = store::delivery::page(cx.db(), &filter, PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let (draft, wrong) = typed.unwrap_or_else(|| (of(&webhook), Vec::new()));
    let filled = Filled { draft, wrong };
    Ok(views::show(cx, &Shown { webhook, found, more, status, filled }))
}

fn of(webhook: &crate::domain::webhook::Webhook) -> Draft {
    Draft {
        url: webhook.url.clone(),
        subscriptions: webhook.subscriptions.clone(),
        algorithm: webhook.algorithm.clone(),
        enabled: webhook.enabled,
    }
}

async fn change(cx: Cx, Path(text): Path<String>, Form(typed): Form<Typed>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id: WebhookId = id(&text)?;
    let draft = typed.draft(typed.enabled.is_some());
    match actions::save_webhook(&cx, Some(id), &draft, typed.version).await {
        Ok(_) => Ok(done(&cx, "licensing-webhook-saved", id)),
        Err(Error::Refused(wrong)) => {
            let page = draw(&cx, id, &Asked::default(), Some((draft, wrong))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Stale) => {
            let wrong = vec![Refusal::new("licensing-webhook-stale", "someone was faster")];
            let page = draw(&cx, id, &Asked::default(), Some((draft, wrong))).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn remove(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    actions::remove_webhook(&cx, id(&text)?).await?;
    let said = Toast::ok(cx.locale.t("licensing-webhook-removed"));
    Ok(([flash(&said)], Redirect::to(WEBHOOKS)).into_response())
}

async fn test(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    let id = id(&text)?;
    actions::test_webhook(&cx, id).await?;
    Ok(done(&cx, "licensing-webhook-tested", id))
}

async fn retry(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let delivery = store::delivery::get(cx.db(), id(&text)?).await?;
    actions::retry_delivery(&cx, delivery.id).await?;
    Ok(done(&cx, "licensing-webhook-retried", delivery.webhook))
}

//! Tokens, for who manages the licence server. A new one is shown once.

use crate::domain::environment::EnvironmentId;
use crate::domain::product::ProductId;
use crate::domain::token::{Bearer, LicenceTokenId};
use crate::domain::token_draft::{Draft, Refused};
use crate::store::token::Filter;
use crate::views::account::TOKENS;
use crate::views::token::{self as views, ListQuery, Listed};
use crate::views::token_form::{self as form, Input, Offered};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use chrono::TimeDelta;
use maud::Markup;
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Refusal, Result, event, users};
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/admin/licensing/tokens", get(list).post(create))
        .route("/admin/licensing/tokens/new", get(new))
        .route("/admin/licensing/tokens/{id}", get(show))
        .route("/admin/licensing/tokens/{id}/renewal", post(renew))
        .route("/admin/licensing/tokens/{id}/removal", post(revoke))
        .route_layer(from_fn(proven))
}

/// Entries on one page.
const PAGE: usize = 50;

fn id(text: &str) -> Result<LicenceTokenId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn list(cx: Cx, Query(query): Query<ListQuery>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    // no database stores control characters in a name, and one refuses to look for them
    let text = query.q.chars().filter(|c| !c.is_control()).take(100).collect();
    let filter = Filter { bearer: Bearer::of_name(&query.bearer), text, ..Filter::default() };
    let after = query.after.parse().ok();
    let mut tokens = store::token::page(cx.db(), &filter, after, PAGE as u64 + 1).await?;
    let more = tokens.len() > PAGE;
    tokens.truncate(PAGE);
    let names = store::token_owner::names(cx.db(), &tokens).await?;
    Ok(views::list(&cx, &Listed { tokens, names, more, query }))
}

async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    drawn(&cx, &Input::usual(), &[]).await
}

async fn drawn(cx: &Cx, input: &Input, wrong: &[Refusal]) -> Result<Markup> {
    let (products, environments) = store::token_owner::offered(cx.db()).await?;
    Ok(form::new(cx, &Offered { products, environments }, input, wrong))
}

async fn create(cx: Cx, Form(sent): Form<Vec<(String, String)>>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let input = Input::read(sent);
    let made = match draft(&cx, &input) {
        Ok(draft) => actions::make_token(&cx, &draft).await,
        Err(wrong) => Err(Error::Refused(wrong.into_iter().map(Into::into).collect())),
    };
    match made {
        Ok((token, secret)) => Ok(views::once(&cx, &token, &secret).into_response()),
        Err(Error::Refused(wrong)) => {
            let page = drawn(&cx, &input, &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

/// A longer time is as good as none.
const MOST_DAYS: u32 = 36_500;

/// What the form means, as far as the form itself can be wrong.
fn draft(cx: &Cx, input: &Input) -> Result<Draft, Vec<Refused>> {
    let mut wrong = Vec::new();
    if input.name.trim().is_empty() {
        wrong.push(Refused::NameBlank);
    }
    let days = input.days.trim();
    let expires_at = match days.parse::<u32>() {
        _ if days.is_empty() => None,
        Ok(days) if (1..=MOST_DAYS).contains(&days) => Some(cx.now + TimeDelta::days(days.into())),
        _ => {
            wrong.push(Refused::ExpiryPast);
            None
        }
    };
    let (bearer, of) = input.bearer.split_once(':').unwrap_or((&input.bearer, ""));
    let bearer = Bearer::of_name(bearer);
    let of = match bearer {
        Some(Bearer::Product) => of.parse::<ProductId>().ok().map(|id| id.0),
        Some(Bearer::Environment) => of.parse::<EnvironmentId>().ok().map(|id| id.0),
        _ => None,
    };
    let Some(bearer) = bearer else {
        wrong.push(Refused::OwnerMissing);
        return Err(wrong);
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let permissions = Some(&input.permissions).filter(|some| !some.is_empty()).cloned();
    Ok(Draft { name: input.name.clone(), permissions, expires_at, ..Draft::of(bearer, of) })
}

async fn show(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let token = store::token::get(cx.db(), id(&path)?).await?;
    let names = store::token_owner::names(cx.db(), std::slice::from_ref(&token)).await?;
    let object = events::licensing::Noun::LicenceToken.object(token.id.0);
    let history = event::timeline(cx.db(), &object).await?;
    // whoever did the first thing with it made it
    let maker = history.iter().min_by_key(|fact| fact.at.0).and_then(|fact| fact.actor);
    let maker = users::with_ids(cx.db(), maker.as_slice()).await?.pop();
    Ok(views::show(&cx, &token, &names, maker.as_ref()))
}

async fn renew(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let (token, secret) = actions::renew_token(&cx, id(&path)?).await?;
    Ok(views::once(&cx, &token, &secret))
}

async fn revoke(cx: Cx, Path(path): Path<String>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    actions::revoke_token(&cx, id(&path)?).await?;
    let toast = Toast::ok(cx.locale.t("licensing-token-revoked"));
    Ok(([flash(&toast)], Redirect::to(TOKENS)).into_response())
}

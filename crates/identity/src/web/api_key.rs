use super::answer::{again, refusals};
use crate::actions::{self, offered_scopes};
use crate::domain::api_key::{ApiKey, Draft, State};
use crate::store::api_key::Filter;
use crate::views::api_key::{self as views, Input, ListQuery, Listed};
use crate::{rights, store};
use axum::extract::{Path, Query};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::api::ApiConfig;
use platform::http::proof::proven;
use platform::{Cx, Kontor, Refusal, Result, users};
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/account/keys", get(own).post(create))
        .route("/account/keys/new", get(new))
        .route("/account/keys/{key}/revocation", post(revoke_own))
        .route("/admin/keys", get(all))
        .route("/admin/keys/{key}/revocation", post(revoke))
        .route_layer(from_fn(proven))
}

async fn own(cx: Cx, Query(query): Query<ListQuery>) -> Result<Markup> {
    cx.require(rights::OWN_KEYS)?;
    let user = Some(cx.user()?.id);
    let listed = listed(&cx, Filter { user, ..filter(&query) }, query).await?;
    Ok(views::own(&cx, &listed))
}

async fn all(cx: Cx, Query(query): Query<ListQuery>) -> Result<Markup> {
    cx.require(rights::MANAGE_KEYS)?;
    let listed = listed(&cx, filter(&query), query).await?;
    Ok(views::all(&cx, &listed))
}

fn filter(query: &ListQuery) -> Filter {
    let state = match query.state.as_str() {
        "good" => Some(State::Good),
        "expired" => Some(State::Expired),
        "revoked" => Some(State::Revoked),
        _ => None,
    };
    // no database stores control characters in a name, and one refuses to look for them
    let text = query.q.chars().filter(|c| !c.is_control()).take(100).collect();
    Filter { user: None, state, text }
}

async fn listed(cx: &Cx, filter: Filter, query: ListQuery) -> Result<Listed> {
    let page = query.page.parse().unwrap_or(1_u32).clamp(1, 100_000);
    let (keys, more) = store::api_key::page(cx.db(), &filter, cx.now, u64::from(page) - 1).await?;
    let owners: Vec<_> = keys.iter().map(|key: &ApiKey| key.user).collect();
    let owners = users::with_ids(cx.db(), &owners).await?;
    Ok(Listed { keys, owners, more, page, query })
}

async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::OWN_KEYS)?;
    let days = Draft::USUAL_DAYS.min(cx.kontor.config.section::<ApiConfig>().max_key_days);
    let input = Input { days: days.to_string(), ..Input::default() };
    Ok(form(&cx, &input, &[]))
}

fn form(cx: &Cx, input: &Input, wrong: &[Refusal]) -> Markup {
    let most = cx.kontor.config.section::<ApiConfig>().max_key_days;
    views::new(cx, &views::New { input, offered: offered_scopes(cx), most_days: most, wrong })
}

/// Makes the key and shows it: it is known to nobody afterwards.
async fn create(cx: Cx, Form(form_of): Form<Vec<(String, String)>>) -> Result<Response> {
    cx.require(rights::OWN_KEYS)?;
    let input = Input::read(form_of);
    match actions::create_key(&cx, &input.draft()).await {
        Ok((key, secret)) => Ok(views::once(&cx, &key, &secret).into_response()),
        Err(error) => Ok(again(form(&cx, &input, &refusals(error)?))),
    }
}

async fn revoke_own(cx: Cx, Path(key): Path<String>) -> Result<Response> {
    actions::revoke_key(&cx, &key).await?;
    Ok(done(&cx, "/account/keys"))
}

async fn revoke(cx: Cx, Path(key): Path<String>) -> Result<Response> {
    cx.require(rights::MANAGE_KEYS)?;
    actions::revoke_key(&cx, &key).await?;
    Ok(done(&cx, "/admin/keys"))
}

fn done(cx: &Cx, to: &str) -> Response {
    ([flash(&Toast::ok(cx.locale.t("identity-apikey-revoked")))], Redirect::to(to)).into_response()
}

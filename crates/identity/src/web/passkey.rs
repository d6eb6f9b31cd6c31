use super::account::done;
use super::answer::{again, enter, passkey_cookie, refusals, with_passkey_cookie};
use super::limits;
use super::sign_in::refuse;
use crate::actions::{self, Begun, Shown};
use crate::domain::passkey::{PasskeyId, Purpose, site};
use crate::domain::return_to;
use crate::store;
use crate::views::factor::codes;
use crate::views::passkey::{self as page, Asking};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use maud::Markup;
use platform::config::ServerConfig;
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Refusal, Result, Visitor};
use serde::Deserialize;

/// The ways in, for visitors.
pub fn open() -> Router<Kontor> {
    Router::new()
        .route("/sign-in/passkey", post(sign_in))
        .route("/sign-in/passkey/options", post(options))
}

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/account/passkeys", post(add))
        .route("/account/passkeys/new", post(new))
        .route("/account/passkeys/{passkey}", get(show).post(rename))
        .route("/account/passkeys/{passkey}/removal", post(remove))
        .route_layer(from_fn(proven))
}

/// The pages that may ask for a passkey; none where browsers allow none.
pub fn origin(cx: &Cx) -> Option<String> {
    site(cx.kontor.config.section::<ServerConfig>()).map(|site| site.origin)
}

/// The options of a ceremony for the script that asked for them, with the cookie.
pub fn begun(cx: &Cx, begun: Begun) -> Result<Response> {
    with_passkey_cookie(cx, &begun.token, Json(begun.options).into_response())
}

async fn options(Visitor(cx): Visitor, headers: HeaderMap) -> Result<Response> {
    limits::passkey(&cx).await?;
    let before = passkey_cookie(&cx, &headers)?;
    begun(&cx, actions::ask_passkey(&cx, Purpose::SignIn, None, before.as_deref()).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Answered {
    pub credential: String,
    pub next: String,
    name: String,
}

async fn sign_in(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Form(form): Form<Answered>,
) -> Result<Response> {
    limits::passkey(&cx).await?;
    let next = return_to::local(&form.next);
    let token = passkey_cookie(&cx, &headers)?.unwrap_or_default();
    let shown = Shown { token: &token, credential: &form.credential };
    match actions::sign_in_with_passkey(&cx, shown).await {
        Ok(entered) => enter(&cx, &entered, next),
        Err(error) => refuse(&cx, next, error),
    }
}

/// What the account page tells of one's own passkeys.
pub async fn mine(cx: &Cx) -> Result<page::Mine> {
    let all = store::passkey::of_user(cx.db(), cx.user()?.id).await?;
    Ok(page::Mine { all: all.into_iter().map(seen).collect(), possible: origin(cx).is_some() })
}

fn seen(stored: store::passkey::Stored) -> page::Shown {
    page::Shown {
        id: stored.id,
        name: stored.name,
        since: stored.created_at.0,
        used: stored.last_used_at.map(|at| at.0),
    }
}

/// The page with the options on it: the proof that it is its owner came before.
async fn new(cx: Cx, headers: HeaderMap) -> Result<Response> {
    let count = store::passkey::of_user(cx.db(), cx.user()?.id).await?.len();
    let name = cx.locale.ta("identity-passkey-name-first", &[("n", (count + 1).into())]);
    offer(&cx, &headers, &name, Vec::new()).await
}

async fn offer(cx: &Cx, headers: &HeaderMap, name: &str, wrong: Vec<Refusal>) -> Result<Response> {
    let before = passkey_cookie(cx, headers)?;
    let begun = match actions::offer_passkey(cx, before.as_deref()).await {
        Err(Error::Refused(why)) => {
            let mine = super::account::mine(cx).await?;
            let wrong = crate::views::account::Wrong { passkey: why, ..Default::default() };
            return Ok(again(crate::views::account::page(cx, &mine, &wrong)));
        }
        begun => begun?,
    };
    let (options, origin) = (begun.options.to_string(), origin(cx).unwrap_or_default());
    let options = Ok(options.as_str());
    let asking = Asking { what: "create", origin: &origin, options, autofill: false };
    let page = page::new(cx, name, &asking, &wrong);
    let page = if wrong.is_empty() { page.into_response() } else { again(page) };
    with_passkey_cookie(cx, &begun.token, page)
}

/// Shows recovery codes at once, to who had none: they are known to nobody afterwards.
async fn add(cx: Cx, headers: HeaderMap, Form(form): Form<Answered>) -> Result<Response> {
    let token = passkey_cookie(&cx, &headers)?.unwrap_or_default();
    let shown = Shown { token: &token, credential: &form.credential };
    match actions::add_passkey(&cx, &form.name, shown).await {
        Ok(Some(list)) => Ok(codes(&cx, &list).into_response()),
        Ok(None) => Ok(done(&cx, "identity-passkey-added")),
        Err(error) => offer(&cx, &headers, &form.name, refusals(error)?).await,
    }
}

/// One's own passkey, and whether it is the only way into the account. An address that names none is not there.
async fn own(cx: &Cx, text: &str) -> Result<(page::Shown, bool)> {
    let id: PasskeyId = text.parse().map_err(|_| Error::NotFound)?;
    let user = cx.user()?;
    let all = store::passkey::of_user(cx.db(), user.id).await?;
    let last = all.len() == 1 && actions::has_passkeys_alone(cx.db(), cx, user.id).await?;
    let found = all.into_iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)?;
    Ok((seen(found), last))
}

async fn show(cx: Cx, Path(passkey): Path<String>) -> Result<Markup> {
    let (passkey, last) = own(&cx, &passkey).await?;
    Ok(page::one(&cx, &passkey, last, &[]))
}

async fn rename(
    cx: Cx,
    Path(passkey): Path<String>,
    Form(form): Form<Answered>,
) -> Result<Response> {
    let (passkey, last) = own(&cx, &passkey).await?;
    match actions::rename_passkey(&cx, passkey.id, &form.name).await {
        Ok(()) => Ok(done(&cx, "identity-passkey-renamed")),
        Err(error) => Ok(again(page::one(&cx, &passkey, last, &refusals(error)?))),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Removal {
    sure: String,
}

async fn remove(
    cx: Cx,
    Path(passkey): Path<String>,
    Form(form): Form<Removal>,
) -> Result<Response> {
    let (passkey, last) = own(&cx, &passkey).await?;
    match actions::remove_passkey(&cx, passkey.id, !form.sure.is_empty()).await {
        Ok(()) => Ok(done(&cx, "identity-passkey-removed")),
        Err(error) => Ok(again(page::one(&cx, &passkey, last, &refusals(error)?))),
    }
}

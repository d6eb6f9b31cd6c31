use super::answer::{again, arrive, refusals, request, spent};
use super::limits;
use crate::actions::{self, FirstAdmin};
use crate::domain::account;
use crate::domain::link::Purpose;
use crate::views::setup::{Filled, Look};
use crate::{setup, store, views};
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use platform::health::{self, Check};
use platform::security_log::{Event, Who};
use platform::{Cx, Kontor, Result, Visitor};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/setup", get(show).post(finish))
}

/// After the setup, the first mailbox is connected.
const NEXT: &str = "/admin/mailboxes/new";

#[derive(Deserialize)]
struct Arrival {
    #[serde(default)]
    token: String,
    #[serde(default)]
    lang: String,
}

async fn show(Visitor(mut cx): Visitor, Query(arrival): Query<Arrival>) -> Result<Response> {
    limits::token(&cx).await?;
    if let Ok(lang) = account::lang(&arrival.lang) {
        cx.locale = cx.kontor.locale(lang);
    }
    if !is_open(&cx, &arrival.token).await? {
        return Ok(spent(views::setup::closed(&cx, setup::is_needed(cx.db()).await?)));
    }
    let filled = Filled { lang: cx.locale.lang.tag().into(), ..Filled::default() };
    Ok(views::setup::page(&cx, &arrival.token, &filled, &look(&cx).await?, &[]).into_response())
}

async fn is_open(cx: &Cx, token: &str) -> Result<bool> {
    let link = store::link::find(cx.db(), token, &[Purpose::Setup], cx.now).await?;
    let open = link.is_some() && setup::is_needed(cx.db()).await?;
    if !open {
        cx.kontor.security.write(cx, Event::SetupFailed, Who::Nobody, "bad_token");
    }
    Ok(open)
}

/// What the server looks like from here: its checks, its time, and whether the way to it is safe.
async fn look(cx: &Cx) -> Result<Look> {
    let request = request(cx)?;
    let mut checks: Vec<Check> = health::checks(&cx.kontor).await;
    checks.retain(|check| matches!(check.name.as_str(), "database" | "disk"));
    Ok(Look { checks, encrypted: request.secure, local: request.ip.is_loopback() })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SetupForm {
    token: String,
    password: String,
    #[serde(flatten)]
    filled: Filled,
}

async fn finish(Visitor(mut cx): Visitor, Form(form): Form<SetupForm>) -> Result<Response> {
    limits::token(&cx).await?;
    if !is_open(&cx, &form.token).await? {
        return Ok(spent(views::setup::closed(&cx, setup::is_needed(cx.db()).await?)));
    }
    let filled = form.filled;
    if let Ok(lang) = account::lang(&filled.lang) {
        cx.locale = cx.kontor.locale(lang);
    }
    let person = (filled.name.as_str(), filled.email.as_str());
    let admin = FirstAdmin::new(
        actions::min_length(&cx),
        person,
        &form.password,
        &filled.company,
        &filled.lang,
    );
    let done = match admin {
        Ok(admin) => actions::finish_setup(&cx, &form.token, admin).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(arrived) => arrive(&cx, &arrived, NEXT),
        Err(error) => {
            let wrong = refusals(error)?;
            let look = look(&cx).await?;
            Ok(again(views::setup::page(&cx, &form.token, &filled, &look, &wrong)))
        }
    }
}

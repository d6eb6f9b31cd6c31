//! The licence server itself: whose it is, where programs find it, and by which keys they check what it says.

use crate::crypto::pair::Kind;
use crate::views::account::{self as views, Shown};
use crate::{Server, rights, store};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::config::ServerConfig;
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Result};
use serde::Deserialize;
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/admin/licensing", get(show).post(open))
        .route("/admin/licensing/pairs", post(make))
        .route_layer(from_fn(proven))
}

/// Reading makes nothing: before the first program asked there may be no account.
async fn show(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let server = Server::find(&cx.kontor).await?;
    let pairs = store::account::pairs(cx.db()).await?;
    let origin = cx.kontor.config.section::<ServerConfig>().origin();
    let slug = Server::slug(&cx.kontor);
    Ok(views::show(&cx, &Shown { server: server.as_deref(), pairs, origin, slug }))
}

async fn open(cx: Cx) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    Server::of(&cx.kontor).await?;
    Ok(done(&cx, "licensing-account-opened"))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    kind: String,
}

async fn make(cx: Cx, Form(wanted): Form<Wanted>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let kind = Kind::of_name(&wanted.kind).ok_or(Error::NotFound)?;
    Server::of(&cx.kontor).await?.signer(&cx.kontor, kind).await?;
    Ok(done(&cx, "licensing-pair-made"))
}

fn done(cx: &Cx, said: &str) -> Response {
    let toast = Toast::ok(cx.locale.t(said));
    ([flash(&toast)], Redirect::to("/admin/licensing")).into_response()
}

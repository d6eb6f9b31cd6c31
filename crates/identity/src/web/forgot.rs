use super::answer::{again, refusals};
use super::limits;
use crate::{actions, flags, views};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use platform::{Cx, Error, Kontor, Result, Visitor, post};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/sign-in/forgot", get(show).post(ask))
}

/// A house that sends no letters has no such page.
fn ready(cx: &Cx) -> Result<()> {
    if post::is_ready(cx) && cx.flag(&flags::RESET) { Ok(()) } else { Err(Error::NotFound) }
}

async fn show(Visitor(cx): Visitor) -> Result<Response> {
    ready(&cx)?;
    Ok(views::forgot::page(&cx, "", &[]).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Forgotten {
    email: String,
}

/// The same answer for every address, whether somebody has it or not.
async fn ask(Visitor(cx): Visitor, Form(form): Form<Forgotten>) -> Result<Response> {
    ready(&cx)?;
    limits::letter(&cx, &form.email).await?;
    match actions::ask_reset(&cx, &form.email).await {
        Ok(()) => Ok(views::forgot::sent(&cx).into_response()),
        Err(error) => Ok(again(views::forgot::page(&cx, &form.email, &refusals(error)?))),
    }
}

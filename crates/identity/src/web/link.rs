use super::answer::{arrive, refusals, spent};
use super::limits;
use crate::domain::link::Purpose;
use crate::{actions, store, views};
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use platform::{Kontor, Result, Visitor};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/sign-in/link", get(show).post(sign_in))
}

#[derive(Deserialize)]
pub struct Token {
    #[serde(default)]
    pub token: String,
}

/// Asks first: mail programs and chats open links by themselves, and that must not use them up.
async fn show(Visitor(cx): Visitor, Query(Token { token }): Query<Token>) -> Result<Response> {
    limits::token(&cx).await?;
    let link = store::link::find(cx.db(), &token, &[Purpose::SignIn], cx.now).await?;
    Ok(match link {
        Some(_) => views::link::confirm(&cx, &token).into_response(),
        None => spent(views::link::spent(&cx)),
    })
}

async fn sign_in(Visitor(cx): Visitor, Form(Token { token }): Form<Token>) -> Result<Response> {
    limits::token(&cx).await?;
    match actions::sign_in_by_link(&cx, &token).await {
        Ok(arrived) => arrive(&cx, &arrived, "/"),
        Err(error) => refusals(error).map(|_| spent(views::link::spent(&cx))),
    }
}

use super::answer::{again, arrive, refusals, spent};
use super::limits;
use super::link::Token;
use crate::actions::{self, PURPOSES};
use crate::domain::link::Purpose;
use crate::{store, views};
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use platform::{Cx, Kontor, Result, User, Visitor, users};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/sign-in/password", get(show).post(choose))
}

async fn show(Visitor(mut cx): Visitor, Query(Token { token }): Query<Token>) -> Result<Response> {
    limits::token(&cx).await?;
    Ok(match owner(&mut cx, &token).await? {
        Some((user, purpose)) => {
            views::password::choose(&cx, &user, (&token, purpose), &[]).into_response()
        }
        None => spent(views::link::spent(&cx)),
    })
}

/// Whose link it is, and what for; the page speaks that person's language.
async fn owner(cx: &mut Cx, token: &str) -> Result<Option<(User, Purpose)>> {
    let Some(link) = store::link::find(cx.db(), token, &PURPOSES, cx.now).await? else {
        return Ok(None);
    };
    let Some(id) = link.user else { return Ok(None) };
    let user = users::get(cx.db(), id).await?;
    cx.locale = cx.kontor.locale(user.lang);
    Ok(Some((user, link.purpose)))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    token: String,
    password: String,
}

async fn choose(Visitor(mut cx): Visitor, Form(form): Form<PasswordForm>) -> Result<Response> {
    limits::token(&cx).await?;
    let Some((user, purpose)) = owner(&mut cx, &form.token).await? else {
        return Ok(spent(views::link::spent(&cx)));
    };
    match actions::choose_password(&cx, &form.token, &form.password).await {
        Ok(arrived) => arrive(&cx, &arrived, "/"),
        Err(error) => {
            let wrong = refusals(error)?;
            Ok(again(views::password::choose(&cx, &user, (&form.token, purpose), &wrong)))
        }
    }
}

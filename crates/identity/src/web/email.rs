use super::account::{done, mine};
use super::answer::{again, refusals, spent};
use super::limits;
use super::link::Token;
use crate::actions::{self, Confirmed};
use crate::store::email_change;
use crate::views;
use crate::views::account::{Wrong, page};
use crate::views::email::{Answer, Waiting};
use axum::extract::Query;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Result, Visitor, post as letters};
use serde::Deserialize;

/// The links in the two letters.
pub fn open() -> Router<Kontor> {
    Router::new().route("/sign-in/email", get(show).post(confirm))
}

/// One's own wish for another address.
pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/account/email", post(ask).route_layer(from_fn(proven)))
        .route("/account/email/withdrawal", post(withdraw))
}

/// One's own wish, while it lasts.
pub async fn waiting(cx: &Cx) -> Result<Option<Waiting>> {
    let change = email_change::of_user(cx.db(), cx.user()?.id, cx.now).await?;
    Ok(change.map(|change| Waiting {
        email: change.email,
        said_yes: (change.old_at.is_some(), change.new_at.is_some()),
        until: change.expires_at.0,
    }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct EmailForm {
    email: String,
}

async fn ask(cx: Cx, Form(form): Form<EmailForm>) -> Result<Response> {
    if !letters::is_ready(&cx) {
        return Err(Error::NotFound);
    }
    limits::letter_again(&cx).await?;
    match actions::ask_email_change(&cx, &form.email).await {
        Ok(()) => Ok(done(&cx, "identity-email-asked")),
        Err(error) => {
            let wrong = Wrong { email: refusals(error)?, ..Wrong::default() };
            let mut mine = mine(&cx).await?;
            mine.email = form.email;
            Ok(again(page(&cx, &mine, &wrong)))
        }
    }
}

async fn withdraw(cx: Cx) -> Result<Response> {
    actions::withdraw_email_change(&cx).await?;
    Ok(done(&cx, "identity-email-withdrawn"))
}

/// Asks first: mail programs open links by themselves, and that must not say yes.
async fn show(Visitor(cx): Visitor, Query(Token { token }): Query<Token>) -> Result<Response> {
    limits::token(&cx).await?;
    Ok(match email_change::find(cx.db(), &token, cx.now).await? {
        Some(change) => views::email::confirm(&cx, &token, &change.email).into_response(),
        None => spent(views::link::spent(&cx)),
    })
}

async fn confirm(Visitor(cx): Visitor, Form(Token { token }): Form<Token>) -> Result<Response> {
    limits::token(&cx).await?;
    let answer = match actions::confirm_email_change(&cx, &token).await {
        Ok(Confirmed::Waiting) => Answer::Waiting,
        Ok(Confirmed::Done) => Answer::Done,
        Err(error) => {
            let taken = refusals(error)?.iter().any(|one| one.field.as_deref() == Some("email"));
            if !taken {
                return Ok(spent(views::link::spent(&cx)));
            }
            Answer::Taken
        }
    };
    Ok(views::email::said(&cx, answer).into_response())
}

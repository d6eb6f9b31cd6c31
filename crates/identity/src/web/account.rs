use super::answer::{again, enter, refusals, request};
use super::{email, factor, limits, passkey, program, provider};
use crate::actions::{self, Profile};
use crate::store;
use crate::views::account::{Mine, ProfileInput, Wrong, page};
use axum::extract::Path;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::http::proof::proven;
use platform::{Cx, Kontor, Refusal, Result, session};
use serde::Deserialize;
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/account", get(show))
        .route("/account/profile", post(change_profile))
        .merge(dangerous())
}

/// What a stolen session must not do. Changing the password asks for the present one as well.
fn dangerous() -> Router<Kontor> {
    Router::new()
        .route("/account/password", post(change_password))
        .route("/account/sessions/end", post(end_others))
        .route("/account/sessions/{session}/end", post(end_one))
        .route_layer(from_fn(proven))
}

async fn show(cx: Cx) -> Result<Response> {
    Ok(page(&cx, &mine(&cx).await?, &Wrong::default()).into_response())
}

/// What the page shows of the person who is signed in.
pub async fn mine(cx: &Cx) -> Result<Mine> {
    let user = cx.user()?;
    let own = request(cx)?.session.as_ref().map(|own| own.id.clone());
    Ok(Mine {
        profile: ProfileInput::of(user),
        sessions: session::of_user(cx.db(), user.id).await?,
        own: own.unwrap_or_default(),
        has_password: store::credential::find(cx.db(), user.id).await?.is_some(),
        factor: factor::mine(cx).await?,
        passkeys: passkey::mine(cx).await?,
        email: String::new(),
        email_change: email::waiting(cx).await?,
        ways: provider::ways(cx, user.id).await?,
        programs: program::mine(cx).await?,
    })
}

/// Back to the page, which says in a toast what was done.
pub fn done(cx: &Cx, key: &str) -> Response {
    ([flash(&Toast::ok(cx.locale.t(key)))], Redirect::to("/account")).into_response()
}

async fn change_profile(mut cx: Cx, Form(form): Form<ProfileInput>) -> Result<Response> {
    let changed = match Profile::new(&form.name, &form.lang, &form.theme) {
        Ok(profile) => actions::change_profile(&cx, profile).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(user) => {
            cx.locale = cx.kontor.locale(user.lang);
            Ok(done(&cx, "identity-profile-saved"))
        }
        Err(error) => {
            let profile = refusals(error)?;
            let mine = Mine { profile: form, ..mine(&cx).await? };
            Ok(again(page(&cx, &mine, &Wrong { profile, ..Wrong::default() })))
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PasswordForm {
    current: String,
    password: String,
}

async fn change_password(cx: Cx, Form(form): Form<PasswordForm>) -> Result<Response> {
    limits::again(&cx).await?;
    match actions::change_password(&cx, &form.current, &form.password).await {
        Ok(entered) => {
            let mut response = enter(&cx, &entered, "/account")?;
            let (name, value) = flash(&Toast::ok(cx.locale.t("identity-password-saved")));
            response.headers_mut().append(name, value);
            Ok(response)
        }
        Err(error) => {
            let password: Vec<Refusal> = refusals(error)?;
            let wrong = Wrong { password, ..Wrong::default() };
            Ok(again(page(&cx, &mine(&cx).await?, &wrong)))
        }
    }
}

async fn end_others(cx: Cx) -> Result<Response> {
    actions::end_other_sessions(&cx).await?;
    Ok(done(&cx, "identity-sessions-ended"))
}

async fn end_one(cx: Cx, Path(session): Path<String>) -> Result<Response> {
    actions::end_own_session(&cx, &session).await?;
    Ok(done(&cx, "identity-session-ended"))
}

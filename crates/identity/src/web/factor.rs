use super::answer::{again, refusals};
use crate::actions::{self, must_have_factor, offer_again, offer_totp};
use crate::store;
use crate::views::factor::{Mine, codes, set_up};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::http::proof::proven;
use platform::{Cx, Kontor, Result};
use serde::Deserialize;
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/account/second-factor", get(show).post(set))
        .route("/account/second-factor/removal", post(remove))
        .route("/account/recovery-codes", post(renew_codes))
        .route_layer(from_fn(proven))
}

/// What the account page tells of one's own second factor.
pub async fn mine(cx: &Cx) -> Result<Mine> {
    let user = cx.user()?;
    let app = store::totp::find(cx.db(), user.id).await?;
    let has_passkey = store::passkey::any(cx.db(), user.id).await?;
    let asked = must_have_factor(cx.db(), cx, user).await?;
    Ok(Mine {
        since: app.map(|app| app.created_at.0),
        codes_left: store::recovery::left(cx.db(), user.id).await?,
        has_passkey,
        needed: asked && !has_passkey,
    })
}

async fn show(cx: Cx) -> Result<Markup> {
    let user = cx.user()?;
    Ok(set_up(&cx, user, &offer_totp(&cx, user.id)?, &[]))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewApp {
    pub kept: String,
    pub code: String,
    pub next: String,
}

/// Shows the recovery codes at once: they are known to nobody afterwards.
async fn set(cx: Cx, Form(form): Form<NewApp>) -> Result<Response> {
    match actions::set_totp(&cx, &form.kept, &form.code).await {
        Ok(list) => Ok(codes(&cx, &list).into_response()),
        Err(error) => {
            let (user, wrong) = (cx.user()?, refusals(error)?);
            let offer = offer_again(&cx, user.id, &form.kept)?;
            Ok(again(set_up(&cx, user, &offer, &wrong)))
        }
    }
}

async fn remove(cx: Cx) -> Result<Response> {
    actions::remove_own_factors(&cx).await?;
    let toast = flash(&Toast::ok(cx.locale.t("identity-factors-removed")));
    Ok(([toast], Redirect::to("/account")).into_response())
}

async fn renew_codes(cx: Cx) -> Result<Markup> {
    Ok(codes(&cx, &actions::renew_recovery_codes(&cx).await?))
}

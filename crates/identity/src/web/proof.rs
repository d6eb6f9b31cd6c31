use super::answer::{again, device_cookie, refusals};
use super::{limits, provider};
use crate::views::proof::Has;
use crate::{actions, store, views};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use platform::http::proof::{Asked, CODE, PASSWORD, Proof, Proving};
use platform::{Cx, Refusal, Result};

/// Asks for the password once more, or checks the one that was given.
pub fn prove(cx: Cx, asked: Asked) -> Proving {
    Box::pin(async move { ask(&cx, asked).await })
}

async fn ask(cx: &Cx, mut asked: Asked) -> Result<Proof> {
    let user = cx.user()?;
    let app = store::totp::find(cx.db(), user.id).await?.is_some();
    let Some(password) = asked.password.take() else {
        let password = store::credential::find(cx.db(), user.id).await?.is_some();
        let has = Has { password, app, ways: provider::ways(cx, user.id).await? };
        let page = views::proof::page(cx, &asked, &has, &[]);
        return Ok(Proof::Missing((StatusCode::FORBIDDEN, page).into_response()));
    };
    limits::again(cx).await?;
    let device = device_cookie(cx, &asked.headers)?;
    match actions::prove(cx, password, &asked.code, device.as_deref()).await {
        Ok((session, token)) => Ok(Proof::Given(session, token)),
        Err(error) => {
            let wrong: Vec<_> = refusals(error)?.into_iter().map(on_page).collect();
            let has = Has { password: true, app, ways: Vec::new() };
            Ok(Proof::Missing(again(views::proof::page(cx, &asked, &has, &wrong))))
        }
    }
}

/// The page's own names for the fields.
fn on_page(refusal: Refusal) -> Refusal {
    let field = if refusal.field.as_deref() == Some("code") { CODE } else { PASSWORD };
    refusal.on(field)
}

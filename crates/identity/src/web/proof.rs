use super::answer::{again, refusals};
use super::limits;
use crate::{actions, store, views};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use platform::http::proof::{Asked, PASSWORD, Proof, Proving};
use platform::{Cx, Refusal, Result};

/// Asks for the password once more, or checks the one that was given.
pub fn prove(cx: Cx, asked: Asked) -> Proving {
    Box::pin(async move { ask(&cx, asked).await })
}

async fn ask(cx: &Cx, mut asked: Asked) -> Result<Proof> {
    let Some(password) = asked.password.take() else {
        let has_password = store::credential::find(cx.db(), cx.user()?.id).await?.is_some();
        let page = views::proof::page(cx, &asked, has_password, &[]);
        return Ok(Proof::Missing((StatusCode::FORBIDDEN, page).into_response()));
    };
    limits::again(cx)?;
    match actions::prove(cx, password).await {
        Ok((session, token)) => Ok(Proof::Given(session, token)),
        Err(error) => {
            let wrong: Vec<Refusal> =
                refusals(error)?.into_iter().map(|refusal| refusal.on(PASSWORD)).collect();
            Ok(Proof::Missing(again(views::proof::page(cx, &asked, true, &wrong))))
        }
    }
}

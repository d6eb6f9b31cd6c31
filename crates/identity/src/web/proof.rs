use super::answer::{device_cookie, passkey_cookie, refusals, with_passkey_cookie};
use super::{limits, passkey, provider};
use crate::actions::{self, Shown, ask_passkey, owed};
use crate::domain::passkey::Purpose;
use crate::views::proof::Has;
use crate::{store, views};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use platform::http::proof::{Asked, CODE, PASSWORD, Proof, Proving};
use platform::{Cx, Refusal, Result};

/// Asks for the password or a passkey once more, or checks the one that was given.
pub fn prove(cx: Cx, asked: Asked) -> Proving {
    Box::pin(async move { ask(&cx, asked).await })
}

async fn ask(cx: &Cx, mut asked: Asked) -> Result<Proof> {
    let device = device_cookie(cx, &asked.headers)?;
    let password = asked.password.take();
    if password.is_none() && asked.passkey.is_empty() {
        return missing(cx, &asked, Vec::new()).await;
    }
    limits::again(cx).await?;
    let given = if let Some(password) = password.filter(|_| asked.passkey.is_empty()) {
        actions::prove(cx, password, &asked.code, device.as_deref()).await
    } else {
        let token = passkey_cookie(cx, &asked.headers)?.unwrap_or_default();
        let shown = Shown { token: &token, credential: &asked.passkey };
        actions::prove_with_passkey(cx, shown).await
    };
    match given {
        Ok((session, token)) => Ok(Proof::Given(session, token)),
        Err(error) => {
            let passkey = !asked.passkey.is_empty();
            let wrong = refusals(error)?.into_iter();
            let wrong = wrong.map(|one| if passkey { one } else { on_page(one) }).collect();
            missing(cx, &asked, wrong).await
        }
    }
}

/// The page that asks, with what was wrong; it asks the browser for a passkey where there is one.
async fn missing(cx: &Cx, asked: &Asked, wrong: Vec<Refusal>) -> Result<Proof> {
    let user = cx.user()?;
    let has = owed(cx.db(), user).await?;
    let has_password = store::credential::find(cx.db(), user.id).await?.is_some();
    let origin = passkey::origin(cx).filter(|_| has.passkey);
    let status =
        if wrong.is_empty() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ways = if has_password { Vec::new() } else { provider::ways(cx, user.id).await? };
    let mut has = Has { password: has_password, code: has.code, app: has.app, passkey: None, ways };
    let page = |has: &Has| (status, views::proof::page(cx, asked, has, &wrong)).into_response();
    let Some(origin) = origin else { return Ok(Proof::Missing(page(&has))) };
    let before = passkey_cookie(cx, &asked.headers)?;
    let begun = ask_passkey(cx, Purpose::Prove, Some(user.id), before.as_deref()).await?;
    has.passkey = Some((origin, begun.options.to_string()));
    Ok(Proof::Missing(with_passkey_cookie(cx, &begun.token, page(&has))?))
}

/// The page's own names for the fields.
fn on_page(refusal: Refusal) -> Refusal {
    let field = if refusal.field.as_deref() == Some("code") { CODE } else { PASSWORD };
    refusal.on(field)
}

use super::check_code::check_code;
use super::own_password;
use crate::domain::factor::Refused;
use crate::store;
use platform::keys::Secret;
use platform::security_log::{Event, Who};
use platform::session::{self, Session};
use platform::{Cx, Error, Result};

/// Proves with the password who acts, before a dangerous act, and with a code of the second factor where there is one.
/// The session goes on under another cookie.
pub async fn prove(cx: &Cx, password: Secret, code: &str) -> Result<(Session, String)> {
    let user = cx.user()?;
    own_password(cx, password).await?;
    let own = cx.request.as_ref().and_then(|request| request.session.as_ref());
    let tx = cx.begin().await?;
    if store::totp::find(&tx, user.id).await?.is_some()
        && check_code(&tx, cx, user, None, code).await?.is_none()
    {
        // the mistake counts
        cx.commit(tx).await?;
        return Err(Refused::CodeWrong.into());
    }
    let renewed = session::renew(&tx, cx, own.ok_or(Error::SignInNeeded)?).await?;
    let renewed = renewed.ok_or(Error::SignInNeeded)?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::ReauthSuccess, Who::Known(&user.email), "password");
    Ok(renewed)
}

use super::check_code::{again, check_code};
use super::pass_second::log_right;
use super::{owed, own_password};
use crate::domain::factor::Refused;
use platform::keys::Secret;
use platform::security_log::Event;
use platform::session::{self, Session};
use platform::{Cx, Error, Result};

/// Proves with the password who acts, before a dangerous act, and with a code of the second factor where there is one.
/// The session goes on under another cookie. `device` is the cookie of a known device.
pub async fn prove(
    cx: &Cx,
    password: Secret,
    code: &str,
    device: Option<&str>,
) -> Result<(Session, String)> {
    own_password(cx, password).await?;
    let (renewed, how) = again!(try_prove(cx, code, device))?;
    log_right(cx, cx.user()?, Event::ReauthSuccess, how);
    Ok(renewed)
}

async fn try_prove(
    cx: &Cx,
    code: &str,
    device: Option<&str>,
) -> Result<((Session, String), &'static str)> {
    let user = cx.user()?;
    let own = cx.session().ok_or(Error::SignInNeeded)?;
    let tx = cx.begin().await?;
    let mut how = "password";
    if owed(&tx, user).await?.code {
        let Some(right) = check_code(&tx, cx, user, device, code).await? else {
            // the mistake counts
            cx.commit(tx).await?;
            return Err(Refused::CodeWrong.into());
        };
        how = right;
    }
    let renewed = session::renew(&tx, cx, own).await?.ok_or(Error::SignInNeeded)?;
    platform::fault!("identity.prove.before_commit");
    cx.commit(tx).await?;
    platform::fault!("identity.prove.after_commit");
    Ok((renewed, how))
}

use super::arrive::Arrived;
use super::check_passkey::{Checked, Shown, check_passkey};
use super::enter::{Entered, enter};
use super::pass_second::{end_wait, log_right, who_waits};
use crate::domain::link::Spent;
use crate::domain::passkey::{Purpose, Refused};
use platform::security_log::{Event, Who};
use platform::session::{self, Session};
use platform::{Cx, Error, Result, User};

/// Signs in with a passkey alone: it is something one has, and was opened by something one knows or is. Wrong passwords,
/// however many, do not lock it.
pub async fn sign_in_with_passkey(cx: &Cx, shown: Shown<'_>) -> Result<Entered> {
    let tx = cx.begin().await?;
    let user = match check_passkey(&tx, cx, (Purpose::SignIn, None), shown).await? {
        Checked::Right(user) => user,
        Checked::Wrong(reason, user) => {
            // the ceremony is over
            cx.commit(tx).await?;
            return refuse(cx, Event::LoginFailed, reason, user.as_deref());
        }
    };
    let entered = enter(&tx, cx, *user, "passkey").await?;
    cx.commit(tx).await?;
    log_right(cx, &entered.user, Event::LoginSuccess, "passkey");
    Ok(entered)
}

/// Gives a passkey as the second factor and signs in. `token` is the cookie of who waits, `device` that of a known device.
pub async fn pass_with_passkey(
    cx: &Cx,
    token: &str,
    shown: Shown<'_>,
    device: Option<&str>,
) -> Result<Arrived> {
    let tx = cx.begin().await?;
    let (waiting, user) = who_waits(&tx, cx, token).await?.ok_or(Spent)?;
    let whose = (Purpose::Second, Some(user.id));
    if let Checked::Wrong(reason, _) = check_passkey(&tx, cx, whose, shown).await? {
        cx.commit(tx).await?;
        return refuse(cx, Event::SecondFactorFailed, reason, Some(&user));
    }
    end_wait(tx, cx, (waiting, user), device, "passkey").await
}

/// Proves with a passkey who acts, before a dangerous act. The session goes on under another cookie.
pub async fn prove_with_passkey(cx: &Cx, shown: Shown<'_>) -> Result<(Session, String)> {
    let user = cx.user()?;
    let own = cx.session().ok_or(Error::SignInNeeded)?;
    let tx = cx.begin().await?;
    let whose = (Purpose::Prove, Some(user.id));
    if let Checked::Wrong(reason, _) = check_passkey(&tx, cx, whose, shown).await? {
        cx.commit(tx).await?;
        return refuse(cx, Event::ReauthFailed, reason, Some(user));
    }
    let renewed = session::renew(&tx, cx, own).await?.ok_or(Error::SignInNeeded)?;
    cx.commit(tx).await?;
    log_right(cx, user, Event::ReauthSuccess, "passkey");
    Ok(renewed)
}

/// One answer, whatever was wrong; the security log knows more.
fn refuse<T>(cx: &Cx, event: Event, reason: &str, user: Option<&User>) -> Result<T> {
    let who = user.map_or(Who::Nobody, |user| Who::Known(&user.email));
    cx.kontor.security.write(cx, event, who, reason);
    Err(Refused::Wrong.into())
}

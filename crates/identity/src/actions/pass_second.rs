use super::check_code::check_code;
use super::enter::{Entered, enter};
use super::offer_totp::accept;
use super::set_totp::keep;
use crate::domain::factor::Refused;
use crate::domain::link::Spent;
use crate::store;
use crate::store::waiting::Waiting;
use platform::db::Source;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, User, users};

/// Who waits with this cookie; none when it is over, or the account was switched off.
pub async fn who_waits(db: &impl Source, cx: &Cx, token: &str) -> Result<Option<(Waiting, User)>> {
    let Some(waiting) = store::waiting::find(db, token, cx.now).await? else { return Ok(None) };
    let user = users::get(db, waiting.user).await?;
    Ok(user.active.then_some((waiting, user)))
}

/// Gives the second factor and signs in. `device` is the cookie of a known device.
pub async fn pass_second(
    cx: &Cx,
    token: &str,
    code: &str,
    device: Option<&str>,
) -> Result<Entered> {
    let tx = cx.begin().await?;
    let (waiting, user) = who_waits(&tx, cx, token).await?.ok_or(Spent)?;
    let Some(how) = check_code(&tx, cx, &user, device, code).await? else {
        // the mistake counts
        cx.commit(tx).await?;
        return Err(Refused::CodeWrong.into());
    };
    if !store::waiting::end(&tx, &waiting).await? {
        return Err(Spent.into());
    }
    let entered = enter(&tx, cx, user, &format!("{}+{how}", waiting.how)).await?;
    cx.commit(tx).await?;
    let who = Who::Known(&entered.user.email);
    cx.kontor.security.write(cx, Event::SecondFactorSuccess, who, how);
    Ok(entered)
}

/// Sets up the second factor that the role must have, and signs in. Returns the recovery codes too, which nobody sees
/// again. Who has a factor already cannot replace it on this way.
pub async fn pass_with_new_totp(
    cx: &Cx,
    token: &str,
    kept: &str,
    code: &str,
) -> Result<(Entered, Vec<String>)> {
    let tx = cx.begin().await?;
    let (waiting, user) = who_waits(&tx, cx, token).await?.ok_or(Spent)?;
    let (totp, step) = accept(cx, user.id, kept, code)?;
    let ended = store::waiting::end(&tx, &waiting).await?;
    if !ended || store::totp::hold(&tx, user.id).await?.is_some() {
        return Err(Spent.into());
    }
    let codes = keep(&tx, cx, user.id, (&totp, step)).await?;
    let entered = enter(&tx, cx, user, &format!("{}+otp", waiting.how)).await?;
    cx.commit(tx).await?;
    let who = Who::Known(&entered.user.email);
    cx.kontor.security.write(cx, Event::SecondFactorAdded, who, "totp");
    Ok((entered, codes))
}

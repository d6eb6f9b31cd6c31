use super::arrive::{Arrived, arrive};
use super::check_code::{again, check_code};
use super::offer_totp::accept;
use super::set_totp::keep;
use crate::domain::factor::Refused;
use crate::domain::link::Spent;
use crate::store::waiting::Waiting;
use crate::{device, store};
use platform::db::Source;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, Tx, User, users};

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
) -> Result<Arrived> {
    again!(try_second(cx, token, code, device))
}

async fn try_second(cx: &Cx, token: &str, code: &str, device: Option<&str>) -> Result<Arrived> {
    let tx = cx.begin().await?;
    let (waiting, user) = who_waits(&tx, cx, token).await?.ok_or(Spent)?;
    let Some(how) = check_code(&tx, cx, &user, device, code).await? else {
        // the mistake counts
        cx.commit(tx).await?;
        return Err(Refused::CodeWrong.into());
    };
    end_wait(tx, cx, (waiting, user), device, how).await
}

/// Lets in who waited and gave the second factor `how`, in the transaction that checked it.
pub(super) async fn end_wait(
    tx: Tx,
    cx: &Cx,
    (waiting, user): (Waiting, User),
    device: Option<&str>,
    how: &str,
) -> Result<Arrived> {
    if !store::waiting::end(&tx, &waiting).await? {
        return Err(Spent.into());
    }
    let known = device.filter(|_| device::known(&cx.kontor, &user.email, device).is_some());
    let known = known.map(str::to_owned);
    let mut arrived = arrive(&tx, cx, user.clone(), waiting.way(how)).await?;
    cx.commit(tx).await?;
    if let (Arrived::In(entered), Some(known)) = (&mut arrived, known) {
        // it keeps the cookie that it has, and with it its own count
        entered.device = known;
    }
    log_right(cx, &user, Event::SecondFactorSuccess, how);
    Ok(arrived)
}

/// Tells the security log of a right second factor, once it is used up for good.
pub(super) fn log_right(cx: &Cx, user: &User, event: Event, how: &str) {
    let who = Who::Known(&user.email);
    if how == "rec" {
        cx.kontor.security.write(cx, Event::RecoveryUsed, who, event.name());
    }
    cx.kontor.security.write(cx, event, who, how);
}

/// Sets up the second factor that the role must have, and signs in. Returns the recovery codes too, which nobody sees
/// again. Who has a factor already cannot replace it on this way.
pub async fn pass_with_new_totp(
    cx: &Cx,
    token: &str,
    kept: &str,
    code: &str,
) -> Result<(Arrived, Vec<String>)> {
    let tx = cx.begin().await?;
    let (waiting, user) = who_waits(&tx, cx, token).await?.ok_or(Spent)?;
    let (totp, step) = accept(cx, user.id, kept, code)?;
    // the account first: of two who set an app up at once, one waits for the other
    store::credential::hold(&tx, user.id).await?;
    let ended = store::waiting::end(&tx, &waiting).await?;
    let has_one = store::totp::hold(&tx, user.id).await?.is_some()
        || store::passkey::any(&tx, user.id).await?;
    if !ended || has_one {
        return Err(Spent.into());
    }
    let codes = keep(&tx, cx, user.id, (&totp, step)).await?;
    let arrived = arrive(&tx, cx, user.clone(), waiting.way("otp")).await?;
    cx.commit(tx).await?;
    let who = Who::Known(&user.email);
    cx.kontor.security.write(cx, Event::SecondFactorAdded, who, "totp");
    Ok((arrived, codes))
}

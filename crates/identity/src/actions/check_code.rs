use super::sign_in::record_lock;
use crate::domain::{recovery, totp};
use crate::{device, store};
use events::identity::RecoveryCodeUsed;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, Tx, User, event};

/// Whether this is a code of the person's app or one of the recovery codes; it is used up with the transaction. The word
/// for how it was proved, or none. Mistakes are counted apart from those with the password, so the caller commits in
/// both cases, and tells the security log of a right one afterwards. `Stale` when somebody else made the first mistake at
/// the same moment: begin `again!`. `device` is the cookie of a known device, which has a count of its own.
pub async fn check_code(
    tx: &Tx,
    cx: &Cx,
    user: &User,
    device: Option<&str>,
    text: &str,
) -> Result<Option<&'static str>> {
    let account = device::account(&cx.kontor, &user.email);
    let known = device::known(&cx.kontor, &user.email, device);
    let place = device::second(&cx.kontor, known.as_ref().unwrap_or(&account));
    let mut guard = store::guard::hold(tx, (&place, &account), cx.now).await?;
    let who = Who::Known(&user.email);
    let locked = guard.is_locked(cx.now);
    let right = match (totp::digits(text), recovery::id_of(text)) {
        // nobody guesses 120 bit: a recovery code opens also while guessing is locked
        (None, Some(id)) => is_recovery(tx, cx, user, &id).await?.then_some("rec"),
        (Some(digits), _) if !locked => is_of_app(tx, cx, user, &digits).await?.then_some("otp"),
        _ => None,
    };
    if right.is_none() && locked {
        cx.kontor.security.write(cx, Event::SecondFactorFailed, who, "locked");
        return Ok(None);
    }
    if right.is_some() {
        store::guard::forget(tx, &place).await?;
        return Ok(right);
    }
    let locked = guard.fail(cx.now);
    store::guard::save(tx, &place, &guard).await?;
    cx.kontor.security.write(cx, Event::SecondFactorFailed, who, "bad_code");
    if let Some(until) = locked {
        record_lock(tx, cx, user, until).await?;
        cx.kontor.security.write(cx, Event::Lockout, who, "too_many_codes");
    }
    Ok(None)
}

/// Awaits an attempt with `check_code`, and begins again while somebody else makes the first mistake for the same account
/// at the same moment. A macro, because futures of borrowing closures cannot be told to be `Send` yet.
macro_rules! again {
    ($attempt:expr) => {{
        let mut left = 3;
        loop {
            match $attempt.await {
                Err(platform::Error::Stale) if left > 0 => left -= 1,
                done => break done,
            }
        }
    }};
}
pub(super) use again;

async fn is_of_app(tx: &Tx, cx: &Cx, user: &User, digits: &str) -> Result<bool> {
    let Some(row) = store::totp::hold(tx, user.id).await? else { return Ok(false) };
    let step = row.totp(&cx.kontor.keys)?.step_of(digits, cx.now, row.last_step);
    if let Some(step) = step {
        store::totp::used(tx, user.id, step).await?;
    }
    Ok(step.is_some())
}

async fn is_recovery(tx: &Tx, cx: &Cx, user: &User, id: &str) -> Result<bool> {
    let taken = store::recovery::take(tx, user.id, id).await?;
    if taken {
        let left = store::recovery::left(tx, user.id).await?;
        event::record(tx, cx, &RecoveryCodeUsed { user: user.id, left }).await?;
    }
    Ok(taken)
}

use crate::domain::factor::Refused;
use crate::domain::totp::{self, Totp};
use crate::store;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use platform::keys::Aad;
use platform::{Cx, Result, UserId};

/// So long the page with the new secret may lie open.
const GOOD_FOR: TimeDelta = TimeDelta::hours(1);

/// A new secret for somebody's app: shown, and kept sealed on the page until a code proves that the app has it.
pub struct Offer {
    pub totp: Totp,
    pub kept: String,
}

/// Sealed for this person alone.
fn place(user: UserId) -> Aad {
    Aad::new(store::totp::TABLE, "offer", &user)
}

pub fn offer_totp(cx: &Cx, user: UserId) -> Result<Offer> {
    let totp = Totp::random();
    let plain = [&cx.now.timestamp_millis().to_be_bytes(), totp.bytes()].concat();
    let sealed = cx.kontor.keys.seal(&place(user), &plain).map_err(anyhow::Error::from)?;
    Ok(Offer { totp, kept: URL_SAFE_NO_PAD.encode(sealed) })
}

/// The offer that the page kept, to be shown again; a new one where that is over.
pub fn offer_again(cx: &Cx, user: UserId, kept: &str) -> Result<Offer> {
    match opened(cx, user, kept) {
        Some(totp) => Ok(Offer { totp, kept: kept.to_owned() }),
        None => offer_totp(cx, user),
    }
}

fn opened(cx: &Cx, user: UserId, kept: &str) -> Option<Totp> {
    let sealed = URL_SAFE_NO_PAD.decode(kept).ok()?;
    let plain = cx.kontor.keys.unseal(&place(user), &sealed).ok()?;
    let (at, secret) = plain.split_at_checked(8)?;
    let at = chrono::DateTime::from_timestamp_millis(i64::from_be_bytes(at.try_into().ok()?))?;
    Totp::read(secret).filter(|_| cx.now - at <= GOOD_FOR)
}

/// The secret and the step of the code that proves that the app has it.
pub(super) fn accept(cx: &Cx, user: UserId, kept: &str, code: &str) -> Result<(Totp, i64)> {
    let totp = opened(cx, user, kept).ok_or(Refused::OfferGone)?;
    let digits = totp::digits(code).ok_or(Refused::CodeWrong)?;
    let step = totp.step_of(&digits, cx.now, 0).ok_or(Refused::CodeWrong)?;
    Ok((totp, step))
}

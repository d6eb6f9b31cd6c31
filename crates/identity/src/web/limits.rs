//! How often somebody may try; several nodes count together where they share a Redis.

use crate::device;
use platform::http::address_key;
use platform::limit::Limit;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, User, block, users};

/// Attempts per minute: from one address, and on one account from everywhere.
const ADDRESS: Limit = Limit::per_minute("sign-in-address", 5, 5);
const ACCOUNT: Limit = Limit::per_minute("sign-in-account", 10, 10);
/// One-time tokens and codes.
const TOKEN: Limit = Limit::per_minute("sign-in-token", 10, 10);
/// Questions for passkeys, and passkeys: nobody guesses one, so this limits the work alone, and a whole office may share an
/// address.
const PASSKEY: Limit = Limit::per_minute("sign-in-passkey", 60, 60);
/// Letters that one address, or one account, may have written.
const LETTER: Limit = Limit::per_hour("sign-in-letter", 3);
/// Ways to providers and back: a whole office comes in the morning, from one address.
const PROVIDER: Limit = Limit::per_minute("sign-in-provider", 60, 60);
/// What providers tell by themselves.
const LOGOUT: Limit = Limit::per_minute("provider-logout", 600, 300);
/// Guesses at one's own present password: whoever holds a stolen session has no more of them.
const AGAIN: Limit = Limit::per_minute("own-password", 10, 10);
/// Letters that somebody who is signed in has written: they go to addresses of that person's choice.
const LETTER_AGAIN: Limit = Limit::per_hour("own-letter", 3);
/// Renewals of programs, by address: a whole office may share one.
const RENEWAL: Limit = Limit::per_minute("program-renewal", 60, 60);

/// Before a password is checked. A known device counts by itself: a whole office may share one address, and nobody shall
/// keep the owner out by asking often.
pub async fn password(cx: &Cx, email: &str, device: Option<&str>) -> Result<()> {
    let limits = &cx.kontor.limits;
    if device.is_none() {
        block::admit(cx)?;
    }
    let checked = match device {
        Some(device) => limits.check(&ADDRESS, &format!("device {device}")).await,
        None => match limits.check(&ADDRESS, &address(cx)).await {
            Ok(()) => limits.check(&ACCOUNT, &users::email_key(email)).await,
            stopped => stopped,
        },
    };
    checked.inspect_err(|_| log(cx, Who::Typed(email), "sign_in"))
}

/// Before somebody is asked for a passkey, and before one is checked.
pub async fn passkey(cx: &Cx) -> Result<()> {
    counted(cx, &PASSKEY, &address(cx), (Who::Nobody, "passkey")).await
}

/// Before a letter is written to whom a visitor names.
pub async fn letter(cx: &Cx, email: &str) -> Result<()> {
    let limits = &cx.kontor.limits;
    let checked = match limits.check(&LETTER, &address(cx)).await {
        Ok(()) => limits.check(&LETTER, &users::email_key(email)).await,
        stopped => stopped,
    };
    checked.inspect_err(|_| log(cx, Who::Typed(email), "reset"))
}

/// Before a code is checked: counted by the person who waits, for a whole office may share one address. A known device
/// counts by itself.
pub async fn code(cx: &Cx, user: &User, device: Option<&str>) -> Result<()> {
    let known = device::known(&cx.kontor, &user.email, device);
    if known.is_none() {
        block::admit(cx)?;
    }
    let key = known.unwrap_or_else(|| user.id.to_string());
    counted(cx, &TOKEN, &key, (Who::Known(&user.email), "code")).await
}

/// Before somebody goes to a provider or comes back: there and back count one each.
pub async fn provider(cx: &Cx) -> Result<()> {
    counted(cx, &PROVIDER, &address(cx), (Who::Nobody, "sso")).await
}

/// Before a provider's word that somebody logged out is looked at.
pub async fn logout(cx: &Cx) -> Result<()> {
    counted(cx, &LOGOUT, &address(cx), (Who::Nobody, "sso_logout")).await
}

/// Before a one-time token is looked up.
pub async fn token(cx: &Cx) -> Result<()> {
    counted(cx, &TOKEN, &address(cx), (Who::Nobody, "token")).await
}

/// Before one's own present password is checked again, wherever that is.
pub async fn again(cx: &Cx) -> Result<()> {
    let user = cx.user()?;
    counted(cx, &AGAIN, &user.id.to_string(), (Who::Known(&user.email), "password")).await
}

/// Before somebody who is signed in has letters written.
pub async fn letter_again(cx: &Cx) -> Result<()> {
    let user = cx.user()?;
    let who = (Who::Known(&user.email), "email_change");
    counted(cx, &LETTER_AGAIN, &user.id.to_string(), who).await
}

/// Before a program's refresh token is looked up.
pub async fn renewal(cx: &Cx) -> Result<()> {
    counted(cx, &RENEWAL, &address(cx), (Who::Nobody, "refresh")).await
}

fn address(cx: &Cx) -> String {
    cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default()
}

async fn counted(cx: &Cx, limit: &Limit, key: &str, (who, what): (Who<'_>, &str)) -> Result<()> {
    cx.kontor.limits.check(limit, key).await.inspect_err(|_| log(cx, who, what))
}

fn log(cx: &Cx, who: Who<'_>, what: &str) {
    cx.kontor.security.write(cx, Event::RateLimited, who, what);
}

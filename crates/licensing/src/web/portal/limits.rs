//! How often a visitor may try.

use crate::domain::licence::LicenceId;
use platform::http::address_key;
use platform::limit::Limit;
use platform::security_log::{Event, Who};
use platform::users::email_key;
use platform::{Cx, Result};

/// Letters that one mailbox gets, and that one place has written: a whole office may share an address.
const LETTER: Limit = Limit::per_hour("portal-letter", 3);
const LETTER_FROM: Limit = Limit::per_hour("portal-letter-from", 15);
/// Keys with addresses, from one place and for one address.
const KEY: Limit = Limit::per_minute("portal-key", 5, 5);
/// Links that are opened.
const LINK: Limit = Limit::per_minute("portal-link", 10, 10);
/// Files that are made for one licence.
const FILE: Limit = Limit::per_hour("portal-file", 20);

/// Before a letter is written to whom somebody names.
pub async fn letter(cx: &Cx, email: &str) -> Result<()> {
    let limits = &cx.kontor.limits;
    let checked = match limits.check(&LETTER_FROM, &place(cx)).await {
        Ok(()) => limits.check(&LETTER, &email_key(email)).await,
        stopped => stopped,
    };
    checked.inspect_err(|_| log(cx, Who::Typed(email)))
}

/// Before a key is looked up.
pub async fn key(cx: &Cx, email: &str) -> Result<()> {
    let limits = &cx.kontor.limits;
    let checked = match limits.check(&KEY, &place(cx)).await {
        Ok(()) => limits.check(&KEY, &format!("of {}", email_key(email))).await,
        stopped => stopped,
    };
    checked.inspect_err(|_| log(cx, Who::Typed(email)))
}

/// Before a link is looked up.
pub async fn link(cx: &Cx) -> Result<()> {
    let checked = cx.kontor.limits.check(&LINK, &place(cx)).await;
    checked.inspect_err(|_| log(cx, Who::Nobody))
}

/// Before a file is made.
pub async fn file(cx: &Cx, licence: LicenceId, email: &str) -> Result<()> {
    let checked = cx.kontor.limits.check(&FILE, &licence.to_string()).await;
    checked.inspect_err(|_| log(cx, Who::Known(email)))
}

fn place(cx: &Cx) -> String {
    cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default()
}

fn log(cx: &Cx, who: Who<'_>) {
    cx.kontor.security.write(cx, Event::RateLimited, who, "portal");
}

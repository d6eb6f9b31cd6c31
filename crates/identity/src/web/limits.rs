//! How often somebody may try.

use crate::device;
use platform::http::{Limiter, address_key};
use platform::limit::Limit;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, User, users};
use std::sync::LazyLock;

/// Attempts per minute: from one address, on one account from everywhere, and with one-time tokens; and letters that
/// one address, or one account, may have written per hour. Ways to providers and back, and what providers tell by themselves.
pub struct Limits {
    address: Limiter,
    account: Limiter,
    token: Limiter,
    letter: Limiter,
    provider: Limiter,
    logout: Limiter,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            address: Limiter::per_minute(5, 5),
            account: Limiter::per_minute(10, 10),
            token: Limiter::per_minute(10, 10),
            letter: Limiter::per_hour(3),
            // a whole office comes in the morning, from one address
            provider: Limiter::per_minute(60, 60),
            logout: Limiter::per_minute(600, 300),
        }
    }
}

impl Limits {
    /// Before a password is checked. A known device counts by itself: a whole office may share one address, and
    /// nobody shall keep the owner out by asking often.
    pub fn password(&self, cx: &Cx, email: &str, device: Option<&str>) -> Result<()> {
        let checked = match device {
            Some(device) => self.address.check(&format!("device {device}")),
            None => self
                .address
                .check(&address(cx))
                .and_then(|()| self.account.check(&users::email_key(email))),
        };
        checked.inspect_err(|_| log(cx, Who::Typed(email), "sign_in"))
    }

    /// Before a letter is written to whom a visitor names.
    pub fn letter(&self, cx: &Cx, email: &str) -> Result<()> {
        let from = self.letter.check(&address(cx));
        let checked = from.and_then(|()| self.letter.check(&users::email_key(email)));
        checked.inspect_err(|_| log(cx, Who::Typed(email), "reset"))
    }

    /// Before a code is checked: counted by the person who waits, for a whole office may share one address. A known
    /// device counts by itself.
    pub fn code(&self, cx: &Cx, user: &User, device: Option<&str>) -> Result<()> {
        let known = device::known(&cx.kontor, &user.email, device);
        let checked = self.token.check(&known.unwrap_or_else(|| user.id.to_string()));
        checked.inspect_err(|_| log(cx, Who::Known(&user.email), "code"))
    }

    /// Before somebody goes to a provider or comes back: there and back count one each.
    pub fn provider(&self, cx: &Cx) -> Result<()> {
        self.provider.check(&address(cx)).inspect_err(|_| log(cx, Who::Nobody, "sso"))
    }

    /// Before a provider's word that somebody logged out is looked at.
    pub fn logout(&self, cx: &Cx) -> Result<()> {
        self.logout.check(&address(cx)).inspect_err(|_| log(cx, Who::Nobody, "sso_logout"))
    }

    /// Before a one-time token is looked up.
    pub fn token(&self, cx: &Cx) -> Result<()> {
        self.token.check(&address(cx)).inspect_err(|_| log(cx, Who::Nobody, "token"))
    }
}

/// Guesses at one's own present password, per minute and person: whoever holds a stolen session has no more of them.
static AGAIN: LazyLock<Limiter> = LazyLock::new(|| Limiter::per_minute(10, 10));

/// Before one's own present password is checked again, wherever that is.
pub fn again(cx: &Cx) -> Result<()> {
    let user = cx.user()?;
    let checked = AGAIN.check(&user.id.to_string());
    checked.inspect_err(|_| log(cx, Who::Known(&user.email), "password"))
}

/// Letters that somebody who is signed in has written, per hour: they go to addresses of that person's choice.
static LETTERS: LazyLock<Limiter> = LazyLock::new(|| Limiter::per_hour(3));

/// Before somebody who is signed in has letters written.
pub fn letter_again(cx: &Cx) -> Result<()> {
    let user = cx.user()?;
    let checked = LETTERS.check(&user.id.to_string());
    checked.inspect_err(|_| log(cx, Who::Known(&user.email), "email_change"))
}

/// Sign-ins of programs: by address, and by account.
const BY_ADDRESS: Limit = Limit::per_minute("program-address", 5, 5);
const BY_ACCOUNT: Limit = Limit::per_minute("program-account", 10, 10);
/// Renewals of programs, by address: a whole office may share one.
pub const REFRESH: Limit = Limit::per_minute("program-refresh", 60, 60);

/// Before the password that a program brings is checked.
pub async fn sign_in_limit(cx: &Cx, email: &str) -> Result<()> {
    let limits = &cx.kontor.limits;
    let checked = match limits.check(&BY_ADDRESS, &address(cx)).await {
        Ok(()) => limits.check(&BY_ACCOUNT, &users::email_key(email)).await,
        Err(stopped) => Err(stopped),
    };
    checked.inspect_err(|_| log(cx, Who::Typed(email), "program"))
}

fn address(cx: &Cx) -> String {
    cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default()
}

fn log(cx: &Cx, who: Who<'_>, what: &str) {
    cx.kontor.security.write(cx, Event::RateLimited, who, what);
}

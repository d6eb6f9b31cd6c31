//! Letters to the people who sign in, each in the reader's own language.

use crate::domain::link::Purpose;
use platform::config::ServerConfig;
use platform::post::Letter;
use platform::{Cx, User};

/// A path of ours as people outside open it.
pub fn absolute(cx: &Cx, path: &str) -> String {
    format!("{}{path}", cx.kontor.config.section::<ServerConfig>().origin())
}

/// A link with which its owner chooses a password.
pub fn link(cx: &Cx, user: &User, purpose: Purpose, path: &str) -> Letter {
    let key = match purpose {
        Purpose::Invitation => "invitation",
        Purpose::Setup | Purpose::SignIn | Purpose::Reset | Purpose::Replacement => "reset",
    };
    letter(cx, user, key, &absolute(cx, path))
}

/// Asks one of two mailboxes whether the account shall get another address.
pub fn email_change(cx: &Cx, user: &User, key: &str, (wanted, token): (&str, &str)) -> Letter {
    let link = absolute(cx, &format!("/sign-in/email?token={token}"));
    with(cx, user, key, &[("link", &link), ("wanted", wanted)])
}

/// What happened to somebody's account, told to its owner: who did it is not always the owner.
pub fn notice(cx: &Cx, user: &User, key: &str) -> Letter {
    letter(cx, user, key, &absolute(cx, "/account"))
}

fn letter(cx: &Cx, user: &User, key: &str, link: &str) -> Letter {
    with(cx, user, key, &[("link", link)])
}

fn with(cx: &Cx, user: &User, key: &str, more: &[(&'static str, &str)]) -> Letter {
    let l = cx.kontor.locale(user.lang);
    let own = [("name", user.name.as_str()), ("email", user.email.as_str())];
    let args: Vec<_> = own.iter().chain(more).map(|&(name, value)| (name, value.into())).collect();
    let subject = l.t(&format!("identity-letter-{key}-subject"));
    Letter::to(user, subject, l.ta(&format!("identity-letter-{key}"), &args))
}

//! Every query about the people who sign in.

pub mod api_key;
pub mod ceremony;
pub mod credential;
pub mod email_change;
pub mod erasure;
pub mod farewell;
pub mod grant;
pub mod guard;
pub mod journey;
pub mod link;
pub mod linked;
pub mod logout;
pub mod passkey;
pub mod program;
pub mod recovery;
pub mod role;
pub mod setup;
pub mod totp;
pub mod user;
pub mod waiting;

/// A `LIKE` for a part of a text, which is looked for as it stands, `%` and `_` too; `!` escapes.
fn part(text: &str) -> String {
    let escaped = text.chars().fold(String::new(), |mut out, c| {
        if matches!(c, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(c);
        out
    });
    format!("%{escaped}%")
}

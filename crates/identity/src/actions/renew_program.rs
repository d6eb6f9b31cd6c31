use super::create_key::hash;
use super::sign_in_program::{Tokens, ends, from, grant};
use crate::domain::bearer::{Bearer, Sort};
use crate::domain::program::token::Token;
use crate::domain::program::{SignIn, Worth, worth};
use crate::store;
use events::identity::ProgramEnded;
use platform::keys::Secret;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, Tx, event, users};
use subtle::ConstantTimeEq;

/// Gives the next tokens for a refresh token, which is good once. Shown again by somebody else, or too late, it ends the
/// whole sign-in: one of the two who have it is a thief, and nobody knows which.
pub async fn renew_program(cx: &Cx, shown: &Secret) -> Result<Tokens> {
    let bearer = Bearer::read(shown.expose()).filter(|bearer| bearer.sort == Sort::Refresh);
    let Some(bearer) = bearer else { return Err(unknown(cx, "no_token")) };
    let Some(token) = token(cx, &bearer).await? else { return Err(unknown(cx, "unknown")) };
    let tx = cx.begin().await?;
    let Some(sign_in) = store::program::hold(&tx, token.sign_in, cx.now).await? else {
        return Err(unknown(cx, "unknown"));
    };
    let user = users::get(&tx, sign_in.user).await?;
    let token = store::program::find_token(&tx, &bearer.id).await?;
    let Some(token) = token.filter(|token| user.active && token.expires_at.0 > cx.now) else {
        return Err(unknown(cx, "unknown"));
    };
    let until = ends(cx, sign_in.created_at.0).1;
    if until <= cx.now {
        // the settings allow less than when it signed in
        return end(cx, tx, &sign_in, "over").await;
    }
    let worth = worth_of(&tx, cx, &sign_in, &token).await?;
    if worth == Worth::Reused {
        cx.kontor.security.write(cx, Event::TokenReused, Who::Known(&user.email), "refresh");
        return end(cx, tx, &sign_in, "reused").await;
    }
    store::program::use_up(&tx, &token, cx.now, worth == Worth::Repeated).await?;
    store::program::renewed(&tx, sign_in.id, (cx.now, until), &from(cx)).await?;
    let tokens = grant(&tx, cx, &sign_in).await?;
    cx.commit(tx).await?;
    Ok(tokens)
}

/// Ends the whole sign-in; whoever renewed begins anew.
async fn end<T>(cx: &Cx, tx: Tx, sign_in: &SignIn, reason: &str) -> Result<T> {
    store::program::end(&tx, sign_in.id).await?;
    event::record(&tx, cx, &ended(sign_in, reason)).await?;
    cx.commit(tx).await?;
    Err(Error::SignInNeeded)
}

/// The token with this secret, used up or not.
async fn token(cx: &Cx, bearer: &Bearer) -> Result<Option<Token>> {
    let given = hash(&cx.kontor.keys, bearer);
    let found = store::program::find_token(cx.db(), &bearer.id).await?;
    Ok(found.filter(|token| bool::from(token.hash.as_bytes().ct_eq(given.as_bytes()))))
}

async fn worth_of(tx: &Tx, cx: &Cx, sign_in: &SignIn, token: &Token) -> Result<Worth> {
    let Some(used) = token.used_at else { return Ok(Worth::Good) };
    let renewed = store::program::is_renewed_since(tx, sign_in.id, used, &token.id).await?;
    Ok(worth(Some(used.0), cx.now, sign_in.ip == from(cx), renewed))
}

pub(super) fn ended(sign_in: &SignIn, reason: &str) -> ProgramEnded {
    ProgramEnded { user: sign_in.user, sign_in: sign_in.id.to_string(), reason: reason.to_owned() }
}

fn unknown(cx: &Cx, reason: &'static str) -> Error {
    cx.kontor.security.write(cx, Event::ApiKeyInvalid, Who::Nobody, reason);
    Error::SignInNeeded
}

use super::ask_passkey::own_site;
use crate::domain::passkey::{Purpose, Whose};
use crate::store;
use crate::store::passkey::Stored;
use platform::{Cx, Result, Tx, User, users};
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential, WebauthnError};

/// What a browser answers to a ceremony.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The cookie that it got with the question.
    pub token: &'a str,
    /// The credential as JSON.
    pub credential: &'a str,
}

/// What is behind a passkey that was shown.
pub(super) enum Checked {
    Right(Box<User>),
    /// Why, for the security log alone.
    Wrong(&'static str, Option<Box<User>>),
}

/// Checks a passkey and writes its counter down. The ceremony is over in both cases, so the caller commits in both.
pub(super) async fn check_passkey(
    tx: &Tx,
    cx: &Cx,
    whose: Whose,
    shown: Shown<'_>,
) -> Result<Checked> {
    let wrong = |reason| Ok(Checked::Wrong(reason, None));
    let Some(state) = store::ceremony::take(tx, cx, whose, shown.token).await? else {
        return wrong("passkey_spent");
    };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(shown.credential) else {
        return wrong("passkey_garbled");
    };
    let Some(stored) = store::passkey::hold(tx, answer.get_credential_id()).await? else {
        return wrong("passkey_unknown");
    };
    let user = Box::new(users::get(tx, stored.user).await?);
    if let Err(reason) = fits(whose, &answer, &user) {
        return Ok(Checked::Wrong(reason, Some(user)));
    }
    match verify(cx, &state, &answer, &stored)? {
        Ok(passkey) => {
            store::passkey::used(tx, cx, stored.id, &passkey).await?;
            Ok(Checked::Right(user))
        }
        Err(reason) => Ok(Checked::Wrong(reason, Some(user))),
    }
}

/// Whether it is the passkey of whom it should be. Who was not named before must be named by the passkey.
fn fits(
    (purpose, expected): Whose,
    answer: &PublicKeyCredential,
    user: &User,
) -> std::result::Result<(), &'static str> {
    let named = answer.get_user_unique_id();
    let own = named.is_some_and(|named| named == user.id.0.as_bytes());
    if !own && (named.is_some() || purpose == Purpose::SignIn) {
        return Err("passkey_of_another");
    }
    if expected.is_some_and(|expected| expected != user.id) {
        return Err("passkey_of_another");
    }
    if user.active { Ok(()) } else { Err("inactive") }
}

/// The signature, the site, the challenge, that its owner was verified, and that the counter went on.
fn verify(
    cx: &Cx,
    state: &DiscoverableAuthentication,
    answer: &PublicKeyCredential,
    stored: &Stored,
) -> Result<std::result::Result<webauthn_rs::prelude::Passkey, &'static str>> {
    let mut passkey = stored.read()?;
    let webauthn = own_site(cx)?.webauthn;
    match webauthn.finish_discoverable_authentication_v2(answer, state.clone(), &passkey) {
        Ok(proved) => {
            passkey.update_credential(&proved);
            Ok(Ok(passkey))
        }
        Err(WebauthnError::CredentialPossibleCompromise) => Ok(Err("passkey_cloned")),
        Err(WebauthnError::InvalidRPOrigin) => Ok(Err("passkey_wrong_origin")),
        Err(why) => {
            tracing::debug!(%why, "A passkey was refused");
            Ok(Err("bad_passkey"))
        }
    }
}

use super::ask_passkey::own_site;
use super::check_passkey::Shown;
use super::end_entries::end_entries;
use super::set_totp::new_codes;
use crate::domain::link;
use crate::domain::passkey::{MOST, Name, Purpose, Refused};
use crate::store;
use events::identity::PasskeyAdded;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, event};
use webauthn_rs::prelude::{Passkey, PasskeyRegistration, RegisterPublicKeyCredential};

/// Keeps the passkey that the browser of whoever acts has made, and ends all other sessions. Returns recovery codes, which
/// nobody sees again, to those who have none.
pub async fn add_passkey(cx: &Cx, name: &str, shown: Shown<'_>) -> Result<Option<Vec<String>>> {
    let user = cx.user()?;
    let name = Name::new(name)?.into_text();
    let tx = cx.begin().await?;
    let whose = (Purpose::Add, Some(user.id));
    let state = store::ceremony::take(&tx, cx, whose, shown.token).await?;
    let Some(passkey) = state.and_then(|state| made(cx, &state, shown.credential)) else {
        // the ceremony is over
        cx.commit(tx).await?;
        return Err(Refused::NotAdded.into());
    };
    let known = store::passkey::hold_all(&tx, user.id).await?;
    if known.len() >= MOST {
        return Err(Refused::TooMany.into());
    }
    if store::passkey::hold(&tx, passkey.cred_id()).await?.is_some() {
        return Err(Refused::NotAdded.into());
    }
    store::passkey::insert(&tx, cx, (user.id, name.clone()), &passkey).await?;
    event::record(&tx, cx, &PasskeyAdded { user: user.id, name }).await?;
    let codes = match store::recovery::left(&tx, user.id).await? {
        0 => Some(new_codes(&tx, cx, user.id).await?),
        _ => None,
    };
    let own = cx.session();
    // one that was given out before the passkey would lead past it
    store::link::revoke(&tx, user.id, link::Purpose::Replacement).await?;
    end_entries(&tx, cx, user.id, own.map(|own| own.id.as_str())).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SecondFactorAdded, Who::Known(&user.email), "passkey");
    Ok(codes)
}

fn made(cx: &Cx, state: &PasskeyRegistration, credential: &str) -> Option<Passkey> {
    let answer: RegisterPublicKeyCredential = serde_json::from_str(credential).ok()?;
    let webauthn = own_site(cx).ok()?.webauthn;
    let made = webauthn.finish_passkey_registration(&answer, state);
    made.inspect_err(|why| tracing::debug!(%why, "A passkey was not made")).ok()
}

use super::end_entries::end_entries;
use super::{has_passkeys_alone, must_have_factor};
use crate::domain::factor;
use crate::domain::passkey::{Name, PasskeyId, Refused};
use crate::store;
use crate::store::passkey::Stored;
use events::identity::{PasskeyRemoved, PasskeyRenamed};
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, Tx, User, event};

/// Gives one's own passkey another name.
pub async fn rename_passkey(cx: &Cx, id: PasskeyId, name: &str) -> Result<()> {
    let user = cx.user()?;
    let name = Name::new(name)?.into_text();
    let tx = cx.begin().await?;
    let all = store::passkey::hold_all(&tx, user.id).await?;
    let passkey = all.into_iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)?;
    if passkey.name == name {
        return Ok(());
    }
    store::passkey::rename(&tx, id, &name).await?;
    event::record(&tx, cx, &PasskeyRenamed { user: user.id, from: passkey.name, to: name }).await?;
    cx.commit(tx).await
}

/// Takes one's own passkey away and ends all other sessions. The last one goes only where another second factor is left or
/// none is needed; where it is the only way in, its owner must be `sure`.
pub async fn remove_passkey(cx: &Cx, id: PasskeyId, sure: bool) -> Result<()> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    let all = store::passkey::hold_all(&tx, user.id).await?;
    let passkey = all.iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)?;
    if all.len() == 1 {
        last_goes(&tx, cx, user, sure).await?;
    }
    store::passkey::remove(&tx, id).await?;
    store::waiting::end_all(&tx, user.id).await?;
    store::ceremony::end_all(&tx, user.id).await?;
    event::record(&tx, cx, &removed(user, passkey)).await?;
    let own = cx.session();
    end_entries(&tx, cx, user.id, own.map(|own| own.id.as_str())).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SecondFactorRemoved, Who::Known(&user.email), "passkey");
    Ok(())
}

fn removed(user: &User, passkey: &Stored) -> PasskeyRemoved {
    PasskeyRemoved { user: user.id, name: passkey.name.clone() }
}

async fn last_goes(tx: &Tx, cx: &Cx, user: &User, sure: bool) -> Result<()> {
    if store::totp::hold(tx, user.id).await?.is_some() {
        return Ok(());
    }
    if must_have_factor(tx, cx, user).await? {
        return Err(factor::Refused::Needed.into());
    }
    if !sure && has_passkeys_alone(tx, cx, user.id).await? {
        return Err(Refused::LastWay.into());
    }
    // without a factor there is nothing that a recovery code could replace
    store::recovery::remove(tx, user.id).await
}

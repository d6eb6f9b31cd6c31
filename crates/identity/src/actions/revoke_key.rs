use crate::{rights, store};
use events::identity::ApiKeyRevoked;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, event, users};

/// Ends a key at once. Somebody else's is not there, but for who manages all.
pub async fn revoke_key(cx: &Cx, id: &str) -> Result<()> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    let key = store::api_key::find(&tx, id).await?.ok_or(Error::NotFound)?;
    if key.user != user.id && !cx.may(rights::MANAGE_KEYS) {
        return Err(Error::NotFound);
    }
    if !store::api_key::revoke(&tx, id, cx.now).await? {
        return Ok(());
    }
    let owner = users::get(&tx, key.user).await?;
    event::record(&tx, cx, &ApiKeyRevoked { key: key.id, user: key.user }).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::ApiKeyRevoked, Who::Known(&owner.email), id);
    Ok(())
}

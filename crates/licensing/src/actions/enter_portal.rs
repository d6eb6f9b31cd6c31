//! Coming into the portal: by a link that was sent, or by a licence's key and an address that belongs to it.

use crate::domain::portal::Refused;
use crate::portal::Reach;
use crate::{keys, store};
use platform::security_log::{Event, Who};
use platform::users::email_key;
use platform::{Cx, Error, Result};

/// Uses the link up and begins a visit; gives the cookie's value.
pub async fn enter_portal_by_link(cx: &Cx, token: &str) -> Result<String> {
    let tx = cx.begin().await?;
    let Some(link) = store::portal::take_link(&tx, token, cx.now).await? else {
        cx.kontor.security.write(cx, Event::LoginFailed, Who::Nobody, "bad_portal_link");
        return Err(Refused::LinkSpent.into());
    };
    let visit = store::portal::begin_visit(&tx, cx, &link.email, None).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::LoginSuccess, Who::Known(&link.email), "portal_link");
    Ok(visit)
}

/// Begins a visit that sees this licence alone; gives the cookie's value. What of the two was wrong is not told.
pub async fn enter_portal_by_key(cx: &Cx, key: &str, email: &str) -> Result<String> {
    filled_in(key, email)?;
    let email = email_key(email);
    let hash = keys::hash(&cx.kontor, key.trim());
    let found = store::licence::find_by_hash(cx.db(), &hash).await?;
    let reach = Reach::of(cx.db(), &email, found.as_ref().map(|licence| licence.id)).await?;
    let theirs = match &found {
        Some(licence) => store::portal_reach::get(cx.db(), &reach.holder, licence.id).await.ok(),
        None => None,
    };
    let Some(licence) = theirs else {
        cx.kontor.security.write(cx, Event::LoginFailed, Who::Typed(&email), "bad_portal_key");
        return Err(Error::Refused(vec![Refused::NoSuchKey.into(), Refused::NotOfKey.into()]));
    };
    let tx = cx.begin().await?;
    let visit = store::portal::begin_visit(&tx, cx, &email, Some(licence.id)).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::LoginSuccess, Who::Known(&email), "portal_key");
    Ok(visit)
}

/// What anyone can see without looking the key up.
fn filled_in(key: &str, email: &str) -> Result<()> {
    let no_key = key.trim().is_empty().then(|| Refused::NoKey.into());
    let no_address = (!directory::is_address(email.trim())).then(|| Refused::NoAddress.into());
    let wrong: Vec<_> = no_key.into_iter().chain(no_address).collect();
    if wrong.is_empty() { Ok(()) } else { Err(Error::Refused(wrong)) }
}

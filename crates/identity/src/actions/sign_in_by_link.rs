use super::arrive::{Arrived, arrive};
use crate::domain::link::{Purpose, Spent};
use crate::store;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, users};

/// Signs in with a one-time link, which is used up by it.
pub async fn sign_in_by_link(cx: &Cx, token: &str) -> Result<Arrived> {
    let tx = cx.begin().await?;
    let link = store::link::take(&tx, token, &[Purpose::SignIn], cx.now).await?;
    let user = match link.and_then(|link| link.user) {
        Some(id) => Some(users::get(&tx, id).await?).filter(|user| user.active),
        None => None,
    };
    let Some(user) = user else {
        cx.kontor.security.write(cx, Event::LoginFailed, Who::Nobody, "bad_link");
        return Err(Spent.into());
    };
    let email = user.email.clone();
    let arrived = arrive(&tx, cx, user, "link").await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, arrived.event(), Who::Known(&email), "link");
    Ok(arrived)
}

use super::arrive::{Arrived, arrive};
use super::enter::Way;
use super::new_password;
use crate::domain::link::{Purpose, Spent};
use crate::{device, store};
use events::identity::PasswordChanged;
use platform::keys::Secret;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, event, session, users};

/// The links with which a password is chosen.
pub const PURPOSES: [Purpose; 3] = [Purpose::Invitation, Purpose::Reset, Purpose::Replacement];

/// Chooses a password with an invitation or a reset link, and signs in. A refused password leaves the link good.
pub async fn choose_password(cx: &Cx, token: &str, password: &str) -> Result<Arrived> {
    let link = store::link::find(cx.db(), token, &PURPOSES, cx.now).await?;
    let Some(id) = link.and_then(|link| link.user) else {
        cx.kontor.security.write(cx, Event::LoginFailed, Who::Nobody, "bad_link");
        return Err(Spent.into());
    };
    let user = users::get(cx.db(), id).await?;
    let password = new_password(cx, &user, password).await?;
    let hash = cx.kontor.passwords.hash(id, Secret::from(password.expose())).await?;
    let tx = cx.begin().await?;
    let used_up = store::link::take(&tx, token, &PURPOSES, cx.now).await?;
    let user = users::get(&tx, id).await?;
    let Some(link) = used_up.filter(|_| user.active) else {
        return Err(Spent.into());
    };
    store::credential::set(&tx, cx, id, hash).await?;
    store::link::revoke_all(&tx, id).await?;
    store::guard::forget_account(&tx, &device::account(&cx.kontor, &user.email)).await?;
    let first = link.purpose == Purpose::Invitation;
    event::record(&tx, cx, &PasswordChanged { user: id, first }).await?;
    store::program::end_all(&tx, id).await?;
    session::end_others(&tx, id, None).await?;
    let email = user.email.clone();
    // whoever replaces a stolen one has given all factors a moment ago
    let both = link.purpose == Purpose::Replacement;
    let way = Way { how: "link".to_owned(), both, ..Way::default() };
    let arrived = arrive(&tx, cx, user, way).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::PasswordChanged, Who::Known(&email), "by_link");
    Ok(arrived)
}

use super::{fit_password, new_password};
use crate::store;
use events::identity::{PasswordChanged, SessionsEnded};
use platform::keys::Secret;
use platform::security_log::{Event, Who};
use platform::{Actor, Cx, Error, Result, UserId, event, session, users};

/// Gives somebody a password from the command line. On pages nobody chooses another person's password (ASVS 6.4.6).
pub async fn set_password(cx: &Cx, id: UserId, password: &str) -> Result<()> {
    if cx.actor != Actor::System {
        return Err(Error::Forbidden);
    }
    let user = users::get(cx.db(), id).await?;
    let password = new_password(cx, &user, password).await?;
    let hash = cx.kontor.passwords.hash(id, Secret::from(password.expose())).await?;
    let tx = cx.begin().await?;
    store::credential::set(&tx, cx, id, hash).await?;
    store::link::revoke_all(&tx, id).await?;
    event::record(&tx, cx, &PasswordChanged { user: id, first: false }).await?;
    store::program::end_all(&tx, id).await?;
    let count = session::end_others(&tx, id, None).await?;
    if count > 0 {
        event::record(&tx, cx, &SessionsEnded { user: id, count }).await?;
    }
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::PasswordChanged, Who::Known(&user.email), "command_line");
    Ok(())
}

/// Whether somebody of this name and address may have this password: asked before an account is made for it.
pub async fn check_password(cx: &Cx, name: &str, email: &str, password: &str) -> Result<()> {
    let company = store::setup::get(cx.db()).await?.company;
    fit_password(cx, password, &[name, email, &company]).await?;
    Ok(())
}

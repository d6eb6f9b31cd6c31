use crate::config::SignInConfig;
use crate::domain::factor::Refused;
use crate::{device, rights, store};
use events::identity::{FactorsRemoved, SessionsEnded};
use platform::security_log::{Event, Who};
use platform::{Cx, Result, User, UserId, event, session, users};

/// Takes one's own second factor away, unless the role must have one. All other sessions end.
pub async fn remove_own_factors(cx: &Cx) -> Result<()> {
    let user = cx.user()?;
    if cx.kontor.config.section::<SignInConfig>().second_factor.asks(user.role) {
        return Err(Refused::Needed.into());
    }
    let own = cx.session();
    remove(cx, user, own.map(|own| own.id.as_str()), "by_user").await
}

/// Takes somebody's second factor away, who lost it and the recovery codes too. All sessions end; where the role must
/// have one, the next sign-in sets it up.
pub async fn remove_factors(cx: &Cx, id: UserId) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    if cx.user_id() == Some(id) {
        return remove_own_factors(cx).await;
    }
    let user = users::get(cx.db(), id).await?;
    remove(cx, &user, None, "by_admin").await
}

async fn remove(cx: &Cx, user: &User, keep: Option<&str>, reason: &str) -> Result<()> {
    let tx = cx.begin().await?;
    if !store::totp::remove(&tx, user.id).await? {
        return Ok(());
    }
    store::recovery::remove(&tx, user.id).await?;
    store::waiting::end_all(&tx, user.id).await?;
    store::guard::forget_account(&tx, &device::account(&cx.kontor, &user.email)).await?;
    event::record(&tx, cx, &FactorsRemoved { user: user.id }).await?;
    store::program::end_all(&tx, user.id).await?;
    let count = session::end_others(&tx, user.id, keep).await?;
    event::record(&tx, cx, &SessionsEnded { user: user.id, count }).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SecondFactorRemoved, Who::Known(&user.email), reason);
    Ok(())
}

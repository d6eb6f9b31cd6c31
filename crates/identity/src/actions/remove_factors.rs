use super::end_entries::end_entries;
use super::{must_have_factor, reach};
use crate::domain::factor::Refused;
use crate::{device, rights, store};
use events::identity::FactorsRemoved;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, Tx, User, UserId, event, users};

/// Takes one's own authenticator app away, unless the role must have a second factor and no passkey is left as such; each
/// passkey goes by itself. All other sessions end.
pub async fn remove_own_factors(cx: &Cx) -> Result<()> {
    let user = cx.user()?;
    let own = cx.session().map(|own| own.id.as_str());
    let tx = cx.begin().await?;
    let passkeys = store::passkey::hold_all(&tx, user.id).await?;
    if passkeys.is_empty() && must_have_factor(&tx, cx, user).await? {
        return Err(Refused::Needed.into());
    }
    if !store::totp::remove(&tx, user.id).await? {
        return Ok(());
    }
    if passkeys.is_empty() {
        store::recovery::remove(&tx, user.id).await?;
    }
    removed(tx, cx, user, own).await?;
    cx.kontor.security.write(cx, Event::SecondFactorRemoved, Who::Known(&user.email), "by_user");
    Ok(())
}

/// Takes somebody's second factors away, passkeys too, who lost them and the recovery codes. All sessions end; where the
/// role must have one, the next sign-in sets it up.
pub async fn remove_factors(cx: &Cx, id: UserId) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    if cx.user_id() == Some(id) {
        return remove_own_factors(cx).await;
    }
    let tx = cx.begin().await?;
    let user = users::get(&tx, id).await?;
    reach::within(&tx, cx, &user).await?;
    let app = store::totp::remove(&tx, user.id).await?;
    if store::passkey::remove_all(&tx, user.id).await? == 0 && !app {
        return Ok(());
    }
    store::ceremony::end_all(&tx, user.id).await?;
    store::recovery::remove(&tx, user.id).await?;
    removed(tx, cx, &user, None).await?;
    cx.kontor.security.write(cx, Event::SecondFactorRemoved, Who::Known(&user.email), "by_admin");
    Ok(())
}

async fn removed(tx: Tx, cx: &Cx, user: &User, keep: Option<&str>) -> Result<()> {
    store::waiting::end_all(&tx, user.id).await?;
    store::guard::forget_account(&tx, &device::account(&cx.kontor, &user.email)).await?;
    event::record(&tx, cx, &FactorsRemoved { user: user.id }).await?;
    end_entries(&tx, cx, user.id, keep).await?;
    cx.commit(tx).await
}

use super::reach;
use crate::domain::provider::Why;
use crate::provider::Provider;
use crate::{rights, store};
use events::identity::{SessionsEnded, SignInUnlinked};
use platform::security_log::{Event, Who};
use platform::session::{self, Vouched};
use platform::{Cx, Error, Result, Tx, User, UserId, event, users};

/// Unlinks one's own account from a provider, unless nothing else would open it.
pub async fn unlink_own_sign_in(cx: &Cx, provider: &str) -> Result<()> {
    let tx = cx.begin().await?;
    // of two links that one takes away at once, one stays
    store::setup::queue_up(&tx).await?;
    let user = cx.user()?;
    let has_password = store::credential::find(&tx, user.id).await?.is_some();
    let all = store::linked::of_user(&tx, user.id).await?;
    let is_linked = all.iter().any(|linked| linked.provider == provider);
    let other = |name: &str| name != provider && Provider::find(&cx.kontor, name).is_some();
    let has_passkey = store::passkey::any(&tx, user.id).await?;
    if is_linked
        && !has_password
        && !has_passkey
        && !all.iter().any(|linked| other(&linked.provider))
    {
        let label = label(cx, provider);
        return Err(Why::LastWay.of(&label).into());
    }
    unlink(cx, tx, user, (provider, "by_user")).await
}

/// Unlinks somebody's account from a provider. Who has no password then gets in by a new invitation.
pub async fn unlink_sign_in(cx: &Cx, id: UserId, provider: &str) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    if cx.user_id() == Some(id) {
        return unlink_own_sign_in(cx, provider).await;
    }
    let tx = cx.begin().await?;
    let user = users::get(&tx, id).await?;
    reach::within(&tx, cx, &user).await?;
    unlink(cx, tx, &user, (provider, "by_admin")).await
}

fn label(cx: &Cx, name: &str) -> String {
    Provider::find(&cx.kontor, name).map_or_else(|| name.to_owned(), |provider| provider.label())
}

/// Sessions that the provider vouched for end, and all programs; whoever owes the second factor begins anew. Keys stay:
/// they belong to the account, which goes on.
async fn unlink(cx: &Cx, tx: Tx, user: &User, how: (&str, &str)) -> Result<()> {
    let (provider, reason) = how;
    if !store::linked::remove(&tx, user.id, provider).await? {
        return Err(Error::NotFound);
    }
    store::grant::remove_of(&tx, user.id, provider).await?;
    store::waiting::end_all(&tx, user.id).await?;
    let fact = SignInUnlinked { user: user.id, provider: provider.to_owned() };
    event::record(&tx, cx, &fact).await?;
    let vouched = Vouched { provider: provider.to_owned(), session: None };
    let programs = store::program::end_all(&tx, user.id).await?;
    let count = session::end_vouched(&tx, user.id, &vouched).await? + programs;
    if count > 0 {
        event::record(&tx, cx, &SessionsEnded { user: user.id, count }).await?;
    }
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SignInUnlinked, Who::Known(&user.email), reason);
    Ok(())
}

use super::end_entries::end_entries;
use super::return_from_provider::refuse;
use crate::domain::claims::Person;
use crate::domain::provider::Why;
use crate::provider::Provider;
use crate::store;
use crate::store::journey::Journey;
use events::identity::SignInLinked;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, Tx, User, event};

/// Links one's own account with whom the provider vouches for, and ends all other sessions. Only who began it, with a
/// fresh proof, ends it.
pub async fn link_sign_in(
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    journey: &Journey,
) -> Result<()> {
    cx.kontor.may_change()?;
    let label = provider.label();
    let Some(user) = cx.user.as_ref().filter(|user| journey.user == Some(user.id)) else {
        return Err(refuse(cx, Who::Nobody, Why::SignedOut.of(&label)));
    };
    let tx = cx.begin().await?;
    if let Err(why) = insert(&tx, cx, provider, person, user).await? {
        return Err(refuse(cx, Who::Known(&user.email), why.of(&label)));
    }
    let own = cx.session().map(|own| own.id.as_str());
    end_entries(&tx, cx, user.id, own).await?;
    cx.commit(tx).await?;
    log_linked(cx, provider, user);
    Ok(())
}

/// A line in the security log, once the link is there for good.
pub(super) fn log_linked(cx: &Cx, provider: &Provider<'_>, user: &User) {
    let reason = format!("sso:{}", provider.name);
    cx.kontor.security.write(cx, Event::SignInLinked, Who::Known(&user.email), &reason);
}

/// Links an account in the transaction of the action, unless one of the two is linked already.
pub(super) async fn insert(
    tx: &Tx,
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    user: &User,
) -> Result<std::result::Result<(), Why>> {
    if let Some(other) = store::linked::find(tx, person).await? {
        return Ok(Err(if other.user == user.id { Why::Already } else { Why::Elsewhere }));
    }
    let all = store::linked::of_user(tx, user.id).await?;
    if all.iter().any(|linked| linked.provider == provider.name) {
        return Ok(Err(Why::Already));
    }
    let linked = match store::linked::insert(tx, cx, user.id, provider.name, person).await {
        Ok(linked) => linked,
        // somebody linked it at the same moment
        Err(Error::Internal(cause)) if cause.downcast_ref().is_some_and(platform::db::is_taken) => {
            return Ok(Err(Why::Elsewhere));
        }
        Err(error) => return Err(error),
    };
    let (provider, known_as) = (linked.provider, linked.known_as);
    event::record(tx, cx, &SignInLinked { user: user.id, provider, known_as }).await?;
    Ok(Ok(()))
}

use super::reach;
use crate::domain::link::Purpose;
use crate::{rights, store};
use events::identity::SessionsEnded;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, Tx, User, UserId, event, session, users};

/// Ends all sessions of somebody.
pub async fn end_sessions(cx: &Cx, id: UserId) -> Result<u64> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    let user = users::get(&tx, id).await?;
    reach::within(&tx, cx, &user).await?;
    end(cx, tx, &user, (None, "by_admin")).await
}

/// Ends all of one's own sessions but this one.
pub async fn end_other_sessions(cx: &Cx) -> Result<u64> {
    let own = cx.session().map(|own| own.id.as_str());
    end(cx, cx.begin().await?, cx.user()?, (own, "by_user")).await
}

/// Ends one of one's own sessions; somebody else's is not there.
pub async fn end_own_session(cx: &Cx, session: &str) -> Result<()> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    let own = session::of_user(&tx, user.id).await?;
    if !own.iter().any(|own| own.id == session) {
        return Err(Error::NotFound);
    }
    session::end(&tx, session).await?;
    event::record(&tx, cx, &SessionsEnded { user: user.id, count: 1 }).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SessionRevoked, Who::Known(&user.email), "by_user");
    Ok(())
}

async fn end(cx: &Cx, tx: Tx, user: &User, how: (Option<&str>, &str)) -> Result<u64> {
    let (keep, reason) = how;
    let programs = store::program::end_all(&tx, user.id).await?;
    store::link::revoke(&tx, user.id, Purpose::Replacement).await?;
    let count = session::end_others(&tx, user.id, keep).await? + programs;
    if count > 0 {
        event::record(&tx, cx, &SessionsEnded { user: user.id, count }).await?;
    }
    cx.commit(tx).await?;
    if count > 0 {
        cx.kontor.security.write(cx, Event::SessionRevoked, Who::Known(&user.email), reason);
    }
    Ok(count)
}

use super::reach;
use crate::domain::account::Refused;
use crate::domain::link::Purpose;
use crate::{letters, rights, store};
use events::identity::LinkIssued;
use platform::{Cx, Result, Tx, User, UserId, event, post, users};

/// A link with which the owner of a new account chooses the first password: good for 72 hours.
pub async fn invite(cx: &Cx, user: UserId) -> Result<String> {
    issue(cx, user, Purpose::Invitation).await
}

/// A link with which somebody chooses another password: good for 30 minutes.
pub async fn issue_reset(cx: &Cx, user: UserId) -> Result<String> {
    issue(cx, user, Purpose::Reset).await
}

/// A link that signs in once: good for 30 minutes. For the command line and demo data.
pub async fn one_time(cx: &Cx, user: UserId) -> Result<String> {
    issue(cx, user, Purpose::SignIn).await
}

/// Writes to somebody with a link to choose a password: the first one, or another. Nobody else sees the link.
pub async fn post_link(cx: &Cx, id: UserId) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    // nobody gets other rights meanwhile, which would have taken the link back
    store::setup::queue_up(&tx).await?;
    let user = users::get(&tx, id).await?;
    let has_password = store::credential::find(&tx, id).await?.is_some();
    let purpose = if has_password { Purpose::Reset } else { Purpose::Invitation };
    let link = make(&tx, cx, &user, purpose).await?;
    post::send(&tx, cx, &letters::link(cx, &user, purpose, &link)).await?;
    cx.commit(tx).await
}

/// The path of the new link, which is shown once and stored nowhere; an earlier one for the same is void.
async fn issue(cx: &Cx, id: UserId, purpose: Purpose) -> Result<String> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    let user = users::get(&tx, id).await?;
    let link = make(&tx, cx, &user, purpose).await?;
    cx.commit(tx).await?;
    Ok(link)
}

async fn make(tx: &Tx, cx: &Cx, user: &User, purpose: Purpose) -> Result<String> {
    reach::within(tx, cx, user).await?;
    if !user.active {
        return Err(Refused::Inactive.into());
    }
    let token = store::link::issue(tx, cx, Some(user.id), purpose).await?;
    let fact = LinkIssued { user: user.id, purpose: purpose.word().into() };
    event::record(tx, cx, &fact).await?;
    Ok(format!("{}?token={token}", purpose.page()))
}

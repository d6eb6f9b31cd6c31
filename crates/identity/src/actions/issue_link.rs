use crate::domain::account::Refused;
use crate::domain::link::Purpose;
use crate::{rights, store};
use events::identity::LinkIssued;
use platform::{Cx, Result, UserId, event, users};

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

/// The path of the new link, which is shown once and stored nowhere; an earlier one for the same is void.
async fn issue(cx: &Cx, id: UserId, purpose: Purpose) -> Result<String> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    if !users::get(&tx, id).await?.active {
        return Err(Refused::Inactive.into());
    }
    let token = store::link::issue(&tx, cx, Some(id), purpose).await?;
    let fact = LinkIssued { user: id, purpose: purpose.word().into() };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(format!("{}?token={token}", purpose.page()))
}

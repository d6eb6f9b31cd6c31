use super::renew_program::ended;
use crate::domain::program::SignInId;
use crate::store;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, event};

/// Ends one of one's own programs' sign-ins with all its tokens; somebody else's is not there.
pub async fn end_program(cx: &Cx, id: SignInId) -> Result<()> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    let sign_in = store::program::find(&tx, id, cx.now).await?;
    let sign_in = sign_in.filter(|sign_in| sign_in.user == user.id).ok_or(Error::NotFound)?;
    store::program::end(&tx, id).await?;
    event::record(&tx, cx, &ended(&sign_in, "by_user")).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SessionRevoked, Who::Known(&user.email), "program");
    Ok(())
}

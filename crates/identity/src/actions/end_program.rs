use super::renew_program::ended;
use crate::domain::program::SignInId;
use crate::store;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, event};

/// Ends all of one's own programs' sign-ins, and counts them.
pub async fn end_programs(cx: &Cx) -> Result<u64> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    let all = store::program::of_user(&tx, user.id).await?;
    for sign_in in &all {
        event::record(&tx, cx, &ended(sign_in, "by_user")).await?;
    }
    let count = store::program::end_all(&tx, user.id).await?;
    cx.commit(tx).await?;
    if count > 0 {
        let who = Who::Known(&user.email);
        cx.kontor.security.write(cx, Event::SessionRevoked, who, "programs");
    }
    Ok(count)
}

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

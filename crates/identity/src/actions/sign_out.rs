use events::identity::SignedOut;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, event, session};

/// Ends the session of this request. Signing out without one is fine.
pub async fn sign_out(cx: &Cx) -> Result<()> {
    let own = cx.session();
    let (Some(session), Some(user)) = (own, &cx.user) else { return Ok(()) };
    let tx = cx.begin().await?;
    if session::end(&tx, &session.id).await? {
        event::record(&tx, cx, &SignedOut { user: user.id }).await?;
    }
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::Logout, Who::Known(&user.email), "");
    Ok(())
}

use crate::domain::portal::Visit;
use crate::store;
use platform::security_log::{Event, Who};
use platform::{Cx, Result};

/// Ends a visit; its cookie is worthless from now on.
pub async fn leave_portal(cx: &Cx, visit: &Visit) -> Result<()> {
    let tx = cx.begin().await?;
    store::portal::end_visit(&tx, &visit.id).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::Logout, Who::Known(&visit.email), "portal");
    Ok(())
}

/// Ends all other visits of the same visitor.
pub async fn leave_portal_elsewhere(cx: &Cx, visit: &Visit) -> Result<()> {
    let tx = cx.begin().await?;
    let ended = store::portal::end_other_visits(&tx, visit).await?;
    cx.commit(tx).await?;
    if ended > 0 {
        let who = Who::Known(&visit.email);
        cx.kontor.security.write(cx, Event::SessionRevoked, who, "portal");
    }
    Ok(())
}

use crate::domain::portal::Refused;
use crate::jobs::SendPortalLink;
use platform::job::{self, Queued};
use platform::{Cx, Result};

/// Somebody wants a way into the portal. Whether there is anything for this address is found out later, out of sight: the
/// answer and the work are the same for every address.
pub async fn ask_portal_link(cx: &Cx, email: &str) -> Result<()> {
    let email = email.trim();
    if !directory::is_address(email) {
        return Err(Refused::NoAddress.into());
    }
    let job = SendPortalLink::of(cx, email)?;
    let tx = cx.begin().await?;
    job::enqueue(&tx, cx, Queued::of(&job)?).await?;
    cx.commit(tx).await
}

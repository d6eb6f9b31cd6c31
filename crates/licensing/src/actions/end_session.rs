use super::start_session::told_end;
use crate::domain::process::ProcessId;
use crate::{rights, store};
use platform::{Cx, Result};

/// Ends a session, or any other process, for whoever says so; whether it was there. Its next heartbeat is refused.
pub async fn end_session(cx: &Cx, id: ProcessId) -> Result<bool> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let Some(process) = store::process::find(&tx, id).await? else { return Ok(false) };
    store::process::delete(&tx, id).await?;
    told_end(&tx, cx, &process).await?;
    cx.commit(tx).await?;
    Ok(true)
}

use crate::domain::process::ProcessId;
use crate::domain::session;
use crate::{rights, store};
use platform::{Cx, Result};

/// Lets a session live on; whether it still lived. Its time is its own, whatever the policy says of processes.
pub async fn beat_session(cx: &Cx, id: ProcessId) -> Result<bool> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let times = (cx.now, session::lives_until(cx.now));
    let lives = store::process::live_on(&tx, &[id], times).await? == 1;
    cx.commit(tx).await?;
    Ok(lives)
}

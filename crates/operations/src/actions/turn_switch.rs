use crate::domain::switch;
use platform::switch::{Wanted, all, refresh, turn};
use platform::{Cx, Result, rights};

/// Turns a switch of the house. True if that changed anything.
pub async fn turn_switch(cx: &Cx, name: &str, wanted: Wanted) -> Result<bool> {
    cx.require(rights::OPERATE)?;
    // another node may have turned it a moment ago
    refresh(&cx.kontor).await?;
    let found = switch::find(all(&cx.kontor), name)?;
    let Some(wanted) = switch::change(&found, wanted)? else { return Ok(false) };
    let tx = cx.begin().await?;
    turn(&tx, cx, found.name, wanted).await?;
    cx.commit(tx).await?;
    refresh(&cx.kontor).await?;
    Ok(true)
}

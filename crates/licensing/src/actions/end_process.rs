use super::note_activation::note_activations;
use crate::domain::activation_event::{By, Kind};
use crate::domain::metadata::Metadata;
use crate::domain::process::{Process, ProcessId};
use crate::{rights, store};
use platform::{Cx, Millis, Result};

/// Notes that a process runs no more, and who said so.
pub async fn end_process(cx: &Cx, id: ProcessId, by: By) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let process = store::process::get(&tx, id).await?;
    store::process::delete(&tx, id).await?;
    let of = (process.licence, process.machine);
    note_activations(&tx, cx, &[of], (Kind::ProcessEnded, by)).await?;
    cx.commit(tx).await
}

/// Notes something else about a process.
pub async fn change_process(cx: &Cx, id: ProcessId, metadata: Metadata) -> Result<Process> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut process = store::process::get(&tx, id).await?;
    if process.metadata == metadata {
        return Ok(process);
    }
    process.metadata = metadata;
    process.updated_at = Millis(cx.now);
    store::process::save_facts(&tx, &mut process).await?;
    cx.commit(tx).await?;
    Ok(process)
}

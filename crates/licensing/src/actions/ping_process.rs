use crate::beats::{Heart, beat};
use crate::domain::heartbeat::{Beat, Refused};
use crate::domain::process::{Process, ProcessId};
use crate::{history, rights, store};
use platform::{Cx, Result};

/// Takes a heartbeat of a process; once this is answered it is durable.
pub async fn ping_process(cx: &Cx, id: ProcessId) -> Result<Process> {
    cx.require(rights::WORK)?;
    match beat(cx, Heart::Process(id)).await?.beat {
        Beat::Dead => Err(Refused::ProcessDead.into()),
        Beat::Alive | Beat::Revived => {
            let process = store::process::get(cx.db(), id).await?;
            history::process_pinged(cx, &process);
            Ok(process)
        }
    }
}

use super::seating::Seating;
use crate::domain::machine::MachineId;
use crate::domain::seats::Seats;
use crate::{rights, store};
use events::licensing::{Freed, MachineDeactivated};
use platform::{Cx, Millis, Result, Tx, event};

/// Frees the seat of a machine; its parts and processes go with it.
pub async fn deactivate_machine(cx: &Cx, id: MachineId, cause: Freed) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    deactivate_within(&tx, cx, id, cause).await?;
    cx.commit(tx).await
}

/// The same in a transaction that does more.
pub async fn deactivate_within(tx: &Tx, cx: &Cx, id: MachineId, cause: Freed) -> Result<()> {
    let (_, machine) = Seating::of_machine(tx, cx, id).await?;
    store::machine::delete_whole(tx, &[id]).await?;
    let licence = machine.licence;
    store::licence::occupy(tx, licence, -Seats::of(&machine), Millis(cx.now)).await?;
    let name = machine.label().to_owned();
    event::record(tx, cx, &MachineDeactivated { machine: id, licence, name, cause }).await
}

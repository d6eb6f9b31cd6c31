use super::seating::Seating;
use crate::domain::machine::MachineId;
use crate::domain::seats::Seats;
use crate::domain::token::LicenceTokenId;
use crate::{rights, store};
use events::licensing::{Freed, MachineDeactivated};
use platform::{Cx, Millis, Result, event};

/// Frees the seat of a machine; its parts and processes go with it.
pub async fn deactivate_machine(cx: &Cx, id: MachineId, cause: Freed) -> Result<()> {
    deactivate_machine_by(cx, id, cause, None).await
}

/// The same with a token, which may have a number of deactivations.
pub async fn deactivate_machine_by(
    cx: &Cx,
    id: MachineId,
    cause: Freed,
    token: Option<LicenceTokenId>,
) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let (_, machine) = Seating::of_machine(&tx, id).await?;
    if let Some(token) = token {
        store::token::count_deactivation(&tx, token).await?;
    }
    store::machine::delete_whole(&tx, &[id]).await?;
    let licence = machine.licence;
    store::licence::occupy(&tx, licence, -Seats::of(&machine), Millis(cx.now)).await?;
    let name = machine.label().to_owned();
    event::record(&tx, cx, &MachineDeactivated { machine: id, licence, name, cause }).await?;
    cx.commit(tx).await
}

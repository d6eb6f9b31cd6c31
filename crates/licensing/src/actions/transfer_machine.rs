use super::activate_machine::{take, warn};
use super::deactivate_machine::{free, may_free, noted};
use super::note_activation::note_activation;
use super::seating::Seating;
use crate::domain::activation::MachineDraft;
use crate::domain::activation_event::{By, Kind};
use crate::domain::machine::{Machine, MachineId};
use crate::{rights, store};
use events::licensing::Freed;
use platform::{Cx, Error, Result};

/// Gives the seat of a machine to another one of the same licence. It happens whole or not at all: a machine that is refused
/// costs the old one nothing.
pub async fn transfer_machine(
    cx: &Cx,
    from: MachineId,
    to: &MachineDraft,
    by: By,
) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let facts = to.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let (seating, old) = Seating::of_machine(&tx, cx, from).await?;
    if let Err(refused) = may_free(&tx, cx, &seating, by).await {
        drop(tx);
        return Err(noted(cx, &old, refused).await?);
    }
    free(&tx, cx, &old, Freed::Transferred).await?;
    note_activation(&tx, cx, &old, (Kind::Transfer, by)).await?;
    // its seats are counted again, without the old machine's
    let licence = store::licence::get(&tx, old.licence).await?;
    let seating = Seating { licence, ..seating };
    let new = take(&tx, cx, &seating, (to, &facts), by).await?;
    cx.commit(tx).await?;
    warn(cx, &seating, &new).await?;
    Ok(new)
}

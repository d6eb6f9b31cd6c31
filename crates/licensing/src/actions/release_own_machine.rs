use super::deactivate_machine::{free, may_free, noted};
use super::note_activation::note_activation;
use super::seating::Seating;
use crate::domain::activation_event::{By, Kind};
use crate::domain::licence::LicenceId;
use crate::domain::machine::MachineId;
use events::licensing::Freed;
use platform::{Cx, Error, Result};

/// Frees the seat of a machine for the customer whose licence it is, as often as its policy lets customers do so. No right is
/// asked for: whoever calls this knows already whose licence it is.
pub async fn release_own_machine(cx: &Cx, licence: LicenceId, machine: MachineId) -> Result<()> {
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, machine).await?;
    if machine.licence != licence {
        return Err(Error::NotFound);
    }
    if let Err(refused) = may_free(&tx, cx, &seating, By::Customer).await {
        drop(tx);
        return Err(noted(cx, &machine, refused).await?);
    }
    free(&tx, cx, &machine, Freed::Asked).await?;
    note_activation(&tx, cx, &machine, (Kind::Deactivate, By::Customer)).await?;
    cx.commit(tx).await
}

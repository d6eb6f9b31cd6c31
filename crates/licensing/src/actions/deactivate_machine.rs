use super::note_activation::note_activation;
use super::note_anomaly::note_anomaly;
use super::seating::Seating;
use crate::domain::activation_event::{Allowance, By, Kind};
use crate::domain::anomaly::{self, Sign};
use crate::domain::machine::{Machine, MachineId};
use crate::domain::seats::Seats;
use crate::{rights, store};
use events::licensing::{Freed, MachineDeactivated};
use platform::{Cx, Error, Millis, Result, Tx, event};
use serde_json::json;

/// Frees the seat of a machine; its parts and processes go with it.
pub async fn deactivate_machine(cx: &Cx, id: MachineId, cause: Freed) -> Result<()> {
    deactivate_machine_by(cx, id, cause, By::House).await
}

/// The same by somebody: whoever does it for his own licence may do so only as often as its policy says.
pub async fn deactivate_machine_by(cx: &Cx, id: MachineId, cause: Freed, by: By) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, id).await?;
    if let Err(refused) = may_free(&tx, cx, &seating, by).await {
        drop(tx);
        return Err(noted(cx, &machine, refused).await?);
    }
    free(&tx, cx, &machine, cause).await?;
    note_activation(&tx, cx, &machine, (Kind::Deactivate, by)).await?;
    cx.commit(tx).await
}

/// That somebody wants to free more seats than he may is noted, when what he began is undone.
pub(super) async fn noted(cx: &Cx, machine: &Machine, refused: Error) -> Result<Error> {
    if let Error::Refused(all) = &refused {
        let why: Vec<&str> = all.iter().map(|one| one.text.as_str()).collect();
        let evidence = json!({ "most": why });
        let sign = Sign::of_licence(anomaly::Kind::TransfersSpent, machine.licence, evidence);
        note_anomaly(cx, &sign).await?;
    }
    Ok(refused)
}

/// Says no where the token, or the licence's own people, freed as many as they may. Whoever calls this holds the licence.
pub(super) async fn may_free(tx: &Tx, cx: &Cx, seating: &Seating, by: By) -> Result<()> {
    if let Some(token) = by.token() {
        store::token::count_deactivation(tx, token).await?;
    }
    let allowance = Allowance::of(&seating.licence.limits, &seating.policy.settings);
    if let Some(allowance) = allowance.filter(|_| by.serves_himself()) {
        let licence = seating.licence.id;
        let that = store::activation_event::in_the_way(tx, licence, &allowance, cx.now).await?;
        allowance.check(that)?;
    }
    Ok(())
}

/// Takes a machine out, with what belongs to it. Whoever calls this holds the licence.
pub(super) async fn free(tx: &Tx, cx: &Cx, machine: &Machine, cause: Freed) -> Result<()> {
    store::machine::delete_whole(tx, &[machine.id]).await?;
    let (id, licence) = (machine.id, machine.licence);
    store::licence::occupy(tx, licence, -Seats::of(machine), Millis(cx.now)).await?;
    let name = machine.label().to_owned();
    event::record(tx, cx, &MachineDeactivated { machine: id, licence, name, cause }).await
}

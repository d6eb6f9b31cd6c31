use super::seating::Seating;
use crate::domain::activation::MachineEdit;
use crate::domain::machine::{Machine, MachineId};
use crate::domain::seats::Seats;
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Error, Millis, Refusal, Result, event};

/// Writes down what is another about a machine. Where it grows there must be room for it.
pub async fn change_machine(cx: &Cx, id: MachineId, edit: &MachineEdit) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let edit = edit.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let (seating, mut machine) = Seating::of_machine(&tx, cx, id).await?;
    let old = machine.clone();
    edit.apply(&mut machine);
    let changes = changes(&old, &machine);
    if changes.is_empty() {
        return Ok(machine);
    }
    let seats = (Seats::of(&old), Seats::of(&machine));
    let full = seating.full(&tx, machine.owner, seats).await?;
    if !full.is_empty() {
        return Err(Error::Refused(full.into_iter().map(Refusal::from).collect()));
    }
    machine.updated_at = Millis(cx.now);
    store::machine::save_facts(&tx, &mut machine).await?;
    if (&old.name, &old.hostname) != (&machine.name, &machine.hostname) {
        store::words::rename_machine(&tx, &machine).await?;
    }
    if seats.0 != seats.1 {
        let more = seats.1 - seats.0;
        store::licence::occupy(&tx, machine.licence, more, Millis(cx.now)).await?;
    }
    event::record(&tx, cx, &MachineChanged { machine: id, licence: machine.licence, changes })
        .await?;
    cx.commit(tx).await?;
    Ok(machine)
}

fn changes(old: &Machine, new: &Machine) -> Vec<FieldChange> {
    let fields = old.fields().into_iter().zip(new.fields());
    fields
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| FieldChange { field: field.into(), from, to })
        .collect()
}

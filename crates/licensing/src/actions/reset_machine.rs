use super::seating::Seating;
use crate::domain::machine::{Machine, MachineId};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Result, event};

/// Forgets a machine's heartbeats: it is as one that was just activated.
pub async fn reset_machine(cx: &Cx, id: MachineId) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, id).await?;
    let until = seating.policy.settings.watched_from_birth(cx.now);
    store::machine::forget_beats(&tx, id, until).await?;
    let now = store::machine::get(&tx, id).await?;
    let [from, to] = [&machine, &now].map(|machine| machine.heartbeat(cx.now).name());
    if from != to {
        let change = FieldChange { field: "heartbeat".into(), from: from.into(), to: to.into() };
        let licence = machine.licence;
        let fact = MachineChanged { machine: id, licence, changes: vec![change] };
        event::record(&tx, cx, &fact).await?;
    }
    cx.commit(tx).await?;
    Ok(now)
}

use crate::beats::{Heart, beat};
use crate::domain::heartbeat::{Beat, Refused};
use crate::domain::machine::{Machine, MachineId};
use crate::{history, rights, store};
use platform::{Cx, Millis, Result};

/// Takes a heartbeat of a machine; once this is answered it is durable. From the first one on the machine is watched.
pub async fn ping_machine(cx: &Cx, id: MachineId) -> Result<Machine> {
    cx.require(rights::WORK)?;
    ping_known_machine(cx, store::machine::get(cx.db(), id).await?).await
}

/// The same of one that was just read.
pub async fn ping_known_machine(cx: &Cx, mut machine: Machine) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let heard = beat(cx, Heart::Machine(machine.id)).await?;
    let at = Some(Millis(heard.at));
    match heard.beat {
        Beat::Dead => return Err(Refused::MachineDead.into()),
        Beat::Alive => machine.revived_at = None,
        Beat::Revived => (machine.died_at, machine.revived_at) = (None, at),
    }
    (machine.last_beat_at, machine.dies_at) = (at, Some(Millis(heard.until)));
    history::pinged(cx, &machine);
    Ok(machine)
}

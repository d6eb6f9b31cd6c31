use crate::beats::{Heart, beat};
use crate::domain::heartbeat::{Beat, Refused};
use crate::domain::machine::{Machine, MachineId};
use crate::{history, rights, store};
use platform::{Cx, Result};

/// Takes a heartbeat of a machine; once this is answered it is durable. From the first one on the machine is watched.
pub async fn ping_machine(cx: &Cx, id: MachineId) -> Result<Machine> {
    cx.require(rights::WORK)?;
    match beat(cx, Heart::Machine(id)).await? {
        Beat::Dead => Err(Refused::MachineDead.into()),
        Beat::Alive | Beat::Revived => {
            let machine = store::machine::get(cx.db(), id).await?;
            history::pinged(cx, &machine);
            Ok(machine)
        }
    }
}

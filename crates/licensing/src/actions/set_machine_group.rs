use super::seating::{Seating, group_refuses};
use crate::domain::machine::{LicenceGroupId, Machine, MachineId};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Error, Millis, Result, Tx, event};

/// Moves a machine to another group that has room for it, or to none.
pub async fn set_machine_group(
    cx: &Cx,
    id: MachineId,
    group: Option<LicenceGroupId>,
) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let (_, mut machine) = Seating::of_machine(&tx, cx, id).await?;
    if machine.group == group {
        return Ok(machine);
    }
    if let Some(group) = group
        && let Some(refused) = group_refuses(&tx, group).await?
    {
        return Err(Error::Refused(vec![refused]));
    }
    let (from, to) = (named(&tx, machine.group).await?, named(&tx, group).await?);
    machine.group = group;
    machine.updated_at = Millis(cx.now);
    store::machine::save_facts(&tx, &mut machine).await?;
    let changes = vec![FieldChange { field: "group".into(), from, to }];
    event::record(&tx, cx, &MachineChanged { machine: id, licence: machine.licence, changes })
        .await?;
    cx.commit(tx).await?;
    Ok(machine)
}

async fn named(tx: &Tx, group: Option<LicenceGroupId>) -> Result<String> {
    let Some(group) = group else { return Ok(String::new()) };
    let known = store::group::find(tx, group).await?;
    Ok(known.map(|group| group.name).unwrap_or_default())
}

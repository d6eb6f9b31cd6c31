use super::seating::{Seating, is_taken};
use crate::domain::activation::{ComponentDraft, MOST_COMPONENTS, Refused};
use crate::domain::machine::{Component, MachineId};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Error, Result, event};

/// Adds a part to a machine.
pub async fn create_component(
    cx: &Cx,
    machine: MachineId,
    draft: &ComponentDraft,
) -> Result<Component> {
    cx.require(rights::WORK)?;
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, machine).await?;
    if store::component::of_machines(&tx, &[machine.id]).await?.len() >= MOST_COMPONENTS {
        return Err(Refused::TooManyComponents.into());
    }
    let mut rows = seating.components(cx, machine.id, &[facts]);
    let Some(part) = rows.pop() else { return Err(Error::NotFound) };
    if let Err(cause) = store::component::insert(&tx, &part).await {
        return Err(if is_taken(&cause) { Refused::FingerprintTaken.into() } else { cause });
    }
    let change =
        FieldChange { field: "component".into(), from: String::new(), to: part.name.clone() };
    let fact =
        MachineChanged { machine: machine.id, licence: machine.licence, changes: vec![change] };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(part)
}

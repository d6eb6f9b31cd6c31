use crate::domain::activation::ComponentDraft;
use crate::domain::machine::{Component, ComponentId};
use crate::domain::metadata::Metadata;
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Error, Millis, Result, event};

/// Calls a part of a machine by another name, or notes something else about it.
pub async fn change_component(
    cx: &Cx,
    id: ComponentId,
    name: Option<String>,
    metadata: Option<Metadata>,
) -> Result<Component> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut part = store::component::get(&tx, id).await?;
    let draft = ComponentDraft {
        fingerprint: Some(part.fingerprint.clone()),
        name: Some(name.unwrap_or_else(|| part.name.clone())),
        metadata: metadata.unwrap_or_else(|| part.metadata.clone()),
    };
    let facts = draft.read().map_err(Error::Refused)?;
    let old = std::mem::replace(&mut part.name, facts.name);
    let noted = std::mem::replace(&mut part.metadata, facts.metadata);
    if old == part.name && noted == part.metadata {
        return Ok(part);
    }
    part.updated_at = Millis(cx.now);
    store::component::save(&tx, &mut part).await?;
    let change = FieldChange { field: "component".into(), from: old, to: part.name.clone() };
    let fact =
        MachineChanged { machine: part.machine, licence: part.licence, changes: vec![change] };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(part)
}

//! Taking organisations and persons out of use, and back.

use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::{Person, PersonId};
use crate::domain::refused::Refused;
use crate::{rights, store};
use events::directory::{FieldChange, OrganisationChanged, PersonChanged};
use platform::{Cx, Result, event};

fn change(active: bool) -> Vec<FieldChange> {
    let (from, to) = ((!active).to_string(), active.to_string());
    vec![FieldChange { field: "active".into(), from, to }]
}

/// Takes an organisation out of use or back; it is found no more when something new is written, and keeps its past.
pub async fn switch_organisation(
    cx: &Cx,
    id: OrganisationId,
    active: bool,
) -> Result<Organisation> {
    cx.require(rights::EDIT)?;
    let tx = cx.begin().await?;
    let mut organisation = store::organisation::get(&tx, id).await?;
    if organisation.active == active {
        return Ok(organisation);
    }
    organisation.active = active;
    store::organisation::save(&tx, &mut organisation).await?;
    let changed = OrganisationChanged { organisation: id, changes: change(active) };
    event::record(&tx, cx, &changed).await?;
    cx.commit(tx).await?;
    Ok(organisation)
}

/// The same for a person.
pub async fn switch_person(cx: &Cx, id: PersonId, active: bool) -> Result<Person> {
    cx.require(rights::EDIT)?;
    let tx = cx.begin().await?;
    let mut person = store::person::get(&tx, id).await?;
    if person.merged_into.is_some() {
        return Err(Refused::MergedAlready.into());
    }
    if person.active == active {
        return Ok(person);
    }
    person.active = active;
    store::person::save(&tx, &mut person).await?;
    event::record(&tx, cx, &PersonChanged { person: id, changes: change(active) }).await?;
    cx.commit(tx).await?;
    Ok(person)
}

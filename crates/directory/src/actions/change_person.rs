use super::{emails_are_free, organisation_exists};
use crate::domain::draft::{PersonDraft, changes};
use crate::domain::organisation::OrganisationId;
use crate::domain::person::{Person, PersonId};
use crate::domain::refused::Refused;
use crate::domain::words::sort_key;
use crate::{rights, store};
use events::directory::{FieldChange, PersonChanged};
use platform::{Cx, Error, Result, Tx, event};

/// Puts the draft in the place of what is written down, if that is still of this `version`.
pub async fn change_person(
    cx: &Cx,
    (id, version): (PersonId, i32),
    organisation: Option<OrganisationId>,
    draft: &PersonDraft,
) -> Result<Person> {
    cx.require(rights::EDIT)?;
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let mut person = store::person::get(&tx, id).await?;
    if person.merged_into.is_some() {
        return Err(Refused::MergedAlready.into());
    }
    if person.version != version {
        return Err(Error::Stale);
    }
    organisation_exists(&tx, organisation).await?;
    emails_are_free(&tx, &draft.emails, &facts, id).await?;
    let old = store::person::facts(&tx, &person).await?;
    let mut changes = changes(old.fields(), facts.fields());
    changes.extend(moved(&tx, person.organisation, organisation).await?);
    if changes.is_empty() {
        return Ok(person);
    }
    person.name_key = sort_key(&facts.name);
    person.name.clone_from(&facts.name);
    person.organisation = organisation;
    person.job_title.clone_from(&facts.job_title);
    person.lang = facts.lang;
    person.notes.clone_from(&facts.notes);
    store::person::save(&tx, &mut person).await?;
    store::person::replace_rows(&tx, id, &facts).await?;
    event::record(&tx, cx, &PersonChanged { person: id, changes }).await?;
    cx.commit(tx).await?;
    Ok(person)
}

/// Another organisation is a change that is told by its name.
async fn moved(
    tx: &Tx,
    from: Option<OrganisationId>,
    to: Option<OrganisationId>,
) -> Result<Option<FieldChange>> {
    if from == to {
        return Ok(None);
    }
    let ids: Vec<_> = from.into_iter().chain(to).collect();
    let found = store::organisation::with_ids(tx, &ids).await?;
    let name = |id: Option<OrganisationId>| {
        let of = id.and_then(|id| found.iter().find(|o| o.id == id));
        of.map(|o| o.name.clone()).unwrap_or_default()
    };
    Ok(Some(FieldChange { field: "organisation".into(), from: name(from), to: name(to) }))
}

use super::{emails_are_free, organisation_exists};
use crate::domain::draft::{PersonDraft, PersonFacts};
use crate::domain::organisation::OrganisationId;
use crate::domain::person::{Person, PersonId};
use crate::domain::words::sort_key;
use crate::{rights, store};
use events::directory::PersonCreated;
use platform::op::{self, OpId};
use platform::{Cx, Error, Millis, Result, event};

/// Writes down a new person, once per `op`.
pub async fn create_person(
    cx: &Cx,
    op: OpId,
    organisation: Option<OrganisationId>,
    draft: &PersonDraft,
) -> Result<PersonId> {
    cx.require(rights::EDIT)?;
    if let Some(done) = op::find(cx.db(), cx, op).await? {
        return done.parse().map_err(|_| Error::NotFound);
    }
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let person = new_person(cx, organisation, &facts);
    let id = person.id;
    organisation_exists(&tx, organisation).await?;
    emails_are_free(&tx, &draft.emails, &facts, id).await?;
    store::person::insert(&tx, &person, &facts).await?;
    op::keep(&tx, cx, op, id.to_string()).await?;
    let created = PersonCreated { person: id, name: person.name, organisation, by_mail: false };
    event::record(&tx, cx, &created).await?;
    cx.commit(tx).await?;
    Ok(id)
}

pub(super) fn new_person(
    cx: &Cx,
    organisation: Option<OrganisationId>,
    facts: &PersonFacts,
) -> Person {
    Person {
        id: PersonId::new(),
        name: facts.name.clone(),
        name_key: sort_key(&facts.name),
        organisation,
        job_title: facts.job_title.clone(),
        lang: facts.lang,
        notes: facts.notes.clone(),
        active: true,
        merged_into: None,
        created_at: Millis(cx.now),
        version: 0,
    }
}

//! What this app holds about the persons that the house deals with.

mod tables;

use crate::actions::erase_person;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::{Person, PersonId};
use crate::store;
use platform::privacy::{Candidate, Fate, Part, Privacy, Rows, Subject, Table, What};
use platform::{Cx, Result};

pub const PRIVACY: Privacy = Privacy {
    tables: tables::ALL,
    find: |cx, text| Box::pin(find(cx, text)),
    widen: |cx, subject| Box::pin(widen(cx, subject)),
    export: |_, subject| Box::pin(async move { Ok(export(&subject)) }),
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(async move { erase_person(&cx, &subject).await }),
    ..Privacy::NONE
};

async fn find(cx: Cx, text: String) -> Result<Vec<Candidate>> {
    let found = store::person_search::page(cx.db(), &text, store::Shown::All, None, 20).await?;
    let ids: Vec<PersonId> = found.iter().map(|person| person.id).collect();
    let addresses = store::person::first_addresses(cx.db(), &ids).await?;
    let candidate = |person: Person| {
        let address = addresses.iter().find(|(id, _)| *id == person.id);
        Candidate {
            object: events::directory::person_object(person.id),
            name: person.name,
            detail: address.map(|(_, address)| address.clone()).unwrap_or_default(),
        }
    };
    let organisations = store::organisation_search::search(cx.db(), &text, 10).await?.into_iter();
    let organisation = |one: Organisation| Candidate {
        object: events::directory::organisation_object(one.id),
        name: one.name,
        detail: String::new(),
    };
    let persons: Vec<_> = found.into_iter().map(candidate).collect();
    Ok(persons.into_iter().chain(organisations.map(organisation)).collect())
}

/// Whose addresses these are, what was merged into them, and their other addresses.
async fn widen(cx: Cx, mut subject: Subject) -> Result<Subject> {
    let db = cx.db();
    for (_, person) in store::person::with_emails(db, &subject.emails).await? {
        subject.add_person(person.id.0);
    }
    for id in subject.persons.clone() {
        let Some(person) = store::person::find(db, PersonId(id)).await? else { continue };
        if let Some(into) = person.merged_into {
            subject.add_person(into.0);
        } else if subject.name.is_empty() {
            subject.name.clone_from(&person.name);
        }
        subject.add_organisation(person.organisation.map(|id| id.0));
        for merged in store::person::merged_into(db, person.id).await? {
            subject.add_person(merged.0);
        }
        for email in store::person::addresses_of(db, person.id).await? {
            subject.add_email(&email);
        }
    }
    if let (true, [id]) = (subject.name.is_empty(), subject.organisations.as_slice()) {
        let found = store::organisation::find(db, OrganisationId(*id)).await?;
        subject.name = found.map(|one| one.name).unwrap_or_default();
    }
    Ok(subject)
}

fn export(subject: &Subject) -> Vec<Part> {
    static PERSONS: [Table; 3] = [tables::PERSONS, tables::EMAILS, tables::PHONES];
    let by = ["id", "person", "person"];
    // what the house noted for itself goes out when somebody looked at it
    let without: &[&str] = if subject.own { &["notes"] } else { &[] };
    let rows = |(table, by)| Rows::of_ids(table, by, subject.persons.clone()).without(without);
    PERSONS.iter().zip(by).map(|of| Part::Rows(rows(of))).collect()
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let fate = |noun, count, what, why| Fate { noun, count: count as u64, what, why };
    let persons = subject.persons.len();
    if subject.letters_since.is_some() {
        let why = "directory-privacy-kept-why";
        return Ok(vec![fate("directory-privacy-persons", persons, What::Kept, why)]);
    }
    let ids: Vec<PersonId> = subject.persons.iter().map(|id| PersonId(*id)).collect();
    let ways = store::erasure::count_ways(cx.db(), &ids).await?;
    let contacts = store::erasure::organisations_with(cx.db(), &subject.emails).await?.len();
    let why = "directory-privacy-why";
    Ok(vec![
        fate("directory-privacy-persons", persons, What::Pseudonymised, why),
        fate("directory-privacy-ways", ways, What::Deleted, why),
        fate(
            "directory-privacy-contacts",
            contacts,
            What::Deleted,
            "directory-privacy-contacts-why",
        ),
    ])
}

//! The verbs that change the directory, one file each.

mod change_organisation;
mod change_person;
mod create_organisation;
mod create_person;
mod erase_person;
mod gather_people;
mod identify_sender;
mod merge_persons;
mod note_caller;
mod switch;

pub use change_organisation::change_organisation;
pub use change_person::change_person;
pub use create_organisation::create_organisation;
pub use create_person::create_person;
pub(crate) use erase_person::erase_person;
pub(crate) use gather_people::GatherPeople;
pub use identify_sender::{identify_sender, is_settled};
pub use merge_persons::merge_persons;
pub use note_caller::{Caller, find_caller, note_caller, note_phone};
pub use switch::{switch_organisation, switch_person};

use crate::domain::draft::{OrganisationFacts, PersonFacts};
use crate::domain::organisation::OrganisationId;
use crate::domain::person::PersonId;
use crate::domain::refused::Refused;
use crate::store;
use platform::users::email_key;
use platform::{Refusal, Result, Tx};

/// The row of a form that a value came from: drafts leave rows out, so it is looked for in what was typed.
fn row_of(typed: &[String], is: impl Fn(&str) -> bool) -> usize {
    typed.iter().position(|row| is(row)).unwrap_or(0)
}

/// A domain belongs to one organisation.
async fn domains_are_free(
    tx: &Tx,
    typed: &[String],
    facts: &OrganisationFacts,
    id: OrganisationId,
) -> Result<()> {
    let Some((domain, by)) = store::organisation::taken_domain(tx, &facts.domains, id).await?
    else {
        return Ok(());
    };
    let row = row_of(typed, |row| crate::domain::email::domain_key(row) == domain);
    Err(Refusal::from(Refused::DomainTaken(by)).on(format!("domain.{row}")).into())
}

/// An address belongs to one person.
async fn emails_are_free(
    tx: &Tx,
    typed: &[String],
    facts: &PersonFacts,
    id: PersonId,
) -> Result<()> {
    let Some((key, by)) = store::person::taken_email(tx, &facts.emails, id).await? else {
        return Ok(());
    };
    let row = row_of(typed, |row| email_key(row) == key);
    Err(Refusal::from(Refused::EmailTaken(by)).on(format!("email.{row}")).into())
}

/// The organisation that was chosen for a person must be there.
async fn organisation_exists(tx: &Tx, id: Option<OrganisationId>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    match store::organisation::find(tx, id).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::from(Refused::OrganisationUnknown).on("organisation").into()),
    }
}

//! What an erasure looks for.

use crate::domain::organisation::{OrganisationId, contact};
use crate::domain::person::{PersonId, email, phone};
use platform::Result;
use platform::db::{Rows, Source};
use platform::users::email_key;
use sea_orm::entity::prelude::*;

/// How many addresses and numbers these persons have.
pub async fn count_ways(db: &impl Source, persons: &[PersonId]) -> Result<usize> {
    let all = persons.iter().copied();
    let emails = email::Entity::find().filter(email::COLUMN.person.is_in(all.clone()));
    let phones = phone::Entity::find().filter(phone::COLUMN.person.is_in(all));
    Ok(emails.rows(db).await?.len() + phones.rows(db).await?.len())
}

/// The organisations that are reached by one of these addresses.
pub async fn organisations_with(
    db: &impl Source,
    emails: &[String],
) -> Result<Vec<OrganisationId>> {
    let all = contact::Entity::find().filter(contact::COLUMN.kind.eq(contact::Way::Email));
    let mut found: Vec<OrganisationId> = all
        .rows(db)
        .await?
        .into_iter()
        .filter(|row| emails.contains(&email_key(&row.value)))
        .map(|row| row.organisation)
        .collect();
    found.sort();
    found.dedup();
    Ok(found)
}

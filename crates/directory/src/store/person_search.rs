//! Finding persons: by the beginnings of words, and page by page.

use super::Shown;
use super::found::{Words, by_name, with_words};
use crate::domain::person::{COLUMN, Column, Entity, OrganisationId, Person, PersonId, word};
use platform::Result;
use platform::db::{Rows, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

const WORDS: Words<word::Entity> =
    Words { table: word::Entity, word: word::Column::Word, owner: word::Column::Person };

/// Active persons that have a word beginning with each typed word, by name.
/// An empty text finds the first ones.
pub async fn search(db: &impl Source, text: &str, limit: u64) -> Result<Vec<Person>> {
    page(db, text, Shown::Active, None, limit).await
}

/// Persons by name, those after `after`.
pub async fn page(
    db: &impl Source,
    text: &str,
    shown: Shown,
    after: Option<PersonId>,
    limit: u64,
) -> Result<Vec<Person>> {
    // a merged entry only leads on to the one that took its place
    let all = Entity::find().filter(COLUMN.merged_into.is_null());
    let mut query = with_words(db, (all, Column::Id), WORDS, text).await?;
    if let Some(active) = shown.active() {
        query = query.filter(COLUMN.active.eq(active));
    }
    let last = match after {
        Some(after) => super::person::find(db, after).await?,
        None => None,
    };
    let last = last.map(|last| (last.name_key, last.id.0));
    by_name(query, (Column::NameKey, Column::Id), last).limit(limit).rows(db).await
}

/// The persons of an organisation by name, the active ones first: at most `limit`.
pub async fn of_organisation(
    db: &impl Source,
    organisation: OrganisationId,
    limit: u64,
) -> Result<Vec<Person>> {
    let mut all = Entity::find()
        .filter(COLUMN.organisation.eq(organisation))
        .filter(COLUMN.merged_into.is_null())
        .order_by_asc(COLUMN.name_key)
        .order_by_asc(COLUMN.id)
        .limit(limit)
        .all(db)
        .await?;
    all.sort_by_key(|person| !person.active);
    Ok(all)
}

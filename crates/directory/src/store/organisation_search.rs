//! Finding organisations: by the beginnings of words, and page by page.

use super::Shown;
use super::found::{Words, by_name, with_words};
use crate::domain::organisation::{COLUMN, Column, Entity, Organisation, OrganisationId, word};
use platform::Result;
use platform::db::{Rows, Source};
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

const WORDS: Words<word::Entity> =
    Words { table: word::Entity, word: word::Column::Word, owner: word::Column::Organisation };

/// Active organisations that have a word beginning with each typed word, by name.
/// An empty text finds the first ones.
pub async fn search(db: &impl Source, text: &str, limit: u64) -> Result<Vec<Organisation>> {
    page(db, text, Shown::Active, None, limit).await
}

/// Organisations by name, those after `after`.
pub async fn page(
    db: &impl Source,
    text: &str,
    shown: Shown,
    after: Option<OrganisationId>,
    limit: u64,
) -> Result<Vec<Organisation>> {
    let mut query = with_words(db, (Entity::find(), Column::Id), WORDS, text).await?;
    if let Some(active) = shown.active() {
        query = query.filter(COLUMN.active.eq(active));
    }
    let last = match after {
        Some(after) => super::organisation::find(db, after).await?,
        None => None,
    };
    let last = last.map(|last| (last.name_key, last.id.0));
    by_name(query, (Column::NameKey, Column::Id), last).limit(limit).rows(db).await
}

//! Finding persons: by the beginnings of words, and page by page.

use super::Shown;
use crate::domain::person::{COLUMN, Column, Entity, OrganisationId, Person, PersonId, word};
use crate::domain::words;
use platform::Result;
use platform::db::Source;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ExprTrait, QueryOrder, QuerySelect, Select};

/// A word that so few rows have is looked up first: a database that walks the names in their order instead
/// would read all of them to find one.
const RARE: usize = 500;

async fn with_words(
    db: &impl Source,
    mut query: Select<Entity>,
    text: &str,
) -> Result<Select<Entity>> {
    let mut begun = false;
    for typed in words::searched(text) {
        let end = words::end_of_range(&typed);
        let few: Vec<PersonId> = if begun { Vec::new() } else { few(db, &typed, &end).await? };
        if !begun && few.len() <= RARE {
            query = query.filter(COLUMN.id.is_in(few));
            begun = true;
            continue;
        }
        let range = Query::select()
            .column(word::Column::Person)
            .from(word::Entity)
            .and_where(word::Column::Word.gte(typed.as_str()))
            .and_where(word::Column::Word.lt(end))
            .to_owned();
        query = query.filter(Column::Id.in_subquery(range));
    }
    Ok(query)
}

/// Whose words begin so; one more than `RARE` at most.
async fn few(db: &impl Source, typed: &str, end: &str) -> Result<Vec<PersonId>> {
    Ok(word::Entity::find()
        .select_only()
        .column(word::Column::Person)
        .filter(word::COLUMN.word.gte(typed))
        .filter(word::COLUMN.word.lt(end))
        .limit(RARE as u64 + 1)
        .into_tuple()
        .all(db)
        .await?)
}

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
    let mut query = with_words(db, all, text).await?;
    if let Some(active) = shown.active() {
        query = query.filter(COLUMN.active.eq(active));
    }
    if let Some(after) = after
        && let Some(last) = super::person::find(db, after).await?
    {
        let behind = COLUMN.name_key.gt(last.name_key.as_str()).or(COLUMN.id.gt(after));
        query = query.filter(COLUMN.name_key.gte(last.name_key)).filter(behind);
    }
    let query = query.order_by_asc(COLUMN.name_key).order_by_asc(COLUMN.id).limit(limit);
    Ok(query.all(db).await?)
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

//! Finding persons: by the beginnings of words, and page by page.

use super::Shown;
use super::found::{Words, by_name, with_words};
use crate::domain::person::{COLUMN, Column, Entity, OrganisationId, Person, PersonId, word};
use crate::domain::words;
use platform::Result;
use platform::db::{Rows, Source};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{QueryOrder, QuerySelect};

const WORDS: Words<word::Entity> =
    Words { table: word::Entity, word: word::Column::Word, owner: word::Column::Person };

/// So many who have the words of a name somewhere are looked at.
const LOOKED_AT: u64 = 500;

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

/// Active persons whose name has each of these words whole, in any order, whatever the case and the umlauts: they may be
/// meant by it. Who is called exactly so comes first; at most `limit`.
pub async fn named(db: &impl Source, name: &str, limit: usize) -> Result<Vec<Person>> {
    let key = words::sort_key(name);
    let mut query = Entity::find().filter(COLUMN.merged_into.is_null());
    query = query.filter(COLUMN.active.eq(true));
    let typed = words::searched(name);
    if typed.is_empty() {
        query = query.filter(COLUMN.name_key.eq(&key));
    }
    for one in &typed {
        let found = Query::select()
            .column(word::Column::Person)
            .from(word::Entity)
            .and_where(word::Column::Word.eq(one.as_str()))
            .to_owned();
        query = query.filter(COLUMN.id.in_subquery(found));
    }
    let mut found = query.limit(LOOKED_AT).rows(db).await?;
    // the words of addresses and of the organisation are there too
    found.retain(|one| {
        let own = words::of([&one.name]);
        typed.iter().all(|word| own.contains(word))
    });
    found.sort_by_cached_key(|one| (one.name_key != key, one.name_key.clone(), one.id.0));
    found.truncate(limit);
    Ok(found)
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

//! Finding rows by the beginnings of their words, and page by page: the same for organisations and persons.

use crate::domain::words;
use platform::Result;
use platform::db::Source;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ExprTrait, QueryOrder, QuerySelect, Select};

/// A word that so few rows have is looked up first: a database that walks the names in their order instead
/// would read all of them to find one.
const RARE: usize = 500;

/// A table of words: `word` begins so for the row `owner`.
#[derive(Clone, Copy)]
pub struct Words<W: EntityTrait> {
    pub table: W,
    pub word: W::Column,
    pub owner: W::Column,
}

/// The rows that have a word beginning with each typed word; all rows for an empty text.
pub async fn with_words<E: EntityTrait, W: EntityTrait>(
    db: &impl Source,
    (mut query, id): (Select<E>, E::Column),
    by: Words<W>,
    text: &str,
) -> Result<Select<E>> {
    let mut begun = false;
    for typed in words::searched(text) {
        let end = words::end_of_range(&typed);
        let few = if begun { Vec::new() } else { few(db, by, &typed, &end).await? };
        if !begun && few.len() <= RARE {
            query = query.filter(id.is_in(few));
            begun = true;
            continue;
        }
        let range = Query::select()
            .column(by.owner)
            .from(by.table)
            .and_where(by.word.gte(typed.as_str()))
            .and_where(by.word.lt(end))
            .to_owned();
        query = query.filter(id.in_subquery(range));
    }
    Ok(query)
}

/// Whose words begin so; one more than `RARE` at most.
async fn few<W: EntityTrait>(
    db: &impl Source,
    by: Words<W>,
    typed: &str,
    end: &str,
) -> Result<Vec<Uuid>> {
    Ok(W::find()
        .select_only()
        .column(by.owner)
        .filter(by.word.gte(typed))
        .filter(by.word.lt(end))
        .limit(RARE as u64 + 1)
        .into_tuple()
        .all(db)
        .await?)
}

/// By name, from behind the row with this name and id.
pub fn by_name<E: EntityTrait>(
    mut query: Select<E>,
    (name_key, id): (E::Column, E::Column),
    last: Option<(String, Uuid)>,
) -> Select<E> {
    if let Some((name, last)) = last {
        let behind = name_key.gt(name.as_str()).or(id.gt(last));
        query = query.filter(name_key.gte(name)).filter(behind);
    }
    query.order_by_asc(name_key).order_by_asc(id)
}

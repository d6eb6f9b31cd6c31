//! Finding organisations: by the beginnings of words, and page by page.

use super::Shown;
use crate::domain::organisation::{COLUMN, Column, Entity, Organisation, OrganisationId, word};
use crate::domain::words;
use platform::Result;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{ExprTrait, QueryOrder, QuerySelect, Select};

fn with_words(mut query: Select<Entity>, text: &str) -> Select<Entity> {
    for typed in words::searched(text) {
        let range = Query::select()
            .column(word::Column::Organisation)
            .from(word::Entity)
            .and_where(word::Column::Word.gte(typed.as_str()))
            .and_where(word::Column::Word.lt(words::end_of_range(&typed)))
            .to_owned();
        query = query.filter(Column::Id.in_subquery(range));
    }
    query
}

/// Active organisations that have a word beginning with each typed word, by name.
/// An empty text finds the first ones.
pub async fn search(
    db: &impl ConnectionTrait,
    text: &str,
    limit: u64,
) -> Result<Vec<Organisation>> {
    page(db, text, Shown::Active, None, limit).await
}

/// Organisations by name, those after `after`.
pub async fn page(
    db: &impl ConnectionTrait,
    text: &str,
    shown: Shown,
    after: Option<OrganisationId>,
    limit: u64,
) -> Result<Vec<Organisation>> {
    let mut query = with_words(Entity::find(), text);
    if let Some(active) = shown.active() {
        query = query.filter(COLUMN.active.eq(active));
    }
    if let Some(after) = after
        && let Some(last) = super::organisation::find(db, after).await?
    {
        let behind = COLUMN.name_key.gt(last.name_key.as_str()).or(COLUMN.id.gt(after));
        query = query.filter(COLUMN.name_key.gte(last.name_key)).filter(behind);
    }
    let query = query.order_by_asc(COLUMN.name_key).order_by_asc(COLUMN.id).limit(limit);
    Ok(query.all(db).await?)
}

//! Every query about those who use licences now: all processes that live.

use crate::domain::machine::LicenceId;
use crate::domain::process::{COLUMN, Column, Entity, Process, ProcessId};
use crate::domain::{licence, product};
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{Condition, ExprTrait as _, QueryOrder as _, QuerySelect as _, Select};

/// No licence is used by more at once, as far as anybody is told.
const MOST: u64 = 500;

fn alive(now: DateTime<Utc>) -> Select<Entity> {
    Entity::find().filter(COLUMN.died_at.is_null()).filter(COLUMN.dies_at.gt(Millis(now)))
}

/// Those of a licence, the last heard of first.
pub async fn living(
    db: &impl Source,
    licence: LicenceId,
    now: DateTime<Utc>,
) -> Result<Vec<Process>> {
    let those = alive(now).filter(COLUMN.licence.eq(licence));
    let those = those.order_by_desc(COLUMN.last_beat_at).order_by_desc(COLUMN.id);
    those.limit(MOST).rows(db).await
}

/// What a list shows: of licences and products whose names begin so, from behind this one.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub text: String,
    pub after: Option<(Millis, ProcessId)>,
}

/// All that live, the last heard of first.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<Process>> {
    select(filter, now).limit(most).rows(db).await
}

/// The query of a page.
pub fn select(filter: &Filter, now: DateTime<Utc>) -> Select<Entity> {
    let mut those = alive(now);
    if !filter.text.is_empty() {
        those = those.filter(Expr::col(Column::Licence).in_subquery(licences(&filter.text)));
    }
    if let Some((at, id)) = filter.after {
        let same = Condition::all().add(COLUMN.last_beat_at.eq(at)).add(COLUMN.id.lt(id));
        those = those.filter(Condition::any().add(COLUMN.last_beat_at.lt(at)).add(same));
    }
    those.order_by_desc(COLUMN.last_beat_at).order_by_desc(COLUMN.id)
}

/// The licences whose name, or whose product's name, begins with this.
fn licences(text: &str) -> sea_orm::sea_query::SelectStatement {
    // no character sorts behind this one
    let (text, last) = (text.to_lowercase(), format!("{}\u{10FFFF}", text.to_lowercase()));
    let mut products = Query::select();
    products
        .column(product::Column::Id)
        .from(product::Entity)
        .and_where(product::COLUMN.name_key.gte(text.as_str()))
        .and_where(product::COLUMN.name_key.lt(last.as_str()));
    let by_name = Condition::all()
        .add(licence::COLUMN.name_key.gte(text.as_str()))
        .add(licence::COLUMN.name_key.lt(last.as_str()));
    let of_product = Expr::col(licence::Column::Product).in_subquery(products);
    let mut licences = Query::select();
    licences
        .column(licence::Column::Id)
        .from(licence::Entity)
        .cond_where(Condition::any().add(by_name).add(of_product));
    licences
}

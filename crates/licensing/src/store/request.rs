//! Every query about the requests of programs.

use super::months::REQUESTS;
use super::usage::insert as insert_into;
use crate::domain::month::Month;
use crate::domain::request::{Column, Entity, LicenceId, Request};
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, ExprTrait as _, IntoActiveModel as _, QueryOrder as _, QuerySelect as _};

/// Rows that go in one transaction.
const LOT: u64 = 5_000;

pub async fn insert(tx: &impl ConnectionTrait, all: &[Request]) -> Result<()> {
    let rows =
        all.iter().map(|one| (Month::of(one.at.0), one.clone().into_active_model().reset_all()));
    insert_into(tx, &REQUESTS, rows).await
}

pub async fn find(db: &impl Source, at: Millis, id: Uuid) -> Result<Option<Request>> {
    Entity::find().filter(Column::At.eq(at)).filter(Column::Id.eq(id)).row(db).await
}

/// Which requests a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub licence: Option<LicenceId>,
    /// What went wrong, by its code.
    pub code: String,
    /// Those that failed alone.
    pub errors: bool,
    /// The last row that was seen.
    pub after: Option<(Millis, Uuid)>,
}

/// One page, the last one first.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Request>> {
    select(filter).limit(limit).rows(db).await
}

/// The query of a page.
pub fn select(filter: &Filter) -> sea_orm::Select<Entity> {
    let mut those = Condition::all();
    if let Some(licence) = filter.licence {
        those = those.add(Column::Licence.eq(licence));
    }
    if !filter.code.is_empty() {
        those = those.add(Column::Code.eq(filter.code.as_str()));
    }
    if filter.errors {
        those = those.add(Column::Status.gte(400));
    }
    if let Some((at, id)) = filter.after {
        let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(id));
        those = those.add(Column::At.lte(at));
        those = those.add(Condition::any().add(Column::At.lt(at)).add(same));
    }
    Entity::find().filter(those).order_by_desc(Column::At).order_by_desc(Column::Id)
}

/// Forgets some of the requests before this moment; how many.
pub async fn forget(tx: &platform::Tx, before: DateTime<Utc>) -> Result<u64> {
    let backend = tx.get_database_backend();
    let old = Entity::find().filter(Column::At.lt(Millis(before))).limit(LOT);
    let old = old.order_by_asc(Column::At).rows(tx).await?;
    let mut gone = 0;
    for lot in old.chunks(500) {
        let Some(first) = lot.first() else { continue };
        let month = Month::of(first.at.0);
        let lot = lot.iter().filter(|one| Month::of(one.at.0) == month);
        let delete = Query::delete()
            .from_table(super::months::place(backend, &REQUESTS, month))
            .and_where(Expr::col(Column::At).lt(before.timestamp_millis()))
            .and_where(Expr::col(Column::Id).is_in(lot.map(|one| one.id)))
            .to_owned();
        gone += tx.execute(&delete).await?.rows_affected();
    }
    Ok(gone)
}

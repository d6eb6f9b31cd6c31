//! Every query about what the use of licences adds up to, by hours and by days.

use crate::domain::activation_event::{self, Kind};
use crate::domain::licence::{self, Licence};
use crate::domain::usage::day::{self, Day};
use crate::domain::usage::hour::{self, Hour};
use crate::domain::usage::{Column, Entity, HOUR, LicenceId, ProductId, What, feature, floor};
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict, SimpleExpr};
use sea_orm::{
    Condition, DbBackend, IntoActiveModel as _, JoinType, QueryOrder as _, QuerySelect as _,
};
use std::collections::BTreeMap;

/// Rows that are written in one statement.
const LOT: usize = 500;

/// How far it was added up.
pub mod added {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_usage_added")]
    pub struct Model {
        /// There is one row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What was before is added up.
        pub until: Millis,
        /// So many rows of the hour that begins there are written.
        pub days: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub async fn added(db: &impl Source) -> Result<Option<added::Model>> {
    added::Entity::find_by_id(Uuid::nil()).row(db).await
}

pub async fn begin(tx: &impl ConnectionTrait, until: Millis) -> Result<()> {
    let row = added::Model { id: Uuid::nil(), until, days: 0 };
    added::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// How far it was added up, which stays so until the transaction ends.
async fn held(tx: &impl Source) -> Result<Option<added::Model>> {
    if tx.get_database_backend() != DbBackend::Sqlite {
        // who writes at all on SQLite is alone
        let until = added::Column::Until;
        added::Entity::update_many().col_expr(until, Expr::col(until)).exec(tx).await?;
    }
    added(tx).await
}

/// Notes how far it is; false where somebody else was faster.
pub async fn advance(
    tx: &impl ConnectionTrait,
    from: &added::Model,
    (until, days): (Millis, i64),
) -> Result<bool> {
    let advanced = added::Entity::update_many()
        .col_expr(added::Column::Until, Expr::value(until))
        .col_expr(added::Column::Days, Expr::value(days))
        .filter(added::Column::Until.eq(from.until))
        .filter(added::Column::Days.eq(from.days))
        .exec(tx)
        .await?;
    Ok(advanced.rows_affected == 1)
}

/// When the first heartbeat was.
pub async fn first(db: &impl Source) -> Result<Option<Millis>> {
    let first = Entity::find().order_by_asc(Column::At).row(db).await?;
    Ok(first.map(|one| one.at))
}

fn within<C: ColumnTrait>(at: C, hour: Millis) -> Condition {
    let start = hour.0.timestamp_millis();
    let at = || Expr::col(at);
    Condition::all().add(at().gte(start)).add(at().lt(start + HOUR))
}

/// A sum as a whole number: databases make a decimal of it.
fn total(backend: DbBackend, column: &str) -> SimpleExpr {
    let kind = if backend == DbBackend::MySql { "SIGNED" } else { "BIGINT" };
    Expr::cust(format!("CAST(SUM({column}) AS {kind})"))
}

/// What the licences did in an hour, in one order.
pub async fn days_of(db: &impl Source, hour: Millis, day: Millis) -> Result<Vec<Day>> {
    let backend = db.get_database_backend();
    let beats = Entity::find()
        .select_only()
        .columns([Column::Licence, Column::Product])
        .expr_as(Expr::cust("COUNT(*)"), "beats")
        .expr_as(Expr::cust("MAX(users)"), "people")
        .filter(within(Column::At, hour))
        .group_by(Column::Licence)
        .group_by(Column::Product);
    let beats: Vec<(LicenceId, ProductId, i64, Option<i64>)> = beats.into_tuple().all(db).await?;
    let features = feature::Entity::find()
        .select_only()
        .columns([feature::Column::Licence, feature::Column::Product, feature::Column::Feature])
        .expr_as(total(backend, "uses"), "total")
        .filter(within(feature::Column::At, hour))
        .group_by(feature::Column::Licence)
        .group_by(feature::Column::Product)
        .group_by(feature::Column::Feature);
    let features: Vec<(LicenceId, ProductId, String, i64)> = features.into_tuple().all(db).await?;
    let beats = beats.into_iter().map(|(licence, product, uses, users)| Day {
        licence,
        day,
        feature: String::new(),
        product,
        uses,
        users: users.unwrap_or_default(),
    });
    let features = features.into_iter().map(|(licence, product, feature, uses)| Day {
        licence,
        day,
        feature,
        product,
        uses,
        users: 0,
    });
    let mut all: Vec<Day> = beats.chain(features).collect();
    all.sort_unstable_by(|one, other| {
        (one.licence, &one.feature).cmp(&(other.licence, &other.feature))
    });
    Ok(all)
}

/// How many machines and sessions were heard of in an hour, of each product.
pub async fn heard_of(db: &impl Source, hour: Millis) -> Result<Vec<(ProductId, i64, i64)>> {
    let heard = Entity::find()
        .select_only()
        .column(Column::Product)
        .expr_as(Expr::cust("COUNT(DISTINCT machine)"), "machines")
        .expr_as(Expr::cust("COUNT(DISTINCT process)"), "sessions")
        .filter(within(Column::At, hour))
        .group_by(Column::Product);
    Ok(heard.into_tuple().all(db).await?)
}

/// How many machines of each product took a seat in an hour, whether they have it still or not.
pub async fn activated(db: &impl Source, hour: Millis) -> Result<Vec<(ProductId, i64)>> {
    let of_licence = activation_event::Entity::belongs_to(licence::Entity)
        .from(activation_event::Column::Licence)
        .to(licence::Column::Id)
        .into();
    let activated = activation_event::Entity::find()
        .select_only()
        .column(licence::Column::Product)
        .expr_as(Expr::cust("COUNT(*)"), "machines")
        .join(JoinType::InnerJoin, of_licence)
        .filter(activation_event::COLUMN.kind.eq(Kind::Activate))
        .filter(within(activation_event::Column::At, hour))
        .group_by(licence::Column::Product);
    Ok(activated.into_tuple().all(db).await?)
}

/// Counts the activations of a licence that goes, of the hours that are not added up: nothing tells of them afterwards.
pub async fn keep_activations(tx: &impl Source, licence: &Licence) -> Result<()> {
    let Some(added) = held(tx).await? else { return Ok(()) };
    let those = activation_event::Entity::find()
        .filter(activation_event::COLUMN.licence.eq(licence.id))
        .filter(activation_event::COLUMN.kind.eq(Kind::Activate))
        .filter(activation_event::COLUMN.at.gte(added.until));
    let mut hours: BTreeMap<DateTime<Utc>, i64> = BTreeMap::new();
    for one in those.rows(tx).await? {
        *hours.entry(floor(one.at, HOUR).0).or_default() += 1;
    }
    let row = |(hour, uses): (DateTime<Utc>, i64)| Hour {
        hour: Millis(hour),
        product: licence.product,
        what: What::Activations.name().into(),
        code: String::new(),
        uses,
    };
    add_hours(tx, &hours.into_iter().map(row).collect::<Vec<_>>()).await
}

/// How many licences of each product are good now.
pub async fn good(db: &impl Source, now: DateTime<Utc>) -> Result<Vec<(ProductId, i64)>> {
    let endless = licence::Column::ExpiresAt.is_null();
    let good = licence::Entity::find()
        .select_only()
        .column(licence::Column::Product)
        .expr_as(Expr::cust("COUNT(*)"), "licences")
        .filter(licence::Column::Suspended.eq(false))
        .filter(endless.or(licence::Column::ExpiresAt.gt(Millis(now))))
        .group_by(licence::Column::Product);
    Ok(good.into_tuple().all(db).await?)
}

/// The value that is there and the new one.
fn both(backend: DbBackend, table: &str, column: &str) -> (String, String) {
    match backend {
        DbBackend::MySql => (column.to_owned(), format!("VALUES({column})")),
        _ => (format!("{table}.{column}"), format!("excluded.{column}")),
    }
}

fn sum(backend: DbBackend, table: &str, column: &str) -> SimpleExpr {
    let (old, new) = both(backend, table, column);
    Expr::cust(format!("{old} + {new}"))
}

fn greater(backend: DbBackend, table: &str, column: &str) -> SimpleExpr {
    let (old, new) = both(backend, table, column);
    let function = if backend == DbBackend::Sqlite { "MAX" } else { "GREATEST" };
    Expr::cust(format!("{function}({old}, {new})"))
}

/// Adds to what is there.
pub async fn add_hours(tx: &impl ConnectionTrait, all: &[Hour]) -> Result<()> {
    use hour::Column::{Code, Hour, Product, Uses, What};
    let backend = tx.get_database_backend();
    for lot in all.chunks(LOT) {
        let again = OnConflict::columns([What, Hour, Product, Code])
            .value(Uses, sum(backend, "licence_usage_hours", "uses"))
            .to_owned();
        let rows = lot.iter().map(|one| one.clone().into_active_model().reset_all());
        let insert = hour::Entity::insert_many(rows).on_conflict(again);
        insert.exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes down what is counted once a day, in the place of what is there.
pub async fn set_days(tx: &impl ConnectionTrait, what: What, all: &[Hour]) -> Result<()> {
    let Some(day) = all.first().map(|one| one.hour) else { return Ok(()) };
    hour::Entity::delete_many()
        .filter(hour::Column::What.eq(what.name()))
        .filter(hour::Column::Hour.eq(day))
        .exec(tx)
        .await?;
    add_hours(tx, all).await
}

/// Adds to what is there.
pub async fn add_days(tx: &impl ConnectionTrait, all: &[Day]) -> Result<()> {
    let backend = tx.get_database_backend();
    let table = "licence_usage_days";
    for lot in all.chunks(LOT) {
        let again =
            OnConflict::columns([day::Column::Licence, day::Column::Day, day::Column::Feature])
                .value(day::Column::Uses, sum(backend, table, "uses"))
                .value(day::Column::Users, greater(backend, table, "users"))
                .to_owned();
        let rows = lot.iter().map(|one| one.clone().into_active_model().reset_all());
        let insert = day::Entity::insert_many(rows).on_conflict(again);
        insert.exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Forgets some of the days and hours before this moment; how many.
pub async fn forget(tx: &impl ConnectionTrait, before: Millis) -> Result<u64> {
    let hours = hour::Entity::delete_many().filter(hour::Column::Hour.lt(before)).exec(tx).await?;
    let days = day::Entity::delete_many().filter(day::Column::Day.lt(before)).exec(tx).await?;
    Ok(hours.rows_affected + days.rows_affected)
}

/// What was counted of this since then, in the order of time.
pub async fn hours(
    db: &impl Source,
    what: What,
    since: Millis,
    product: Option<ProductId>,
) -> Result<Vec<Hour>> {
    let mut those = hour::Entity::find()
        .filter(hour::Column::What.eq(what.name()))
        .filter(hour::Column::Hour.gte(since));
    if let Some(product) = product {
        those = those.filter(hour::Column::Product.eq(product));
    }
    those.order_by_asc(hour::Column::Hour).rows(db).await
}

fn of_product<C: ColumnTrait>(column: C, product: Option<ProductId>) -> Condition {
    Condition::all().add_option(product.map(|product| column.eq(product)))
}

/// What was counted of this in every hour since then, in the order of time.
pub async fn by_hour(
    db: &impl Source,
    what: What,
    since: Millis,
    product: Option<ProductId>,
) -> Result<Vec<(Millis, i64)>> {
    let sums = hour::Entity::find()
        .select_only()
        .column(hour::Column::Hour)
        .expr_as(total(db.get_database_backend(), "uses"), "total")
        .filter(hour::Column::What.eq(what.name()))
        .filter(hour::Column::Hour.gte(since))
        .filter(of_product(hour::Column::Product, product))
        .group_by(hour::Column::Hour)
        .order_by_asc(hour::Column::Hour);
    Ok(sums.into_tuple().all(db).await?)
}

/// The codes or features of which most was counted since then.
pub async fn by_code(
    db: &impl Source,
    what: What,
    (since, product): (Millis, Option<ProductId>),
    limit: u64,
) -> Result<Vec<(String, i64)>> {
    let backend = db.get_database_backend();
    let sums = hour::Entity::find()
        .select_only()
        .column(hour::Column::Code)
        .expr_as(total(backend, "uses"), "total")
        .filter(hour::Column::What.eq(what.name()))
        .filter(hour::Column::Hour.gte(since))
        .filter(of_product(hour::Column::Product, product))
        .group_by(hour::Column::Code)
        .order_by_desc(total(backend, "uses"))
        .order_by_asc(hour::Column::Code)
        .limit(limit);
    Ok(sums.into_tuple().all(db).await?)
}

/// Everything since then by days of UTC: the day, the product, what it is, its code and how much.
pub async fn by_day(
    db: &impl Source,
    since: Millis,
    product: Option<ProductId>,
) -> Result<Vec<(i64, ProductId, String, String, i64)>> {
    let day = || Expr::cust("(hour - hour % 86400000)");
    let sums = hour::Entity::find()
        .select_only()
        .expr_as(day(), "day")
        .columns([hour::Column::Product, hour::Column::What, hour::Column::Code])
        .expr_as(total(db.get_database_backend(), "uses"), "total")
        .filter(hour::Column::Hour.gte(since))
        .filter(of_product(hour::Column::Product, product))
        .group_by(day())
        .group_by(hour::Column::Product)
        .group_by(hour::Column::What)
        .group_by(hour::Column::Code)
        .order_by_asc(day())
        .order_by_asc(hour::Column::What)
        .order_by_asc(hour::Column::Code)
        .order_by_asc(hour::Column::Product);
    Ok(sums.into_tuple().all(db).await?)
}

/// The licences that were used most since then, by their heartbeats.
pub async fn top(
    db: &impl Source,
    since: Millis,
    product: Option<ProductId>,
    limit: u64,
) -> Result<Vec<(LicenceId, i64)>> {
    let backend = db.get_database_backend();
    let mut those = day::Entity::find()
        .select_only()
        .column(day::Column::Licence)
        .expr_as(total(backend, "uses"), "total")
        .filter(day::Column::Feature.eq(""))
        .filter(day::Column::Day.gte(since));
    if let Some(product) = product {
        those = those.filter(day::Column::Product.eq(product));
    }
    let those = those.group_by(day::Column::Licence);
    let those = those.order_by_desc(total(backend, "uses")).order_by_asc(day::Column::Licence);
    Ok(those.limit(limit).into_tuple().all(db).await?)
}

/// What was counted of a licence since then, in the order of time.
pub async fn of_licence(db: &impl Source, licence: LicenceId, since: Millis) -> Result<Vec<Day>> {
    let those = day::Entity::find()
        .filter(day::Column::Licence.eq(licence))
        .filter(day::Column::Day.gte(since));
    those.order_by_asc(day::Column::Day).order_by_asc(day::Column::Feature).rows(db).await
}

/// How many licences end in this span, counted no further than lists count.
pub async fn ending(
    db: &impl Source,
    (from, until): (Millis, Millis),
    product: Option<ProductId>,
) -> Result<u64> {
    let mut those = licence::Entity::find()
        .filter(licence::Column::ExpiresAt.gte(from))
        .filter(licence::Column::ExpiresAt.lt(until));
    if let Some(product) = product {
        those = those.filter(licence::Column::Product.eq(product));
    }
    those.count_up_to(db, 1_000_000).await
}

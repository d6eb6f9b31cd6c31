//! Every query about blocked addresses.

use super::{BlockId, Hits};
use crate::config::Cidr;
use crate::db::{Rows, Source};
use crate::users::UserId;
use crate::{Error, Millis, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blocked_addresses")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BlockId,
    /// The range as [`Cidr::normal`] writes it; each stands here once.
    pub address: String,
    pub reason: String,
    /// Blocked because of too many guesses, not by a person.
    pub automatic: bool,
    /// Who did it; none for Kontor itself and the command line.
    pub author: Option<UserId>,
    pub since: Millis,
    /// None: for good.
    pub until: Option<Millis>,
    /// How often it was blocked by itself, this time included.
    pub times: i32,
    /// How many requests were refused since.
    pub hits: i64,
    pub last_hit_at: Option<Millis>,
}
impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.until.is_some_and(|until| until.0 <= now)
    }

    pub fn range(&self) -> Option<Cidr> {
        self.address.parse().ok()
    }
}

/// So long it is remembered that an address was blocked.
const REMEMBERED: TimeDelta = TimeDelta::days(7);

fn stands(now: DateTime<Utc>) -> Condition {
    Condition::any().add(COLUMN.until.is_null()).add(COLUMN.until.gt(Millis(now)))
}

/// All that are in force.
pub(super) async fn in_force(db: &impl Source, now: DateTime<Utc>) -> Result<Vec<Model>> {
    Entity::find().filter(stands(now)).rows(db).await
}

pub async fn find(db: &impl Source, range: Cidr) -> Result<Option<Model>> {
    Entity::find().filter(COLUMN.address.eq(range.normal().to_string())).row(db).await
}

pub async fn get(db: &impl Source, id: BlockId) -> Result<Model> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

pub(super) async fn insert(tx: &impl ConnectionTrait, row: Model) -> Result<(), DbErr> {
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// True when it was there.
pub(super) async fn remove(tx: &impl ConnectionTrait, id: BlockId) -> Result<bool> {
    Ok(Entity::delete_by_id(id).exec(tx).await?.rows_affected == 1)
}

pub(super) async fn add_hits(tx: &impl ConnectionTrait, id: BlockId, hits: Hits) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Hits, Expr::col(Column::Hits).add(hits.count))
        .col_expr(Column::LastHitAt, Expr::value(hits.last.timestamp_millis()))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes what was over a week ago.
pub(crate) async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.until.lt(Millis(now - REMEMBERED)));
    Ok(old.exec(tx).await?.rows_affected)
}

/// Which of them a page shows; all conditions hold together.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// In force, or over.
    pub in_force: Option<bool>,
    pub automatic: Option<bool>,
    /// How the address begins.
    pub address: Option<String>,
    /// Only what began earlier: the next page.
    pub before: Option<BlockId>,
}

/// The newest first.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut query = Entity::find().order_by_desc(COLUMN.id).limit(limit);
    if let Some(in_force) = filter.in_force {
        query = query.filter(if in_force { stands(now) } else { stands(now).not() });
    }
    if let Some(automatic) = filter.automatic {
        query = query.filter(COLUMN.automatic.eq(automatic));
    }
    if let Some(address) = &filter.address {
        query = query.filter(COLUMN.address.starts_with(address));
    }
    if let Some(before) = filter.before {
        query = query.filter(COLUMN.id.lt(before));
    }
    query.rows(db).await
}

//! Every query about keys. The database knows only a keyed hash of each.

use crate::domain::api_key::{ActiveModel, ApiKey, COLUMN, Column, Entity, State};
use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows, Source};
use platform::{Millis, Result, UserId, users};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LikeExpr, Query};
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect};
use std::net::IpAddr;

/// For so long a key that is over stays in the lists.
const REMEMBERED: TimeDelta = TimeDelta::days(90);
/// The last use is written down at most so often.
const NOTED_EVERY: TimeDelta = TimeDelta::seconds(60);
/// Entries on one page of a list.
pub const PAGE: u64 = 50;

/// Which keys a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub user: Option<UserId>,
    pub state: Option<State>,
    /// Part of the key's name or number, or of its owner's name or address.
    pub text: String,
}

pub async fn find(db: &impl Source, id: &str) -> Result<Option<ApiKey>> {
    Entity::find_by_id(id.to_owned()).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, key: &ApiKey) -> Result<()> {
    let row = ActiveModel::from(key.clone()).reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The newest first: one page, counted from 0, and whether there is another one.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    now: DateTime<Utc>,
    page: u64,
) -> Result<(Vec<ApiKey>, bool)> {
    let mut rows = Entity::find()
        .filter(condition(filter, now))
        .order_by_desc(COLUMN.created_at)
        .order_by_desc(COLUMN.id)
        .offset(page * PAGE)
        .limit(PAGE + 1)
        .rows(db)
        .await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(50);
    Ok((rows, more))
}

/// How many of somebody's keys are good.
pub async fn count_good(db: &impl Source, user: UserId, now: DateTime<Utc>) -> Result<u64> {
    let filter = Filter { user: Some(user), state: Some(State::Good), ..Filter::default() };
    Ok(Entity::find().filter(condition(&filter, now)).count(db).await?)
}

fn condition(filter: &Filter, now: DateTime<Utc>) -> Condition {
    let mut all = Condition::all();
    if let Some(user) = filter.user {
        all = all.add(COLUMN.user.eq(user));
    }
    match filter.state {
        None => {}
        Some(State::Revoked) => all = all.add(COLUMN.revoked_at.is_not_null()),
        Some(State::Good) => {
            all = all.add(COLUMN.revoked_at.is_null()).add(COLUMN.expires_at.gt(Millis(now)));
        }
        Some(State::Expired) => {
            all = all.add(COLUMN.revoked_at.is_null()).add(COLUMN.expires_at.lte(Millis(now)));
        }
    }
    let text = filter.text.trim();
    if text.is_empty() { all } else { all.add(has(text)) }
}

fn has(text: &str) -> Condition {
    let part = || LikeExpr::new(super::part(&text.to_lowercase())).escape('!');
    let owners = Query::select()
        .column(users::Column::Id)
        .from(users::Entity)
        .cond_where(
            Condition::any()
                .add(Expr::col(users::Column::NameKey).like(part()))
                .add(Expr::col(users::Column::EmailKey).like(part())),
        )
        .to_owned();
    Condition::any()
        .add(Expr::col(Column::NameKey).like(part()))
        .add(COLUMN.id.eq(text))
        .add(COLUMN.user.in_subquery(owners))
}

/// Ends one key for good; false when it was over already.
pub async fn revoke(tx: &impl ConnectionTrait, id: &str, now: DateTime<Utc>) -> Result<bool> {
    let revoked = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(Millis(now)))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.revoked_at.is_null())
        .exec(tx)
        .await?;
    Ok(revoked.rows_affected > 0)
}

/// Ends all keys of somebody, and counts them.
pub async fn revoke_all(
    tx: &impl ConnectionTrait,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<u64> {
    let revoked = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(Millis(now)))
        .filter(COLUMN.user.eq(user))
        .filter(COLUMN.revoked_at.is_null())
        .exec(tx)
        .await?;
    Ok(revoked.rows_affected)
}

/// True when a use of the key is due to be written down.
pub fn is_note_due(key: &ApiKey, now: DateTime<Utc>) -> bool {
    key.last_used_at.is_none_or(|last| now - last.0 >= NOTED_EVERY)
}

/// Writes down when and from where the key was used, unless that was done a moment ago.
pub async fn note_use(
    tx: &impl ConnectionTrait,
    id: &str,
    now: DateTime<Utc>,
    from: IpAddr,
) -> Result<()> {
    let due = Condition::any()
        .add(COLUMN.last_used_at.is_null())
        .add(COLUMN.last_used_at.lte(Millis(now - NOTED_EVERY)));
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::value(Millis(now)))
        .col_expr(Column::LastUsedIp, Expr::value(from.to_canonical().to_string()))
        .filter(COLUMN.id.eq(id))
        .filter(due)
        .exec(tx)
        .await?;
    Ok(())
}

/// Removes what was over long ago.
pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Millis(now - REMEMBERED);
    let over = Condition::any().add(COLUMN.expires_at.lt(old)).add(COLUMN.revoked_at.lt(old));
    Ok(Entity::delete_many().filter(over).exec(tx).await?.rows_affected)
}

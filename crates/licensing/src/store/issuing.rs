//! Every query that is asked while licences are issued.

use crate::domain::group::{self, Group, LicenceGroupId};
use crate::domain::licence::{self, Licence, LicenceId};
use crate::domain::policy::{self, Policy, PolicyId};
use crate::domain::pool_key::{self, PoolKey};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DbBackend, IntoActiveModel as _, QueryOrder as _, QuerySelect as _, Statement};

/// Rows in one statement: each has some thirty values, and a statement may have 32 766.
const ROWS: usize = 200;
/// Values in one list.
const LISTED: usize = 1000;

pub async fn insert_all(tx: &impl Source, licences: &[Licence]) -> Result<()> {
    for some in licences.chunks(ROWS) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        licence::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    super::words::add_licences(tx, licences).await
}

/// Whether a licence has one of these keys already.
pub async fn is_taken(tx: &impl Source, hashes: &[String]) -> Result<bool> {
    for some in hashes.chunks(LISTED) {
        let taken = licence::Entity::find()
            .filter(licence::COLUMN.key_hash.is_in(some.iter().map(String::as_str)));
        if taken.count_up_to(tx, 1).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The policy, which nobody removes or changes until the transaction ends; others issue by it at the same time. `SQLite`, whose
/// writers come one after the other, knows no such lock and needs none.
pub async fn keep_policy(tx: &impl Source, id: PolicyId) -> Result<Option<Policy>> {
    let those = policy::Entity::find().filter(policy::COLUMN.id.eq(id));
    if tx.get_database_backend() == DbBackend::MySql {
        // MariaDB does not know the other's words
        let lock = "SELECT 1 FROM policies WHERE id = ? LOCK IN SHARE MODE";
        let lock = Statement::from_sql_and_values(DbBackend::MySql, lock, [id.into()]);
        tx.query_one_raw(lock).await?;
        return those.row(tx).await;
    }
    those.lock_shared().row(tx).await
}

/// Holds the policy until the transaction ends: whoever takes from its pool, and whoever removes it, waits for whoever did
/// before.
pub async fn lock_policy(tx: &impl Source, id: PolicyId) -> Result<()> {
    policy::Entity::update_many()
        .col_expr(policy::Column::Version, Expr::col(policy::Column::Version))
        .filter(policy::COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes the oldest keys of a pool, as many as there are of `count`. The policy is held by [`lock_policy`].
pub async fn take_waiting(tx: &impl Source, of: PolicyId, count: u64) -> Result<Vec<PoolKey>> {
    let oldest = pool_key::Entity::find()
        .filter(pool_key::COLUMN.policy.eq(of))
        .order_by_asc(pool_key::COLUMN.id)
        .limit(count);
    let taken = oldest.rows(tx).await?;
    for some in taken.chunks(LISTED) {
        pool_key::Entity::delete_many()
            .filter(pool_key::COLUMN.id.is_in(some.iter().map(|key| key.id)))
            .exec(tx)
            .await?;
    }
    Ok(taken)
}

/// The group, held until the transaction ends: whoever counts its licences waits for whoever counted before.
pub async fn lock_group(tx: &impl Source, id: LicenceGroupId) -> Result<Option<Group>> {
    group::Entity::update_many()
        .col_expr(group::Column::Version, Expr::col(group::Column::Version))
        .filter(group::COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    super::group::find(tx, id).await
}

/// How many licences a group has, counted no further than `most`.
pub async fn count_in_group(tx: &impl Source, id: LicenceGroupId, most: u64) -> Result<u64> {
    let those = licence::Entity::find().filter(licence::COLUMN.group.eq(id));
    those.count_up_to(tx, most).await
}

/// Writes that the machines of a licence are under another policy.
pub async fn move_machines(tx: &impl Source, of: LicenceId, to: PolicyId) -> Result<()> {
    use crate::domain::machine::{COLUMN, Column, Entity};
    Entity::update_many()
        .col_expr(Column::Policy, Expr::value(to))
        .filter(COLUMN.licence.eq(of))
        .exec(tx)
        .await?;
    Ok(())
}

//! What stands on an entry of the catalogue: how much of it there is, and how it is parted from an entry that goes.

use crate::domain::entitlement::{EntitlementId, of_licence as licence_entitlement, of_policy};
use crate::domain::environment::EnvironmentId;
use crate::domain::group::LicenceGroupId;
use crate::domain::meter::limit;
use crate::domain::policy::PolicyId;
use crate::domain::product::ProductId;
use crate::domain::user::{LicenceUserId, of_licence as member};
use crate::domain::{
    entitlement, group, licence, machine, policy, pool_key, process, product, token, user,
};
use platform::db::{Rows as _, Source};
use platform::{Result, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};

/// Nobody reads larger counts.
const MOST: u64 = 1_000_000;

/// How many rows of a table have this value in a column.
async fn count<E>(db: &impl Source, column: E::Column, id: Uuid) -> Result<u64>
where
    E: EntityTrait,
    E::ActiveModel: sea_orm::TryIntoModel<E::Model>,
{
    E::find().filter(column.eq(id)).count_up_to(db, MOST).await
}

pub async fn policies_of(db: &impl Source, id: ProductId) -> Result<u64> {
    count::<policy::Entity>(db, policy::Column::Product, id.0).await
}

pub async fn licences_of_product(db: &impl Source, id: ProductId) -> Result<u64> {
    count::<licence::Entity>(db, licence::Column::Product, id.0).await
}

pub async fn licences_of_policy(db: &impl Source, id: PolicyId) -> Result<u64> {
    count::<licence::Entity>(db, licence::Column::Policy, id.0).await
}

pub async fn licences_of_group(db: &impl Source, id: LicenceGroupId) -> Result<u64> {
    count::<licence::Entity>(db, licence::Column::Group, id.0).await
}

pub async fn machines_of_group(db: &impl Source, id: LicenceGroupId) -> Result<u64> {
    count::<machine::Entity>(db, machine::Column::Group, id.0).await
}

pub async fn users_of_group(db: &impl Source, id: LicenceGroupId) -> Result<u64> {
    count::<user::Entity>(db, user::Column::Group, id.0).await
}

pub async fn licences_of_owner(db: &impl Source, id: LicenceUserId) -> Result<u64> {
    count::<licence::Entity>(db, licence::Column::Owner, id.0).await
}

pub async fn policies_with(db: &impl Source, id: EntitlementId) -> Result<u64> {
    count::<of_policy::Entity>(db, of_policy::Column::Entitlement, id.0).await
}

pub async fn licences_with(db: &impl Source, id: EntitlementId) -> Result<u64> {
    count::<licence_entitlement::Entity>(db, licence_entitlement::Column::Entitlement, id.0).await
}

/// All that belongs to an environment.
pub async fn entries_of(db: &impl Source, id: EnvironmentId) -> Result<u64> {
    let id = id.0;
    Ok(count::<product::Entity>(db, product::Column::Environment, id).await?
        + count::<policy::Entity>(db, policy::Column::Environment, id).await?
        + count::<entitlement::Entity>(db, entitlement::Column::Environment, id).await?
        + count::<group::Entity>(db, group::Column::Environment, id).await?
        + count::<user::Entity>(db, user::Column::Environment, id).await?
        + count::<licence::Entity>(db, licence::Column::Environment, id).await?)
}

/// Tokens of what goes open nothing any more.
pub async fn remove_tokens_of(tx: &Tx, id: Uuid) -> Result<()> {
    token::Entity::delete_many().filter(token::Column::Of.eq(id)).exec(tx).await?;
    Ok(())
}

/// A policy's pool, and what its licences had by it.
pub async fn clear_policy(tx: &Tx, id: PolicyId) -> Result<()> {
    pool_key::Entity::delete_many().filter(pool_key::Column::Policy.eq(id)).exec(tx).await?;
    of_policy::Entity::delete_many().filter(of_policy::Column::Policy.eq(id)).exec(tx).await?;
    limit::Entity::delete_many().filter(limit::Column::Of.eq(id.0)).exec(tx).await?;
    Ok(())
}

/// Takes an entitlement from everything that has it.
pub async fn clear_entitlement(tx: &Tx, id: EntitlementId) -> Result<()> {
    of_policy::Entity::delete_many().filter(of_policy::Column::Entitlement.eq(id)).exec(tx).await?;
    licence_entitlement::Entity::delete_many()
        .filter(licence_entitlement::Column::Entitlement.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Puts nothing in the place of an id, and counts the rows' versions up, so that no save brings it back.
async fn unset<E: EntityTrait>(
    tx: &Tx,
    (column, version): (E::Column, E::Column),
    id: Uuid,
) -> Result<()> {
    let none: SimpleExpr = Expr::value(Option::<Uuid>::None);
    E::update_many()
        .col_expr(column, none)
        .col_expr(version, Expr::col(version).add(1))
        .filter(column.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Nothing is in a group any more.
pub async fn clear_group(tx: &Tx, id: LicenceGroupId) -> Result<()> {
    let id = id.0;
    unset::<licence::Entity>(tx, (licence::Column::Group, licence::Column::Version), id).await?;
    unset::<machine::Entity>(tx, (machine::Column::Group, machine::Column::Version), id).await?;
    unset::<user::Entity>(tx, (user::Column::Group, user::Column::Version), id).await
}

/// What a user had beside licences of their own.
pub async fn clear_user(tx: &Tx, id: LicenceUserId) -> Result<()> {
    member::Entity::delete_many().filter(member::Column::User.eq(id)).exec(tx).await?;
    let id = id.0;
    unset::<machine::Entity>(tx, (machine::Column::Owner, machine::Column::Version), id).await?;
    unset::<process::Entity>(tx, (process::Column::Owner, process::Column::Version), id).await
}

//! Every query of the wire's search: what a text begins with, and what something is related to, each by an index.

use crate::domain::licence::{self, LicenceId, LicenceUserId};
use crate::domain::user::of_licence as member;
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{
    Condition, IntoActiveModel, QueryOrder as _, QuerySelect as _, QueryTrait as _, TryIntoModel,
};

/// No more entries of one name are told apart.
const MOST: u64 = 200;

/// Texts that begin so: a stretch of the column's index.
pub fn begins(column: impl ColumnTrait, text: &str) -> Condition {
    // no character sorts behind this one
    Condition::all().add(column.gte(text)).add(column.lt(format!("{text}\u{10ffff}")))
}

/// Some entries in the order of their ids, the last first, those before this one.
pub async fn page<E>(
    db: &impl Source,
    id: E::Column,
    those: Condition,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<E::Model>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    E::Model: IntoActiveModel<E::ActiveModel> + Send + Sync,
{
    let mut query = E::find().filter(those);
    if let Some(before) = before {
        query = query.filter(id.lt(before));
    }
    query.order_by_desc(id).limit(limit).rows(db).await
}

/// The ids of entries that are called so.
pub async fn called<E: EntityTrait>(
    db: &impl Source,
    (id, name): (E::Column, E::Column),
    text: &str,
) -> Result<Vec<Uuid>> {
    let found = E::find().select_only().column(id).filter(name.eq(text)).limit(MOST);
    Ok(found.into_tuple().all(db).await?)
}

/// Licences that these users own, or use beside their owners.
pub fn of_users(users: &[Uuid]) -> Condition {
    let users = || users.iter().copied().map(LicenceUserId);
    let shared = member::Entity::find().filter(member::COLUMN.user.is_in(users())).select_only();
    let shared = shared.column(member::Column::Licence).into_query();
    let own = Condition::any().add(licence::COLUMN.owner.is_in(users()));
    own.add(licence::COLUMN.id.in_subquery(shared))
}

/// The licence with the key of this hash.
pub async fn with_key(db: &impl Source, hash: &str) -> Result<Vec<Uuid>> {
    let found = super::licence::find_by_hash(db, hash).await?;
    Ok(found.map(|one| -> LicenceId { one.id }).map(|id| id.0).into_iter().collect())
}

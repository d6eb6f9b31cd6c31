//! Every query by which all is exported: piece by piece, in the order of ids.

use crate::domain::entitlement::{of_licence, of_policy};
use crate::domain::licence::LicenceId;
use crate::domain::policy::PolicyId;
use crate::domain::user::of_licence as member;
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder as _, QuerySelect as _, TryIntoModel};

/// Entries of one piece.
pub const PIECE: u64 = 500;

/// The next entries of a table; none behind the last one.
pub async fn behind<E>(
    db: &impl Source,
    id: E::Column,
    after: Option<Uuid>,
) -> Result<Vec<E::Model>>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
    E::Model: IntoActiveModel<E::ActiveModel> + Send + Sync,
{
    let mut query = E::find();
    if let Some(after) = after {
        query = query.filter(id.gt(after));
    }
    query.order_by_asc(id).limit(PIECE).rows(db).await
}

pub async fn of_policies(db: &impl Source, ids: &[PolicyId]) -> Result<Vec<of_policy::Model>> {
    let those = of_policy::COLUMN.policy.is_in(ids.iter().copied());
    of_policy::Entity::find().filter(those).rows(db).await
}

pub async fn of_licences(db: &impl Source, ids: &[LicenceId]) -> Result<Vec<of_licence::Model>> {
    let those = of_licence::COLUMN.licence.is_in(ids.iter().copied());
    of_licence::Entity::find().filter(those).rows(db).await
}

pub async fn members(db: &impl Source, ids: &[LicenceId]) -> Result<Vec<member::Model>> {
    let those = member::COLUMN.licence.is_in(ids.iter().copied());
    member::Entity::find().filter(those).rows(db).await
}

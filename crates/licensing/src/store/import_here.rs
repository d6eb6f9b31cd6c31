//! What an import asks of what is here already.

use crate::domain::entitlement::{EntitlementId, of_licence, of_policy};
use crate::domain::group::{self, Group};
use crate::domain::licence::LicenceId;
use crate::domain::machine::{self, Machine};
use crate::domain::policy::{self, Policy, PolicyId, ProductId};
use crate::domain::product::{self, Product};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::QuerySelect as _;
use sea_orm::entity::prelude::*;

/// Of a name there may be several; two are enough to know.
const TWO: u64 = 2;

pub async fn products_called(db: &impl Source, key: &str) -> Result<Vec<Product>> {
    let those = product::Entity::find().filter(product::COLUMN.name_key.eq(key));
    those.limit(TWO).rows(db).await
}

/// Those of a product, where one is named.
pub async fn policies_called(
    db: &impl Source,
    key: &str,
    product: Option<ProductId>,
) -> Result<Vec<Policy>> {
    let mut those = policy::Entity::find().filter(policy::COLUMN.name_key.eq(key));
    if let Some(product) = product {
        those = those.filter(policy::COLUMN.product.eq(product));
    }
    those.limit(TWO).rows(db).await
}

pub async fn groups_called(db: &impl Source, key: &str) -> Result<Vec<Group>> {
    let those = group::Entity::find().filter(group::COLUMN.name_key.eq(key));
    those.limit(TWO).rows(db).await
}

/// The machine of a licence with this fingerprint.
pub async fn machine_of(
    db: &impl Source,
    licence: LicenceId,
    fingerprint: &str,
) -> Result<Option<Machine>> {
    let of = machine::Entity::find().filter(machine::COLUMN.licence.eq(licence));
    of.filter(machine::COLUMN.fingerprint.eq(fingerprint)).row(db).await
}

pub async fn policy_gives(db: &impl Source, of: PolicyId, what: EntitlementId) -> Result<bool> {
    let found = of_policy::Entity::find_by_id((of, what)).row(db).await?;
    Ok(found.is_some())
}

pub async fn licence_has(db: &impl Source, of: LicenceId, what: EntitlementId) -> Result<bool> {
    let found = of_licence::Entity::find_by_id((of, what)).row(db).await?;
    Ok(found.is_some())
}

//! Every query that asks whether something is still as it was read.

use crate::domain::glance::{licence, policy};
use crate::domain::policy::PolicyId;
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;

/// Of the licence with the key of this hash ([`crate::keys::hash`]).
pub async fn licence_of_key(db: &impl Source, hash: &str) -> Result<Option<licence::Model>> {
    licence::Entity::find().filter(licence::COLUMN.key_hash.eq(hash)).row(db).await
}

pub async fn policy(db: &impl Source, id: PolicyId) -> Result<Option<policy::Model>> {
    policy::Entity::find_by_id(id).row(db).await
}

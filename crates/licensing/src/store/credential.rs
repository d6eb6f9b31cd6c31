//! Who comes in: found by the keyed hash of what they show, or by what a header names.

use crate::domain::environment::{self, Environment, EnvironmentId};
use crate::domain::token::{self, Token};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;

pub async fn token(db: &impl Source, hash: &str) -> Result<Option<Token>> {
    token::Entity::find().filter(token::COLUMN.hash.eq(hash)).row(db).await
}

/// The environment of this id or code.
pub async fn environment(db: &impl Source, named: &str) -> Result<Option<Environment>> {
    let is_it = match named.parse::<EnvironmentId>() {
        Ok(id) => environment::COLUMN.id.eq(id),
        Err(_) => environment::COLUMN.code.eq(named.to_lowercase()),
    };
    environment::Entity::find().filter(is_it).row(db).await
}

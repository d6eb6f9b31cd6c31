//! What lists and forms offer to choose from: the first of each noun by name.

use crate::domain::entitlement::{self, Entitlement};
use crate::domain::environment::{self, Environment};
use crate::domain::group::{self, Group};
use crate::domain::policy::{self, Policy};
use crate::domain::product::{self, Product, ProductId};
use crate::domain::user::{self, User};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};

/// Longer lists to choose from help nobody.
const MOST: u64 = 500;

pub async fn products(db: &impl Source) -> Result<Vec<Product>> {
    product::Entity::find().order_by_asc(product::Column::NameKey).limit(MOST).rows(db).await
}

pub async fn policies(db: &impl Source) -> Result<Vec<Policy>> {
    policy::Entity::find().order_by_asc(policy::Column::NameKey).limit(MOST).rows(db).await
}

pub async fn policies_of(db: &impl Source, product: ProductId) -> Result<Vec<Policy>> {
    let all = policy::Entity::find().filter(policy::Column::Product.eq(product));
    all.order_by_asc(policy::Column::NameKey).limit(MOST).rows(db).await
}

pub async fn groups(db: &impl Source) -> Result<Vec<Group>> {
    group::Entity::find().order_by_asc(group::Column::NameKey).limit(MOST).rows(db).await
}

pub async fn environments(db: &impl Source) -> Result<Vec<Environment>> {
    environment::Entity::find().order_by_asc(environment::Column::Code).limit(MOST).rows(db).await
}

/// Products whose name begins so.
pub async fn products_named(db: &impl Source, text: &str, limit: u64) -> Result<Vec<Product>> {
    let begin = text.trim().to_lowercase();
    product::Entity::find()
        .filter(product::Column::NameKey.gte(begin.as_str()))
        .filter(product::Column::NameKey.lt(format!("{begin}\u{10ffff}")))
        .order_by_asc(product::Column::NameKey)
        .limit(limit)
        .rows(db)
        .await
}

pub async fn entitlements(db: &impl Source) -> Result<Vec<Entitlement>> {
    let all = entitlement::Entity::find().order_by_asc(entitlement::Column::NameKey);
    all.limit(MOST).rows(db).await
}

/// The user of licences with this address.
pub async fn user_by_email(db: &impl Source, email: &str) -> Result<Option<User>> {
    let key = email.trim().to_lowercase();
    user::Entity::find().filter(user::COLUMN.email_key.eq(key)).row(db).await
}

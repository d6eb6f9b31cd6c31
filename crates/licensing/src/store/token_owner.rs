//! Whose tokens are: what a form offers, and what lists call them.

use crate::domain::environment::{self, Environment, EnvironmentId};
use crate::domain::licence::{self, LicenceId};
use crate::domain::product::{self, Product, ProductId};
use crate::domain::token::{Bearer, Token};
use crate::domain::user::LicenceUserId;
use crate::store;
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};
use std::collections::HashMap;

/// A form offers no more of each; others are given tokens over the wire.
const MOST: u64 = 200;

/// The products and environments that a token can be made for.
pub async fn offered(db: &impl Source) -> Result<(Vec<Product>, Vec<Environment>)> {
    let products =
        product::Entity::find().order_by_asc(product::COLUMN.name_key).limit(MOST).rows(db).await?;
    let environments = environment::Entity::find()
        .order_by_asc(environment::COLUMN.code)
        .limit(MOST)
        .rows(db)
        .await?;
    Ok((products, environments))
}

/// What each of whose tokens these are is called.
pub async fn names(db: &impl Source, tokens: &[Token]) -> Result<HashMap<Uuid, String>> {
    let of = |bearer: Bearer| {
        let those = tokens.iter().filter(move |token| token.bearer == bearer);
        those.filter_map(|token| token.of)
    };
    let mut names = HashMap::new();
    let products: Vec<_> = of(Bearer::Product).map(ProductId).collect();
    let products = store::product::with_ids(db, &products).await?;
    names.extend(products.into_iter().map(|one| (one.id.0, one.name)));
    let users: Vec<_> = of(Bearer::User).map(LicenceUserId).collect();
    let users = store::user::with_ids(db, &users).await?;
    names.extend(users.iter().map(|one| (one.id.0, one.label())));
    let environments: Vec<_> = of(Bearer::Environment).map(EnvironmentId).collect();
    let environments = store::environment::with_ids(db, &environments).await?;
    names.extend(environments.into_iter().map(|one| (one.id.0, one.name)));
    let licences: Vec<_> = of(Bearer::Activation).map(LicenceId).collect();
    let licences = store::licence::with_ids(db, &licences).await?;
    let called = |one: licence::Licence| {
        let hint = format!("…{}", one.key_hint);
        (one.id.0, if one.name.is_empty() { hint } else { one.name })
    };
    names.extend(licences.into_iter().map(called));
    Ok(names)
}

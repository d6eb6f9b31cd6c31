//! What licences open of releases, as the database knows it.

use crate::domain::access::Holding;
use crate::domain::entitlement::{self, Entitlement, EntitlementId, of_licence, of_policy};
use crate::domain::licence::{self, Licence, LicenceId};
use crate::domain::product::{self, Product};
use crate::domain::release::Required;
use crate::domain::user::{LicenceUserId, of_licence as member};
use crate::store;
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{QueryOrder as _, QuerySelect as _};

/// More licences of one user are not looked at.
const MOST: u64 = 200;

/// What a licence opens now.
pub async fn holding(db: &impl Source, licence: &Licence, now: DateTime<Utc>) -> Result<Holding> {
    let policy = store::policy::get(db, licence.policy).await?;
    let entitlements = entitlements(db, licence, now).await?;
    Ok(Holding::new(licence, &policy.settings, entitlements, now))
}

async fn entitlements(
    db: &impl Source,
    licence: &Licence,
    now: DateTime<Utc>,
) -> Result<Vec<EntitlementId>> {
    let own = of_licence::Entity::find().filter(of_licence::COLUMN.licence.eq(licence.id));
    let own = own.rows(db).await?.into_iter();
    let own = own.filter(|one| one.expires_at.is_none_or(|end| end.0 > now));
    let of_policy = of_policy::Entity::find().filter(of_policy::COLUMN.policy.eq(licence.policy));
    let of_policy = of_policy.rows(db).await?.into_iter().map(|one| one.entitlement);
    Ok(own.map(|one| one.entitlement).chain(of_policy).collect())
}

/// The licences of a user: its own, and those that it uses beside their owners.
pub async fn of_user(db: &impl Source, user: LicenceUserId) -> Result<Vec<Licence>> {
    let owned = licence::Entity::find().filter(licence::COLUMN.owner.eq(user)).limit(MOST);
    let mut all = owned.rows(db).await?;
    let members = member::Entity::find().filter(member::COLUMN.user.eq(user)).limit(MOST);
    let beside: Vec<_> = members.rows(db).await?.into_iter().map(|one| one.licence).collect();
    all.extend(store::licence::with_ids(db, &beside).await?);
    Ok(all)
}

/// Lets the time of a licence that has no end begin to run; whether it does so by this.
pub async fn begin(tx: &impl Source, of: LicenceId, end: Millis, now: Millis) -> Result<bool> {
    let begun = licence::Entity::update_many()
        .col_expr(licence::Column::ExpiresAt, Expr::value(end))
        .col_expr(licence::Column::UpdatedAt, Expr::value(now))
        .col_expr(licence::Column::Version, Expr::col(licence::Column::Version).add(1))
        .filter(licence::COLUMN.id.eq(of))
        .filter(licence::COLUMN.expires_at.is_null())
        .exec(tx)
        .await?;
    Ok(begun.rows_affected > 0)
}

/// The product with this code.
pub async fn product_of_code(db: &impl Source, code: &str) -> Result<Option<Product>> {
    product::Entity::find().filter(product::COLUMN.code.eq(code.to_owned())).row(db).await
}

/// The product, where there is but one.
pub async fn only_product(db: &impl Source) -> Result<Option<Product>> {
    let mut all = product::Entity::find().limit(2).rows(db).await?;
    Ok(if all.len() == 1 { all.pop() } else { None })
}

/// So many products and features are offered to choose from.
const TO_CHOOSE: u64 = 500;

/// The products, by their names.
pub async fn products(db: &impl Source) -> Result<Vec<Product>> {
    product::Entity::find().order_by_asc(product::COLUMN.name_key).limit(TO_CHOOSE).rows(db).await
}

/// The entitlements that a release can require, and those that it does.
pub async fn entitlements_to_choose(
    db: &impl Source,
    required: &[Required],
) -> Result<Vec<Entitlement>> {
    let query = entitlement::Entity::find().order_by_asc(entitlement::COLUMN.name_key);
    let mut all = query.limit(TO_CHOOSE).rows(db).await?;
    let ids: Vec<_> = required.iter().map(|one| one.entitlement).collect();
    let further = store::entitlement::with_ids(db, &ids).await?;
    all.extend(further.into_iter().filter(|one| ids.contains(&one.id)));
    all.sort_by(|a, b| (&a.name_key, a.id).cmp(&(&b.name_key, b.id)));
    all.dedup_by_key(|one| one.id);
    Ok(all)
}

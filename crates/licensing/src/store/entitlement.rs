//! Every query about entitlements, and about which policies have them.

crate::store::noun::noun!(versioned crate::domain::entitlement, crate::domain::entitlement::EntitlementId);

use super::entry::{Asked, reached, stored, with_text};
use crate::domain::entitlement::{Column, Entitlement, EntitlementId, Entity, PolicyId, of_policy};
use crate::store::reach;
use platform::Millis;
use sea_orm::{QueryOrder as _, Select};

stored!(EntitlementId, NameKey = name_key);

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let mut query = reached(query, asked, reach::entitlements);
    if let Some(code) = &asked.exactly {
        query = query.filter(Column::Code.eq(code.as_str()));
    }
    with_text(query, [Column::NameKey, Column::Code], asked)
}

pub async fn find_by_code(db: &impl Source, code: &str) -> Result<Option<Entitlement>> {
    Entity::find().filter(Column::Code.eq(code)).row(db).await
}

/// What every licence of a policy has, the first attached first.
pub async fn of_policy(db: &impl Source, policy: PolicyId) -> Result<Vec<Entitlement>> {
    let rows = of_policy::Entity::find()
        .filter(of_policy::Column::Policy.eq(policy))
        .order_by_asc(of_policy::Column::CreatedAt)
        .order_by_asc(of_policy::Column::Entitlement)
        .rows(db)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.entitlement).collect();
    let found = with_ids(db, &ids).await?;
    let of = |id: &EntitlementId| found.iter().find(|one| one.id == *id).cloned();
    Ok(ids.iter().filter_map(of).collect())
}

/// Gives a policy what it does not have yet.
pub async fn attach_to_policy(
    tx: &impl ConnectionTrait,
    policy: PolicyId,
    these: &[EntitlementId],
    now: Millis,
) -> Result<()> {
    let row = |entitlement: &EntitlementId| {
        let row = of_policy::Model { policy, entitlement: *entitlement, created_at: now };
        row.into_active_model().reset_all()
    };
    if !these.is_empty() {
        let rows = these.iter().map(row);
        of_policy::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn detach_from_policy(
    tx: &impl ConnectionTrait,
    policy: PolicyId,
    these: &[EntitlementId],
) -> Result<()> {
    of_policy::Entity::delete_many()
        .filter(of_policy::Column::Policy.eq(policy))
        .filter(of_policy::Column::Entitlement.is_in(these.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

//! Every query about what webhooks are told.

crate::store::noun::noun!(versioned crate::domain::webhook::delivery, crate::domain::webhook::DeliveryId);

use crate::domain::webhook::delivery::{COLUMN, Entity};
use crate::domain::webhook::{Delivery, DeliveryId, Status, WebhookId};
use platform::Millis;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};

/// Which tellings a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub webhook: Option<WebhookId>,
    pub status: Option<Status>,
    /// The last one that was seen.
    pub after: Option<(Millis, DeliveryId)>,
}

/// One page, the newest first.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Delivery>> {
    let mut those = Condition::all();
    if let Some(webhook) = filter.webhook {
        those = those.add(COLUMN.webhook.eq(webhook));
    }
    if let Some(status) = filter.status {
        those = those.add(COLUMN.status.eq(status));
    }
    if let Some((at, id)) = filter.after {
        let same = Condition::all().add(COLUMN.created_at.eq(at)).add(COLUMN.id.lt(id));
        those = those.add(Condition::any().add(COLUMN.created_at.lt(at)).add(same));
    }
    let found = Entity::find().filter(those);
    let found = found.order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id).limit(limit);
    found.rows(db).await
}

pub async fn insert_many(tx: &impl ConnectionTrait, all: &[Delivery]) -> Result<()> {
    for lot in all.chunks(200) {
        let rows = lot.iter().map(|one| one.clone().into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn delete_of(tx: &impl ConnectionTrait, webhook: WebhookId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.webhook.eq(webhook)).exec(tx).await?;
    Ok(())
}

/// Forgets what is older, at most so many; how many went.
pub async fn forget_before(tx: &impl ConnectionTrait, before: Millis, limit: u64) -> Result<u64> {
    let old = Entity::find().filter(COLUMN.created_at.lt(before)).limit(limit).all(tx).await?;
    if old.is_empty() {
        return Ok(0);
    }
    let those = COLUMN.id.is_in(old.iter().map(|one| one.id));
    Ok(Entity::delete_many().filter(those).exec(tx).await?.rows_affected)
}

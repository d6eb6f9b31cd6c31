//! Every query about webhooks, and about how far they were told.

crate::store::noun::noun!(versioned crate::domain::webhook, crate::domain::webhook::WebhookId);

use crate::domain::told;
use crate::domain::webhook::{COLUMN, Entity, Webhook};
use sea_orm::{QueryOrder as _, Set};

/// All of them: there are few. The newest first.
pub async fn all(db: &impl Source) -> Result<Vec<Webhook>> {
    Entity::find().order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id).rows(db).await
}

/// Those that are told.
pub async fn enabled(db: &impl Source) -> Result<Vec<Webhook>> {
    Entity::find().filter(COLUMN.enabled.eq(true)).rows(db).await
}

const CHAIN: &str = "webhooks";

/// Up to which fact of the chain webhooks were told; none before there was one.
pub async fn told(db: &impl Source) -> Result<Option<i64>> {
    Ok(told::Entity::find_by_id(CHAIN.to_owned()).row(db).await?.map(|row| row.seq))
}

/// Webhooks were told up to this fact. Refused where another was faster.
pub async fn tell_up_to(tx: &impl ConnectionTrait, from: Option<i64>, seq: i64) -> Result<()> {
    let Some(from) = from else {
        let row = told::ActiveModel { name: Set(CHAIN.into()), seq: Set(seq) };
        return match told::Entity::insert(row).exec_without_returning(tx).await {
            Ok(_) => Ok(()),
            Err(cause) if platform::db::is_taken(&cause) => Err(Error::Stale),
            Err(cause) => Err(cause.into()),
        };
    };
    let moved = told::Entity::update_many()
        .col_expr(told::Column::Seq, Expr::value(seq))
        .filter(told::COLUMN.name.eq(CHAIN))
        .filter(told::COLUMN.seq.eq(from))
        .exec(tx)
        .await?;
    if moved.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

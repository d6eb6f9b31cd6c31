//! Forms that are sent twice take effect once: the first result is kept for 48 hours and given again.

use crate::{Cx, Error, Millis, Result};
use chrono::TimeDelta;
use sea_orm::entity::prelude::*;

crate::id!(
    /// Drawn into a form when it is shown; the same on every repeat of that form.
    OpId
);

const KEPT: TimeDelta = TimeDelta::hours(48);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ops")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpId,
    pub result: String,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// The result of an earlier sending of the same form.
pub async fn find(db: &impl ConnectionTrait, id: OpId) -> Result<Option<String>> {
    Ok(Entity::find_by_id(id).one(db).await?.map(|row| row.result))
}

/// Keeps the result in the action's transaction. A second sending that runs at the same moment fails
/// here with `Stale`, and its repeat finds the first one's result.
pub async fn keep(tx: &impl ConnectionTrait, cx: &Cx, id: OpId, result: String) -> Result<()> {
    let row = ActiveModel::from(Model { id, result, at: Millis(cx.now) }).reset_all();
    match Entity::insert(row).exec_without_returning(tx).await {
        Ok(_) => Ok(()),
        Err(cause) if crate::db::is_taken(&cause) => Err(Error::Stale),
        Err(cause) => Err(cause.into()),
    }
}

/// Forgets what is older than 48 hours.
pub async fn forget_old(tx: &impl ConnectionTrait, cx: &Cx) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.at.lt(Millis(cx.now - KEPT)));
    Ok(old.exec(tx).await?.rows_affected)
}

//! Forms that are sent twice take effect once: the first result is kept for 48 hours and given again.

use crate::{Cx, Error, Millis, Refuse, Result};
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
    /// A keyed hash of what the request said that had this number; none for forms, whose numbers are ours.
    pub said: Option<String>,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// The number belongs to a request that said something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this Idempotency-Key was used for another request; take a new one for each")]
pub struct OtherRequest;

impl Refuse for OtherRequest {
    fn key(&self) -> &'static str {
        "platform-op-other"
    }

    fn field(&self) -> Option<&'static str> {
        Some(crate::api::IDEMPOTENCY_KEY)
    }
}

/// The result of an earlier sending of the same form. [`OtherRequest`] where the earlier request had the same number and
/// said something else.
pub async fn find(db: &impl ConnectionTrait, cx: &Cx, id: OpId) -> Result<Option<String>> {
    let Some(row) = Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    match (&row.said, said(cx)) {
        (Some(then), Some(now)) if *then != now => Err(OtherRequest.into()),
        _ => Ok(Some(row.result)),
    }
}

fn said(cx: &Cx) -> Option<String> {
    cx.said.map(hex::encode)
}

/// Keeps the result in the action's transaction. A second sending that runs at the same moment fails
/// here with `Stale`, and its repeat finds the first one's result.
pub async fn keep(tx: &impl ConnectionTrait, cx: &Cx, id: OpId, result: String) -> Result<()> {
    let row =
        ActiveModel::from(Model { id, result, said: said(cx), at: Millis(cx.now) }).reset_all();
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

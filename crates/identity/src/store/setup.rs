//! Whether the setup is done, in the one row that the migration made.

use platform::db::{Rows, Source};
use platform::{Cx, Error, Millis, Result};
use sea_orm::ExprTrait;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setup")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub company: String,
    /// Never taken back.
    pub finished_at: Option<Millis>,
    /// Counts changes of administrators; what they queue up at.
    pub changes: i32,
}
impl ActiveModelBehavior for ActiveModel {}

const ROW: i32 = 1;

pub async fn get(db: &impl Source) -> Result<Model> {
    Entity::find_by_id(ROW).row(db).await?.ok_or_else(|| {
        Error::Internal(anyhow::anyhow!("the table setup lost its row; restore it from a backup"))
    })
}

/// Changes of administrators happen one after the other from here to the end of the transaction.
pub async fn queue_up(tx: &impl ConnectionTrait) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Changes, Expr::col(Column::Changes).add(1))
        .filter(COLUMN.id.eq(ROW))
        .exec(tx)
        .await?;
    Ok(())
}

/// Closes the setup for ever. False when it was closed before.
pub async fn finish(tx: &impl ConnectionTrait, cx: &Cx) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::FinishedAt, Expr::value(Millis(cx.now)))
        .filter(COLUMN.id.eq(ROW))
        .filter(COLUMN.finished_at.is_null())
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub async fn set_company(tx: &impl ConnectionTrait, company: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Company, Expr::value(company))
        .filter(COLUMN.id.eq(ROW))
        .exec(tx)
        .await?;
    Ok(())
}

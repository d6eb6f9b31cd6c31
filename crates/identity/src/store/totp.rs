//! A user's authenticator app: its secret, sealed, and the last step that was used.

use crate::domain::totp::Totp;
use platform::db::{Rows, Source};
use platform::keys::{Aad, Keys};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QuerySelect, QueryTrait};

pub const TABLE: &str = "totp_secrets";

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "totp_secrets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user: UserId,
    pub secret: Vec<u8>,
    /// The step whose code was used last: none up to it is good any more.
    pub last_step: i64,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

fn place(user: UserId) -> Aad {
    Aad::new(TABLE, "secret", &user)
}

impl Model {
    pub fn totp(&self, keys: &Keys) -> Result<Totp> {
        let plain = keys.unseal(&place(self.user), &self.secret).map_err(anyhow::Error::from)?;
        let totp = Totp::read(&plain);
        Ok(totp.ok_or_else(|| anyhow::anyhow!("a stored secret has another length"))?)
    }
}

/// None for someone without an authenticator app.
pub async fn find(db: &impl Source, user: UserId) -> Result<Option<Model>> {
    Entity::find_by_id(user).row(db).await
}

/// The same, held until the transaction ends: of two who send one code at once, one is let in.
pub async fn hold(tx: &impl Source, user: UserId) -> Result<Option<Model>> {
    Entity::find_by_id(user).lock_exclusive().row(tx).await
}

/// Keeps the secret in place of an earlier one.
pub async fn set(
    tx: &impl Source,
    cx: &Cx,
    user: UserId,
    (totp, step): (&Totp, i64),
) -> Result<()> {
    remove(tx, user).await?;
    let sealed = cx.kontor.keys.seal(&place(user), totp.bytes()).map_err(anyhow::Error::from)?;
    let row = Model { user, secret: sealed, last_step: step, created_at: Millis(cx.now) };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn used(tx: &impl ConnectionTrait, user: UserId, step: i64) -> Result<()> {
    let row = Entity::update_many().col_expr(Column::LastStep, Expr::value(step));
    row.filter(COLUMN.user.eq(user)).exec(tx).await?;
    Ok(())
}

/// Whether there was one.
pub async fn remove(tx: &impl ConnectionTrait, user: UserId) -> Result<bool> {
    Ok(Entity::delete_by_id(user).exec(tx).await?.rows_affected > 0)
}

/// Who has one, as part of another query.
pub fn owners() -> SelectStatement {
    Entity::find().select_only().column(Column::User).into_query()
}

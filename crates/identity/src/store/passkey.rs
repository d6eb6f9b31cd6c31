//! Passkeys: public keys with their counters. They stand in plain: nothing in them opens anything, and whoever can write
//! here could write a session as well.

use crate::domain::passkey::{PasskeyId, credential_key};
use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::SelectStatement;
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};
use webauthn_rs::prelude::Passkey;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkeys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasskeyId,
    pub user: UserId,
    /// What `credential_key` makes of the credential's id.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    /// The public key, its counter and what else the library knows of it, as JSON.
    pub passkey: String,
    pub created_at: Millis,
    pub last_used_at: Option<Millis>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Stored;

impl Model {
    pub fn read(&self) -> Result<Passkey> {
        Ok(serde_json::from_str(&self.passkey).map_err(anyhow::Error::from)?)
    }
}

fn written(passkey: &Passkey) -> Result<String> {
    Ok(serde_json::to_string(passkey).map_err(anyhow::Error::from)?)
}

/// The oldest first.
pub async fn of_user(db: &impl Source, user: UserId) -> Result<Vec<Stored>> {
    let all = Entity::find().filter(COLUMN.user.eq(user));
    all.order_by_asc(COLUMN.created_at).order_by_asc(COLUMN.id).rows(db).await
}

/// The same, held until the transaction ends: of two who take away the last but one, one is told.
pub async fn hold_all(tx: &impl Source, user: UserId) -> Result<Vec<Stored>> {
    let all = Entity::find().filter(COLUMN.user.eq(user)).lock_exclusive();
    all.order_by_asc(COLUMN.created_at).order_by_asc(COLUMN.id).rows(tx).await
}

pub async fn any(db: &impl Source, user: UserId) -> Result<bool> {
    Ok(Entity::find().filter(COLUMN.user.eq(user)).count_up_to(db, 1).await? > 0)
}

/// Whose passkey this is, held until the transaction ends: of two uses with one counter, one is right.
pub async fn hold(tx: &impl Source, credential: &[u8]) -> Result<Option<Stored>> {
    let found = Entity::find().filter(COLUMN.credential.eq(credential_key(credential)));
    found.lock_exclusive().row(tx).await
}

pub async fn insert(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    (user, name): (UserId, String),
    passkey: &Passkey,
) -> Result<Stored> {
    let row = Model {
        id: PasskeyId::new(),
        user,
        credential: credential_key(passkey.cred_id()),
        name,
        passkey: written(passkey)?,
        created_at: Millis(cx.now),
        last_used_at: None,
    };
    let insert = ActiveModel::from(row.clone()).reset_all();
    Entity::insert(insert).exec_without_returning(tx).await?;
    Ok(row)
}

/// It was used now; its counter went on.
pub async fn used(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    id: PasskeyId,
    passkey: &Passkey,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Passkey, Expr::value(written(passkey)?))
        .col_expr(Column::LastUsedAt, Expr::value(Millis(cx.now)))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn rename(tx: &impl ConnectionTrait, id: PasskeyId, name: &str) -> Result<()> {
    let row = Entity::update_many().col_expr(Column::Name, Expr::value(name));
    row.filter(COLUMN.id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn remove(tx: &impl ConnectionTrait, id: PasskeyId) -> Result<()> {
    Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Returns how many there were.
pub async fn remove_all(tx: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    let all = Entity::delete_many().filter(COLUMN.user.eq(user));
    Ok(all.exec(tx).await?.rows_affected)
}

/// Who has one, as part of another query.
pub fn owners() -> SelectStatement {
    Entity::find().select_only().column(Column::User).into_query()
}

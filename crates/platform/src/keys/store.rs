//! The rows of `keyring`: data keys, each wrapped by the root key.

use super::crypt::{self, Aad, Key};
use super::{KeyError, Purpose, Secret};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use zeroize::Zeroize;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyring")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub purpose: String,
    pub version: i32,
    /// `nonce | ciphertext` of the 32 bytes.
    pub wrapped: Vec<u8>,
    /// `active` or `retired`.
    pub state: String,
    /// Tells whether a root key is the right one, without telling anything else.
    pub check_value: Vec<u8>,
    pub created_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(super) const ACTIVE: &str = "active";
pub(super) const RETIRED: &str = "retired";

/// All keys, the oldest version of a purpose first.
pub(super) async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>, DbErr> {
    Entity::find().order_by_asc(Column::Purpose).order_by_asc(Column::Version).all(db).await
}

/// Adds a new key.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    root: &Key,
    purpose: Purpose,
    version: i32,
    now_ms: i64,
) -> Result<Uuid, KeyError> {
    let id = Uuid::now_v7();
    let key = Secret::new(crate::rng::bytes::<32>());
    let row = ActiveModel {
        id: Set(id),
        purpose: Set(purpose.name().into()),
        version: Set(version),
        wrapped: Set(wrap(root, &place(purpose.name(), version, id), purpose.name(), &key)?),
        state: Set(ACTIVE.into()),
        check_value: Set(check_value(root, id)),
        created_at: Set(now_ms),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Marks a key as one that opens nothing any more.
pub(super) async fn retire(db: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    let update = Entity::update_many().col_expr(Column::State, Expr::value(RETIRED));
    update.filter(Column::Id.eq(id)).exec(db).await.map(drop)
}

/// Wraps the key of a row anew; a row that changed meanwhile is left alone.
pub(super) async fn rewrap(
    db: &impl ConnectionTrait,
    row: &Model,
    old: &Key,
    new: &Key,
) -> Result<(), KeyError> {
    let key = row.unwrap(old)?;
    let place = place(&row.purpose, row.version, row.id);
    let wrapped = wrap(new, &place, &row.purpose, &key)?;
    Entity::update_many()
        .col_expr(Column::Wrapped, Expr::value(wrapped))
        .col_expr(Column::CheckValue, Expr::value(check_value(new, row.id)))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Wrapped.eq(row.wrapped.clone()))
        .exec(db)
        .await?;
    Ok(())
}

impl Model {
    /// Whether `root` is the key that wrapped this row.
    pub(super) fn is_of(&self, root: &Key) -> bool {
        use subtle::ConstantTimeEq;
        check_value(root, self.id).ct_eq(&self.check_value).into()
    }

    pub(super) fn unwrap(&self, root: &Key) -> Result<Key, KeyError> {
        if !self.is_of(root) {
            return Err(KeyError::WrongRoot);
        }
        let place = place(&self.purpose, self.version, self.id);
        let mut bytes = crypt::decrypt(&wrapping(root, &self.purpose), &place, &self.wrapped)
            .map_err(|_| KeyError::Damaged(self.id))?;
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| KeyError::Damaged(self.id));
        bytes.zeroize();
        Ok(Secret::new(key?))
    }
}

fn place(purpose: &str, version: i32, id: Uuid) -> Aad {
    Aad::new("keyring", &format!("{purpose}:{version}"), &id)
}

fn wrapping(root: &Key, purpose: &str) -> Key {
    crypt::derive(root, &format!("kontor/wrap/v1/{purpose}"))
}

fn wrap(root: &Key, place: &Aad, purpose: &str, key: &Key) -> Result<Vec<u8>, KeyError> {
    crypt::encrypt(&wrapping(root, purpose), crate::rng::bytes(), place, key.expose())
}

fn check_value(root: &Key, id: Uuid) -> Vec<u8> {
    crypt::mac(&crypt::derive(root, "kontor/check/v1"), id.as_bytes())[..16].to_vec()
}

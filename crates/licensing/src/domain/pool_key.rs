//! A key that waits in a policy's pool until a licence takes it.

pub use events::licensing::{PolicyId, PoolKeyId};
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pool_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PoolKeyId,
    pub policy: PolicyId,
    /// Sealed.
    pub key: Vec<u8>,
    /// A keyed hash, as licences have it; unique.
    pub key_hash: String,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as PoolKey;

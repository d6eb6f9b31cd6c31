//! Whose products these are, and the key pairs that everything is signed with.

pub use events::licensing::AccountId;
use platform::Millis;
use sea_orm::entity::prelude::*;

/// The house's one account, made with its first pair when the licence server is first used.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Account;

pub mod pair {
    use super::*;

    platform::id!(PairId);

    /// A key pair: one of each kind.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_pairs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PairId,
        /// `ed25519`, `ecdsa-p256` or `rsa-2048`; unique.
        pub kind: String,
        /// PKCS#8, sealed.
        pub secret: Vec<u8>,
        /// As clients are given it: 64 hexadecimal digits, or PEM.
        pub public: String,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use pair::{Model as Pair, PairId};

//! A token by which a vendor's programs come in. The database knows only a keyed hash of it.

use super::json::column_of_json;
use super::strategy::words;
pub use events::licensing::{EnvironmentId, LicenceTokenId};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// Whose token it is: what it begins with, and what it may do by itself.
    Bearer {
        Admin = "admin",
        Environment = "env",
        Product = "prod",
        User = "user",
        /// Of a licence.
        Activation = "activ",
        Developer = "dev",
        Sales = "sales",
        Support = "spprt",
        ReadOnly = "read",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LicenceTokenId,
    pub bearer: Bearer,
    /// The product, user, licence or environment whose it is; none for those of the account.
    pub of: Option<Uuid>,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// Unique.
    pub hash: String,
    /// None where all that the bearer may.
    pub permissions: Option<Permissions>,
    pub expires_at: Option<Millis>,
    pub max_activations: Option<i64>,
    pub max_deactivations: Option<i64>,
    pub activations: i64,
    pub deactivations: i64,
    /// Written at most once a minute.
    pub last_used_at: Option<Millis>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Token;

/// Names of permissions (`license.validate`).
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sea_orm::DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Permissions(pub Vec<String>);

column_of_json!(Permissions);

//! A product that is licensed.

use super::metadata::Metadata;
use super::strategy::Distribution;
pub use events::licensing::{EnvironmentId, ProductId};
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "products")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProductId,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_key: String,
    /// Unique where there is one.
    pub code: Option<String>,
    pub url: Option<String>,
    pub distribution: Distribution,
    /// With line ends between them.
    pub platforms: String,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Product;

impl Product {
    pub fn platforms(&self) -> impl Iterator<Item = &str> {
        self.platforms.lines().filter(|line| !line.is_empty())
    }
}

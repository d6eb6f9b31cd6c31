//! A release: a version of a product that was, or will be, given out.

mod draft;
mod refused;

pub use draft::{Draft, Facts};
pub use refused::Refused;

use super::metadata::Metadata;
pub use super::semver::{Channel, Constraint, Number};
use super::strategy::words;
pub use events::licensing::{EntitlementId, EnvironmentId, ProductId, ReleaseId};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// How a release stands.
    #[derive(Default)]
    Status {
        /// Nobody but the vendor sees it.
        #[default]
        Draft = "DRAFT",
        Published = "PUBLISHED",
        /// It was taken back: nobody is offered it any more.
        Yanked = "YANKED",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "releases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReleaseId,
    pub product: ProductId,
    pub environment: Option<EnvironmentId>,
    /// The version, as semver has it; unique in its product.
    pub number: String,
    /// The same as it is sorted.
    pub number_key: String,
    pub channel: Channel,
    pub status: Status,
    /// Another name that programs may ask by; unique in its product.
    pub tag: Option<String>,
    pub name: String,
    pub description: String,
    /// Older programs must be raised to this one at least.
    pub min_supported: bool,
    /// It counts as given out then: for licences whose time was over later.
    pub backdated_at: Option<Millis>,
    /// What counts of the two: when it was made, or since when it is said to be there.
    pub dated_at: Millis,
    pub published_at: Option<Millis>,
    pub yanked_at: Option<Millis>,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Release;

/// An entitlement that a licence must have for a release.
pub mod constraint {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_constraints")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub release: ReleaseId,
        pub entitlement: EntitlementId,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use constraint::Model as Required;

impl Release {
    /// A new one that was not published yet.
    pub fn new(product: ProductId, facts: &Facts, now: Millis) -> Self {
        Self {
            id: ReleaseId::new(),
            product,
            environment: None,
            number: facts.number.to_string(),
            number_key: facts.number.key(),
            channel: facts.channel,
            status: Status::Draft,
            tag: facts.tag.clone(),
            name: facts.name.clone(),
            description: facts.description.clone(),
            min_supported: facts.min_supported,
            backdated_at: facts.backdated_at,
            dated_at: facts.backdated_at.unwrap_or(now),
            published_at: None,
            yanked_at: None,
            metadata: facts.metadata.clone(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    /// What people call it.
    pub fn label(&self) -> String {
        if self.name.is_empty() {
            self.number.clone()
        } else {
            format!("{} {}", self.name, self.number)
        }
    }

    /// The version as it is compared. What is stored was read before.
    pub fn semver(&self) -> Option<Number> {
        Number::parse(&self.number)
    }

    /// Everybody who may have it gets it from now on. Nothing happens to one that is published.
    pub fn publish(&mut self, now: Millis) -> Result<bool, Refused> {
        match self.status {
            Status::Published => Ok(false),
            Status::Yanked => Err(Refused::Yanked),
            Status::Draft => {
                self.status = Status::Published;
                self.published_at = Some(now);
                Ok(true)
            }
        }
    }

    /// It is taken back for ever.
    pub fn yank(&mut self, now: Millis) -> bool {
        let changed = self.status != Status::Yanked;
        if changed {
            self.status = Status::Yanked;
            self.yanked_at = Some(now);
        }
        changed
    }
}

//! The customers' portal: the links that lead into it, the visits, and what is somebody's there.

use super::licence::LicenceId;
use super::user::LicenceUserId;
use chrono::TimeDelta;
use events::directory::OrganisationId;
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;

/// A visit of the portal.
pub mod visit {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_portal_visits")]
    pub struct Model {
        /// SHA-256 of the cookie's value in hex.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        /// The visitor's address as it is looked up.
        pub email: String,
        /// Who came in by a key sees this licence alone: nobody proved that the mailbox is theirs.
        pub licence: Option<LicenceId>,
        pub ip: String,
        pub agent: String,
        pub created_at: Millis,
        pub expires_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use visit::Model as Visit;

impl Visit {
    pub const LASTS: TimeDelta = TimeDelta::hours(8);
}

/// A link that opens the portal once.
pub mod link {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_portal_links")]
    pub struct Model {
        /// SHA-256 of what the link says in hex.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        /// To whom it was sent, as it is looked up.
        pub email: String,
        pub created_at: Millis,
        pub expires_at: Millis,
        pub used_at: Option<Millis>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use link::Model as Link;

impl Link {
    pub const LASTS: TimeDelta = TimeDelta::minutes(15);
}

/// Whose licences are there for a visitor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Owns licences, or is named as one of their users.
    pub user: Option<LicenceUserId>,
    /// Those that the visitor belongs to.
    pub organisations: Vec<OrganisationId>,
    /// Of all these, this one alone.
    pub only: Option<LicenceId>,
}

impl Holder {
    pub fn is_nobody(&self) -> bool {
        self.user.is_none() && self.organisations.is_empty()
    }
}

/// Why the portal says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("this is no mail address")]
    NoAddress,
    #[error("key and address do not belong together")]
    NoSuchKey,
    /// Stands beside [`Self::NoSuchKey`]: which of the two is wrong is not told.
    #[error("the address may be the wrong one")]
    NotOfKey,
    #[error("a key is missing")]
    NoKey,
    /// It does not tell which of the reasons it was.
    #[error("the link is unknown, was used, or has expired")]
    LinkSpent,
    #[error("nobody is known to whom the licence could be sent")]
    NobodyToWrite,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NoAddress => "licensing-portal-no-address",
            Self::NoSuchKey => "licensing-portal-no-key",
            Self::NotOfKey => "licensing-portal-not-of-key",
            Self::NoKey => "licensing-portal-key-missing",
            Self::LinkSpent => "licensing-portal-spent",
            Self::NobodyToWrite => "licensing-letter-nobody",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NoAddress | Self::NotOfKey => Some("email"),
            Self::NoSuchKey | Self::NoKey => Some("key"),
            Self::LinkSpent | Self::NobodyToWrite => None,
        }
    }
}

//! An organisation that we deal with, and the rows that belong to it.

pub use events::directory::OrganisationId;
use platform::{Lang, Millis};
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// What it is to us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Customer,
    Prospect,
    Supplier,
    Partner,
    Other,
}

impl Kind {
    pub const ALL: [Self; 5] =
        [Self::Customer, Self::Prospect, Self::Supplier, Self::Partner, Self::Other];

    /// As it is stored and sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Prospect => "prospect",
            Self::Supplier => "supplier",
            Self::Partner => "partner",
            Self::Other => "other",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Customer => "directory-kind-customer",
            Self::Prospect => "directory-kind-prospect",
            Self::Supplier => "directory-kind-supplier",
            Self::Partner => "directory-kind-partner",
            Self::Other => "directory-kind-other",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "organisations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    pub name: String,
    /// The name as it is sorted: lower case, umlauts written out.
    #[serde(skip)]
    pub name_key: String,
    pub kind: Kind,
    pub notes: String,
    /// How to write to its people; none when unknown.
    pub lang: Option<Lang>,
    pub active: bool,
    #[serde(skip)]
    pub created_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Organisation;

/// A mail domain: who writes from it belongs here.
pub mod domain {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_domains")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation: OrganisationId,
        pub position: i32,
        /// In lower case, unique.
        pub domain: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A postal address.
pub mod address {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_addresses")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation: OrganisationId,
        pub position: i32,
        pub street: String,
        pub zip: String,
        pub city: String,
        /// ISO 3166-1 alpha-2, or empty.
        pub country: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A way to reach it: phone, website or e-mail.
pub mod contact {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
    pub enum Way {
        Phone,
        Website,
        Email,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_contacts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub organisation: OrganisationId,
        pub position: i32,
        pub kind: Way,
        pub value: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The words that an organisation is found by.
pub mod word {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation: OrganisationId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

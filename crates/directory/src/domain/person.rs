//! A person that we deal with, and the rows that belong to one.

pub use events::directory::{OrganisationId, PersonId};
use platform::{Lang, Millis};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "persons")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub name: String,
    /// The name as it is sorted: lower case, umlauts written out.
    #[serde(skip)]
    pub name_key: String,
    pub organisation: Option<OrganisationId>,
    pub job_title: String,
    /// How to write to them; none when unknown.
    pub lang: Option<Lang>,
    pub notes: String,
    pub active: bool,
    /// The entry that took this one's place; such an entry is never active.
    pub merged_into: Option<PersonId>,
    #[serde(skip)]
    pub created_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Person;

/// An e-mail address; the first one is where we write to.
pub mod email {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_emails")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: PersonId,
        pub position: i32,
        pub email: String,
        /// In lower case, unique.
        pub email_key: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod phone {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_phones")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person: PersonId,
        pub position: i32,
        /// As it was written.
        pub number: String,
        /// Digits alone, `+` and `00` taken away: what a caller's number is looked up by.
        pub digits: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The words that a person is found by.
pub mod word {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "person_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

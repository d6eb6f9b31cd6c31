//! A group: the team that tickets belong to and mailboxes deliver to.

pub use events::helpdesk::GroupId;

use platform::users::UserId;
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "helpdesk_groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GroupId,
    pub name: String,
    /// The name in lower case, unique.
    pub name_key: String,
    pub active: bool,
    /// Only administrators and those who have one of its roles see its tickets.
    pub reserved: bool,
    pub created_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Group;

/// Who belongs to which group.
pub mod member {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "helpdesk_group_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub group: GroupId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user: UserId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Which own roles a reserved group is for. A role that is gone lets nobody in.
pub mod role {
    use super::*;
    use platform::RoleId;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "helpdesk_group_roles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub group: GroupId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: RoleId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A name as people read it: one line, 1 to 100 characters.
pub fn name(text: &str) -> Result<String, Refused> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Refused::NameBlank),
        n if n > 100 => Err(Refused::NameTooLong),
        _ => Ok(name),
    }
}

/// Why a group (or a category) says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a name is needed")]
    NameBlank,
    #[error("a name has at most 100 characters")]
    NameTooLong,
    #[error("this name is taken")]
    NameTaken,
    #[error("a mailbox still delivers to this group")]
    InUse,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameBlank => "helpdesk-group-name-blank",
            Self::NameTooLong => "helpdesk-group-name-too-long",
            Self::NameTaken => "helpdesk-group-name-taken",
            Self::InUse => "helpdesk-group-in-use",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::InUse => Some("active"),
            _ => Some("name"),
        }
    }
}

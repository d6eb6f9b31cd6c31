//! A mail as it came in: stored byte by byte before anything is understood of it.

pub use events::helpdesk::MailId;

use crate::domain::ticket::MailboxId;
use platform::Millis;
use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
pub enum State {
    /// On disk; not read yet.
    Stored,
    /// In a ticket.
    Read,
    /// Our own mail that came back in a loop: kept, and in no ticket.
    Dropped,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    pub mailbox: MailboxId,
    pub folder: String,
    /// RFC 3501 §2.3.1.1; none where the server gives no usable one.
    pub uid_validity: Option<i64>,
    pub uid: Option<i64>,
    /// Keyed hash over all bytes: the same mail is stored once, whatever its ids say.
    pub token: String,
    /// Where its bytes lie in `platform::files`.
    pub file: String,
    pub size: i64,
    /// Comes in closed and is answered by nobody.
    pub archived: bool,
    pub state: State,
    /// How often reading it failed; what was wrong at last.
    pub attempts: i32,
    pub error: Option<String>,
    /// When the mailbox took it in.
    pub received_at: Millis,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Mail;

/// How far a folder was read.
pub mod cursor {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "mail_cursors")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub mailbox: MailboxId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub folder: String,
        pub uid_validity: i64,
        pub last_uid: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

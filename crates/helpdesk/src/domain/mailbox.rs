//! A mailbox that customers write to and answers leave from.

pub use events::helpdesk::MailboxId;

use crate::domain::group::GroupId;
use platform::{Lang, Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// Plain at first, then TLS; refused if the server will not.
    Starttls,
    /// None; only to this very machine.
    Plain,
}

impl Security {
    pub const ALL: [Self; 3] = [Self::Tls, Self::Starttls, Self::Plain];

    pub fn name(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::Starttls => "starttls",
            Self::Plain => "plain",
        }
    }
}

/// What happens on the server to a mail that we have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum AfterFetch {
    MarkSeen,
    /// Into `move_to`.
    Move,
    /// Nothing at all.
    Leave,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mailboxes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailboxId,
    pub name: String,
    pub address: String,
    /// In lower case, unique.
    pub address_key: String,
    pub group: GroupId,
    /// The name that customers see as sender.
    pub sender_name: String,
    pub signature: String,
    pub lang: Lang,
    pub imap_host: String,
    pub imap_port: i32,
    pub imap_security: Security,
    pub imap_username: String,
    /// Sealed.
    pub imap_password: Vec<u8>,
    pub folder: String,
    pub after_fetch: AfterFetch,
    pub move_to: String,
    pub smtp_host: String,
    pub smtp_port: i32,
    pub smtp_security: Security,
    pub smtp_username: String,
    /// Sealed; empty where the IMAP one serves for both.
    pub smtp_password: Vec<u8>,
    /// The mail server whose `Authentication-Results` are believed; blank: none are.
    pub authserv_id: String,
    /// Customers get an acknowledgement with the ticket's number.
    pub acknowledge: bool,
    pub active: bool,
    /// Mail that was there before the first connection comes in closed and is answered by nobody.
    pub archive_first: bool,
    /// When it was first read; mail received before is old mail.
    pub connected_at: Option<Millis>,
    /// Blank while all is well, else what is wrong: its kind and the server's words (`platform::mail::Error`).
    pub trouble: String,
    pub trouble_since: Option<Millis>,
    pub last_fetch_at: Option<Millis>,
    pub created_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Mailbox;

impl Model {
    /// Its server has a name that is made up for examples (RFC 2606 §2), as those of the demo data.
    pub fn leads_nowhere(&self) -> bool {
        [".example", ".invalid"].iter().any(|end| self.imap_host.ends_with(end))
    }
}

/// Why a mailbox says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("this is no mail address")]
    AddressInvalid,
    #[error("another mailbox has this address")]
    AddressTaken,
    #[error("the field {0} is needed")]
    Blank(&'static str),
    #[error("the field {0} is too long")]
    TooLong(&'static str),
    #[error("a port is a number from 1 to 65535")]
    PortInvalid(&'static str),
    #[error("without TLS only this very machine may be reached")]
    PlainElsewhere(&'static str),
    #[error("there is no such choice")]
    ChoiceUnknown(&'static str),
    #[error("the stored password is for another server or account; type it again")]
    PasswordAgain(&'static str),
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::AddressInvalid => "helpdesk-mailbox-address-invalid",
            Self::AddressTaken => "helpdesk-mailbox-address-taken",
            Self::Blank(_) => "helpdesk-mailbox-blank",
            Self::TooLong(_) => "helpdesk-mailbox-too-long",
            Self::PortInvalid(_) => "helpdesk-mailbox-port-invalid",
            Self::PlainElsewhere(_) => "helpdesk-mailbox-plain-elsewhere",
            Self::ChoiceUnknown(_) => "helpdesk-mailbox-choice-unknown",
            Self::PasswordAgain(_) => "helpdesk-mailbox-password-again",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::AddressInvalid | Self::AddressTaken => "address",
            Self::Blank(field)
            | Self::TooLong(field)
            | Self::PortInvalid(field)
            | Self::PlainElsewhere(field)
            | Self::ChoiceUnknown(field)
            | Self::PasswordAgain(field) => field,
        })
    }
}

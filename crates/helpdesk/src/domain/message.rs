//! One entry in a ticket's conversation.

pub use events::helpdesk::{MailId, MessageId};

use crate::domain::recipient::is_address;
use crate::domain::ticket::TicketId;
use events::directory::PersonId;
use platform::users::UserId;
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Who wrote it, and to whom it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// From the customer, by mail or noted down by an agent on the phone.
    Customer,
    /// Our answer.
    Agent,
    /// Internal; the customer never sees it.
    Note,
    /// A mail that we sent by ourselves: acknowledgement, history.
    Automatic,
}

/// Where an outgoing mail stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    Queued,
    /// Between the mail's last byte and the server's answer.
    HandingOver,
    Sent,
    /// The server said no for good, or a person has to look.
    Failed,
    /// The connection broke at the one moment where nobody knows: a person decides.
    Uncertain,
    /// It came back.
    Bounced,
}

impl Delivery {
    pub fn key(self) -> &'static str {
        match self {
            Self::Queued => "helpdesk-delivery-queued",
            Self::HandingOver => "helpdesk-delivery-handing-over",
            Self::Sent => "helpdesk-delivery-sent",
            Self::Failed => "helpdesk-delivery-failed",
            Self::Uncertain => "helpdesk-delivery-uncertain",
            Self::Bounced => "helpdesk-delivery-bounced",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::HandingOver => "handing_over",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Uncertain => "uncertain",
            Self::Bounced => "bounced",
        }
    }
}

/// What `automatic` says of the note that leads to the ticket which this one came out of.
pub const RELATED: &str = "related";

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MessageId,
    pub ticket: TicketId,
    pub kind: Kind,
    pub author: Option<UserId>,
    pub person: Option<PersonId>,
    pub from_name: String,
    pub from_address: String,
    /// Addresses as they stand in the mail, comma-separated.
    pub to_addresses: String,
    pub cc_addresses: String,
    pub subject: String,
    /// `text/html` or `text/plain`: what `body` is.
    pub content_type: String,
    /// The whole body as it came; HTML is made safe when it is shown.
    pub body: String,
    /// The whole body as plain text: for search, quotes and people who prefer it.
    pub text: String,
    /// The part that the sender wrote new, as plain text.
    pub text_new: String,
    /// What kind of machine sent it; blank for a person.
    pub automatic: String,
    /// The receiving server says that it is not from whom it claims.
    pub unverified: bool,
    /// The Message-ID without brackets.
    pub message_id: String,
    /// The mail as it came in.
    pub mail: Option<MailId>,
    /// For our own mails: where they stand.
    pub delivery: Option<Delivery>,
    /// When it was written, by the sender's own word where that is believable.
    pub written_at: Millis,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Message;

impl Message {
    /// A message of plain text that is all new, by nobody in particular, and no mail yet; `at` is when it is written.
    pub fn plain(ticket: TicketId, kind: Kind, text: impl Into<String>, at: Millis) -> Self {
        let text = text.into();
        Self {
            id: MessageId::new(),
            ticket,
            kind,
            author: None,
            person: None,
            from_name: String::new(),
            from_address: String::new(),
            to_addresses: String::new(),
            cc_addresses: String::new(),
            subject: String::new(),
            content_type: "text/plain".into(),
            body: text.clone(),
            text: text.clone(),
            text_new: text,
            automatic: String::new(),
            unverified: false,
            message_id: String::new(),
            mail: None,
            delivery: None,
            written_at: at,
            created_at: at,
        }
    }

    /// Whether the sender gave it colours, tables or pictures: then it was made for a white ground.
    pub fn has_own_look(&self) -> bool {
        const LOOKS: [&str; 7] =
            ["color", "background", "<font", "<table", "<img", "<style", "<center"];
        let html = self.body.to_ascii_lowercase();
        LOOKS.iter().any(|look| html.contains(look))
    }

    pub fn is_html(&self) -> bool {
        self.content_type == "text/html"
    }

    /// Shown to the customer when the whole conversation is sent.
    pub fn is_public(&self) -> bool {
        matches!(self.kind, Kind::Customer | Kind::Agent)
    }

    /// True when it makes its writer and its readers take part: no machine's, and nobody's in doubt.
    pub fn counts(&self) -> bool {
        self.automatic.is_empty() && !self.unverified
    }
}

/// What an answer answers: the newest entry that a customer wrote themselves and nobody doubts; the newest at all
/// where there is none such.
pub fn answered(messages: &[Message]) -> Option<&Message> {
    let written = || messages.iter().rev().filter(|entry| entry.kind == Kind::Customer);
    written().find(|entry| entry.counts()).or_else(|| written().next())
}

/// The newest message that this person wrote themselves and that an answer can go to.
pub fn last_of(messages: &[Message], person: PersonId) -> Option<&Message> {
    messages.iter().rev().find(|entry| {
        entry.kind == Kind::Customer
            && entry.person == Some(person)
            && entry.counts()
            && is_address(&entry.from_address)
    })
}

/// Text that an agent writes: at most 200,000 characters, not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    pub const MAX: usize = 200_000;

    pub fn new(text: &str) -> Result<Self, Refused> {
        let text = text.replace("\r\n", "\n").replace('\0', "");
        match text.trim().chars().count() {
            0 => Err(Refused::BodyBlank),
            n if n > Self::MAX => Err(Refused::BodyTooLong),
            _ => Ok(Self(text.trim_end().to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a message says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("there is nothing written yet")]
    BodyBlank,
    #[error("a message has at most {} characters", Body::MAX)]
    BodyTooLong,
    #[error("{0:?} is no mail address")]
    AddressInvalid(String),
    #[error("a reply needs a recipient")]
    RecipientMissing,
    #[error("at most 50 recipients")]
    TooManyRecipients,
    #[error("the ticket has no mailbox to answer from")]
    MailboxMissing,
    #[error("at most 20 attachments")]
    TooManyAttachments,
    #[error("the attachments are larger than {0} bytes together")]
    AttachmentsTooLarge(u64),
    #[error("the file {0:?} was sent already")]
    AttachmentSent(String),
    #[error("a file is no longer there")]
    AttachmentGone,
    /// A file's name, and what the virus scanner calls what it found.
    #[error("the virus scanner found {1} in {0}")]
    AttachmentInfected(String, String),
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::BodyBlank => "helpdesk-message-body-blank",
            Self::BodyTooLong => "helpdesk-message-body-too-long",
            Self::AddressInvalid(_) => "helpdesk-message-address-invalid",
            Self::RecipientMissing => "helpdesk-message-recipient-missing",
            Self::TooManyRecipients => "helpdesk-message-too-many-recipients",
            Self::MailboxMissing => "helpdesk-message-mailbox-missing",
            Self::TooManyAttachments => "helpdesk-message-too-many-attachments",
            Self::AttachmentsTooLarge(_) => "helpdesk-message-attachments-too-large",
            Self::AttachmentSent(_) => "helpdesk-message-attachment-sent",
            Self::AttachmentGone => "helpdesk-message-attachment-gone",
            Self::AttachmentInfected(..) => "helpdesk-message-attachment-infected",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::BodyBlank | Self::BodyTooLong => "body",
            Self::AddressInvalid(_) | Self::RecipientMissing | Self::TooManyRecipients => "to",
            Self::MailboxMissing => "mailbox",
            Self::TooManyAttachments
            | Self::AttachmentsTooLarge(_)
            | Self::AttachmentSent(_)
            | Self::AttachmentInfected(..)
            | Self::AttachmentGone => "attachments",
        })
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::AddressInvalid(address) => vec![("address", address.clone())],
            Self::AttachmentsTooLarge(bytes) => vec![("size", whole(*bytes))],
            Self::AttachmentSent(name) => vec![("name", name.clone())],
            Self::AttachmentInfected(name, found) => {
                vec![("name", name.clone()), ("found", found.clone())]
            }
            _ => Vec::new(),
        }
    }
}

/// A size in whole units, the same in every language.
fn whole(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} kB", bytes / 1000)
    } else {
        format!("{} MB", bytes / 1_000_000)
    }
}

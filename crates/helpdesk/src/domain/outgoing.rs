//! A mail on its way out: handed over at most once by itself; where nobody knows, a person decides.

pub use events::helpdesk::OutgoingId;

pub use crate::domain::message::Delivery;
use crate::domain::message::MessageId;
use crate::domain::ticket::{MailboxId, TicketId};
use platform::privacy::Subject;
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Why a mail did not leave, where no server said it. Stored in `detail` as they stand here, with more behind them.
pub const WAIT: &str = "some recipients were told to wait";
pub const ENDED: &str = "the server stopped while the mail was handed over";
pub const NO_JOB: &str = "its job was discarded or failed too often; nothing was handed over";
pub const NOT_READY: &str = "not ready: ";

/// What kind of mail it is: what may be repeated without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A person's answer: never sent twice by itself.
    Reply,
    /// The customer's receipt with the ticket's number.
    Acknowledgement,
    /// The whole conversation on closing.
    History,
    /// To an agent of ours.
    Notice,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outgoing_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutgoingId,
    pub purpose: Purpose,
    pub mailbox: MailboxId,
    pub ticket: Option<TicketId>,
    pub message: Option<MessageId>,
    /// Fixed when it is queued, so that a repeat can be recognised.
    pub message_id: String,
    pub sender: String,
    /// JSON list of addresses that still have to get it.
    pub recipients: String,
    /// JSON list of those that the server will never take it for, kept while others are tried again.
    pub refused: Option<String>,
    /// Where the finished mail lies in `platform::files`.
    pub file: String,
    pub state: Delivery,
    pub attempts: i32,
    pub detail: String,
    pub created_at: Millis,
    pub sent_at: Option<Millis>,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Outgoing;

/// A recipient that the mail server will never take the mail for, and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    pub address: String,
    pub reply: String,
}

impl Model {
    /// The addresses that still have to get it.
    pub fn waiting(&self) -> Vec<String> {
        serde_json::from_str(&self.recipients).unwrap_or_default()
    }

    pub fn refusals(&self) -> Vec<NotTaken> {
        self.refused.as_deref().and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
    }

    /// Who has it is done with: from now on it waits for these alone, and the refusals are kept.
    pub fn handed_over(&mut self, waiting: &[String], refused: Vec<NotTaken>) {
        let mut all = self.refusals();
        all.extend(refused);
        self.recipients = json(waiting);
        self.refused = (!all.is_empty()).then(|| json(&all));
    }

    /// It goes to this person no more, and says nothing of them.
    pub fn leave_out(&mut self, subject: &Subject) {
        let mut waiting = self.waiting();
        waiting.retain(|address| !subject.has_email(address));
        let mut refused = self.refusals();
        refused.retain(|one| !subject.has_email(&one.address));
        self.recipients = json(&waiting);
        self.refused = (!refused.is_empty()).then(|| json(&refused));
        let said = self.detail.split("; ").filter(|words| !subject.is_named_in(words));
        self.detail = said.collect::<Vec<_>>().join("; ");
    }

    /// True when nobody is left who does not have it.
    pub fn is_for_nobody(&self) -> bool {
        self.waiting().is_empty() && self.refusals().is_empty()
    }

    /// Ends the attempts: the refused stand again among those who do not have it, for whoever decides.
    /// Returns what the server said to them.
    pub fn take_refusals(&mut self) -> Vec<String> {
        let refused = self.refusals();
        self.refused = None;
        if !refused.is_empty() {
            let mut all = self.waiting();
            all.extend(refused.iter().map(|one| one.address.clone()));
            self.recipients = json(&all);
        }
        refused.into_iter().map(|one| format!("{}: {}", one.address, one.reply)).collect()
    }
}

fn json(list: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(list).expect("a list of texts is JSON")
}

/// Why a mail on its way out says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("this mail is not waiting for a decision")]
    NotUndecided,
    #[error("this mail is not waiting to be sent")]
    NotWaiting,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NotUndecided => "helpdesk-outgoing-not-undecided",
            Self::NotWaiting => "helpdesk-outgoing-not-waiting",
        }
    }
}

//! A ticket: one request from a customer, in the hands of at most one agent.

pub use events::helpdesk::{CategoryId, GroupId, MailboxId, TicketId};

use events::directory::{OrganisationId, PersonId};
use platform::users::{Role, User, UserId};
use platform::{Lang, Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The one-line summary: never blank, one line, and short enough for every database.
#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Subject(String);

impl Subject {
    pub const MAX: usize = 250;

    pub fn new(text: &str) -> Result<Self, Refused> {
        let text = one_line(text);
        match text.chars().count() {
            0 => Err(Refused::SubjectBlank),
            n if n > Self::MAX => Err(Refused::SubjectTooLong),
            _ => Ok(Self(text)),
        }
    }

    /// What a mail's subject becomes: cut where it is too long, `fallback` where there is none.
    pub fn of_mail(text: &str, fallback: &str) -> Self {
        let text = one_line(text);
        let text = if text.is_empty() { fallback } else { &text };
        if text.chars().count() <= Self::MAX {
            return Self(text.to_owned());
        }
        Self(text.chars().take(Self::MAX - 1).chain(['…']).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has looked at it.
    New,
    /// It is our turn.
    Open,
    /// It is the customer's turn.
    Waiting,
    Closed,
}

impl Status {
    pub const ALL: [Self; 4] = [Self::New, Self::Open, Self::Waiting, Self::Closed];

    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::New => "helpdesk-status-new",
            Self::Open => "helpdesk-status-open",
            Self::Waiting => "helpdesk-status-waiting",
            Self::Closed => "helpdesk-status-closed",
        }
    }

    pub fn is_open(self) -> bool {
        self != Self::Closed
    }
}

/// What can happen to a ticket's status.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Assign,
    Reply,
    Close,
    Reopen,
    CustomerWrites,
}

impl Status {
    /// The whole life of a ticket, on one screen.
    pub fn after(self, step: Step) -> Result<Self, Refused> {
        use {Status::*, Step::*};
        match (self, step) {
            (New | Open, Assign) | (Closed, Reopen) | (Open | Waiting | Closed, CustomerWrites) => {
                Ok(Open)
            }
            (Waiting, Assign) | (New | Open | Waiting | Closed, Reply) => Ok(Waiting),
            (New | Open | Waiting, Close) => Ok(Closed),
            (New, CustomerWrites) => Ok(New),
            (New | Open | Waiting, Reopen) => Err(Refused::NotClosed),
            (Closed, Assign | Close) => Err(Refused::Closed),
        }
    }
}

/// How urgent: 1 low, 2 normal, 3 high, 4 urgent.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, DeriveValueType,
)]
pub struct Priority(i16);

impl Priority {
    pub const LOW: Self = Self(1);
    pub const NORMAL: Self = Self(2);
    pub const HIGH: Self = Self(3);
    pub const URGENT: Self = Self(4);
    pub const ALL: [Self; 4] = [Self::URGENT, Self::HIGH, Self::NORMAL, Self::LOW];

    pub fn new(level: i16) -> Result<Self, Refused> {
        if (1..=4).contains(&level) { Ok(Self(level)) } else { Err(Refused::PriorityUnknown) }
    }

    pub fn get(self) -> i16 {
        self.0
    }

    pub fn key(self) -> &'static str {
        match self.0 {
            1 => "helpdesk-priority-low",
            3 => "helpdesk-priority-high",
            4 => "helpdesk-priority-urgent",
            _ => "helpdesk-priority-normal",
        }
    }
}

/// Where a ticket came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(8))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Mail,
    Phone,
    Web,
}

impl Channel {
    pub fn key(self) -> &'static str {
        match self {
            Self::Mail => "helpdesk-channel-mail",
            Self::Phone => "helpdesk-channel-phone",
            Self::Web => "helpdesk-channel-web",
        }
    }
}

/// The support levels of the house: 1 first contact … 4 development.
pub const LEVELS: [i16; 4] = [1, 2, 3, 4];

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tickets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TicketId,
    /// What people call it: `#4711`.
    pub number: i64,
    pub subject: Subject,
    pub status: Status,
    /// `status` is not `closed`: what lists filter and order by.
    pub open: bool,
    pub priority: Priority,
    pub channel: Channel,
    pub group: GroupId,
    pub category: Option<CategoryId>,
    pub assignee: Option<UserId>,
    /// Support level 1 to 4.
    pub level: i16,
    pub person: PersonId,
    pub organisation: Option<OrganisationId>,
    /// The mailbox that answers leave from.
    pub mailbox: Option<MailboxId>,
    /// The language that the customer is written to in.
    pub lang: Lang,
    /// The sender could not be verified: treat what it says with care.
    pub unverified: bool,
    pub message_count: i32,
    pub created_at: Millis,
    /// The last thing that happened; the order of lists.
    pub updated_at: Millis,
    pub last_customer_at: Option<Millis>,
    pub last_agent_at: Option<Millis>,
    pub closed_at: Option<Millis>,
    /// Counts saves; `store` refuses one made from an older reading.
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Ticket;

impl Ticket {
    fn go(&mut self, status: Status) -> bool {
        let changed = self.status != status;
        self.status = status;
        self.open = status.is_open();
        changed
    }

    /// Hands the ticket to `agent`, or to nobody; `false` if nothing changes.
    pub fn assign(&mut self, agent: Option<&User>) -> Result<bool, Refused> {
        if self.assignee == agent.map(|agent| agent.id) {
            return Ok(false);
        }
        if let Some(agent) = agent {
            if !agent.active {
                return Err(Refused::AgentInactive);
            }
            if agent.role == Role::Customer {
                return Err(Refused::AgentIsCustomer);
            }
            let status = self.status.after(Step::Assign)?;
            self.go(status);
        } else if self.status == Status::Closed {
            return Err(Refused::Closed);
        }
        self.assignee = agent.map(|agent| agent.id);
        Ok(true)
    }

    /// An agent answered: it is the customer's turn. `false` if it was already.
    pub fn replied(&mut self, now: Millis) -> Result<bool, Refused> {
        let status = self.status.after(Step::Reply)?;
        self.closed_at = None;
        self.last_agent_at = Some(now);
        Ok(self.go(status))
    }

    /// The customer wrote. Machines change nothing; a person reopens what was closed.
    pub fn customer_wrote(&mut self, now: Millis, automatic: bool) -> Result<bool, Refused> {
        if automatic {
            return Ok(false);
        }
        let status = self.status.after(Step::CustomerWrites)?;
        self.closed_at = None;
        self.last_customer_at = Some(now);
        Ok(self.go(status))
    }

    pub fn close(&mut self, now: Millis) -> Result<(), Refused> {
        let status = self.status.after(Step::Close)?;
        self.go(status);
        self.closed_at = Some(now);
        Ok(())
    }

    pub fn reopen(&mut self) -> Result<(), Refused> {
        let status = self.status.after(Step::Reopen)?;
        self.go(status);
        self.closed_at = None;
        Ok(())
    }

    /// Raises or lowers the support level; the assignee of the old level lets go.
    pub fn escalate(&mut self, to: i16, reason: &str) -> Result<bool, Refused> {
        if !LEVELS.contains(&to) {
            return Err(Refused::LevelUnknown);
        }
        if to == self.level {
            return Ok(false);
        }
        if self.status == Status::Closed {
            return Err(Refused::Closed);
        }
        if reason.trim().is_empty() {
            return Err(Refused::ReasonMissing);
        }
        if reason.chars().count() > 1000 {
            return Err(Refused::ReasonTooLong);
        }
        self.level = to;
        self.assignee = None;
        Ok(true)
    }
}

/// Why a ticket says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a ticket needs a subject")]
    SubjectBlank,
    #[error("a subject has at most {} characters", Subject::MAX)]
    SubjectTooLong,
    #[error("there is no such priority")]
    PriorityUnknown,
    #[error("the ticket is closed; reopen it first")]
    Closed,
    #[error("the ticket is not closed")]
    NotClosed,
    #[error("this agent no longer works here")]
    AgentInactive,
    #[error("customers cannot be given tickets")]
    AgentIsCustomer,
    #[error("this person does not work on tickets of this group")]
    AgentOutOfReach,
    #[error("support levels go from 1 to 4")]
    LevelUnknown,
    #[error("an escalation needs a reason")]
    ReasonMissing,
    #[error("a reason has at most 1000 characters")]
    ReasonTooLong,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::SubjectBlank => "helpdesk-ticket-subject-blank",
            Self::SubjectTooLong => "helpdesk-ticket-subject-too-long",
            Self::PriorityUnknown => "helpdesk-ticket-priority-unknown",
            Self::Closed => "helpdesk-ticket-closed",
            Self::NotClosed => "helpdesk-ticket-not-closed",
            Self::AgentInactive => "helpdesk-ticket-agent-inactive",
            Self::AgentIsCustomer => "helpdesk-ticket-agent-is-customer",
            Self::AgentOutOfReach => "helpdesk-ticket-agent-out-of-reach",
            Self::LevelUnknown => "helpdesk-ticket-level-unknown",
            Self::ReasonMissing => "helpdesk-ticket-reason-missing",
            Self::ReasonTooLong => "helpdesk-ticket-reason-too-long",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::SubjectBlank | Self::SubjectTooLong => Some("subject"),
            Self::PriorityUnknown => Some("priority"),
            Self::Closed | Self::NotClosed => Some("status"),
            Self::AgentInactive | Self::AgentIsCustomer | Self::AgentOutOfReach => Some("assignee"),
            Self::LevelUnknown => Some("level"),
            Self::ReasonMissing | Self::ReasonTooLong => Some("reason"),
        }
    }
}

/// A tag: lower case, no white space at its ends, at most 40 characters; blank ones are none.
pub fn tag(text: &str) -> Option<String> {
    let tag: String = one_line(text).to_lowercase().replace(',', " ").chars().take(40).collect();
    let tag = tag.trim().to_owned();
    (!tag.is_empty()).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_ticket_must_be_reopened_before_it_is_assigned() {
        assert_eq!(Status::Closed.after(Step::Assign), Err(Refused::Closed));
        assert_eq!(Status::Closed.after(Step::Reopen), Ok(Status::Open));
        assert_eq!(Status::Closed.after(Step::CustomerWrites), Ok(Status::Open));
    }

    #[test]
    fn a_subject_is_one_line_trimmed_and_bounded() {
        assert_eq!(Subject::new("  Printer\r\n on\tfire ").unwrap().as_str(), "Printer on fire");
        assert_eq!(Subject::new(&"x".repeat(251)), Err(Refused::SubjectTooLong));
        assert_eq!(Subject::new(" \u{7} "), Err(Refused::SubjectBlank));
        let cut = Subject::of_mail(&"ü".repeat(400), "(none)");
        assert_eq!(cut.as_str().chars().count(), Subject::MAX);
        assert_eq!(Subject::of_mail(" ", "(none)").as_str(), "(none)");
    }

    #[test]
    fn tags_are_told_apart_by_their_words_only() {
        assert_eq!(tag("  VPN  Zugang "), Some("vpn zugang".into()));
        assert_eq!(tag(" , "), None);
    }
}

//! What happens in the helpdesk.

use platform::event::Event;
use platform::users::UserId;
use serde::{Deserialize, Serialize};

platform::id!(TicketId);
platform::id!(
    /// One entry in a ticket's conversation.
    MessageId
);
platform::id!(MailboxId);
platform::id!(
    /// A team that tickets belong to.
    GroupId
);
platform::id!(CategoryId);
platform::id!(
    /// A mail on its way out.
    OutgoingId
);
platform::id!(
    /// A mail as it came in, byte by byte.
    MailId
);

/// Open lists of tickets listen to this.
pub const LIST: &str = "tickets";

macro_rules! ticket_facts {
    ($($(#[$doc:meta])* $name:ident = $text:literal { $($field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub struct $name {
            pub ticket: TicketId,
            $(pub $field: $kind,)*
        }

        impl Event for $name {
            const NAME: &'static str = $text;
            fn object(&self) -> String {
                object(self.ticket)
            }
            fn topics(&self) -> Vec<String> {
                vec![object(self.ticket), LIST.into()]
            }
        }
    )*};
}

/// What a ticket's timeline is found by, and its page listens to.
pub fn object(ticket: TicketId) -> String {
    format!("ticket:{ticket}")
}

ticket_facts! {
    /// A ticket was opened; `archived` ones are old mail, about which nobody is told.
    TicketOpened = "helpdesk.ticket_opened" {
        number: i64, message: MessageId, by_mail: bool, answerable: bool, archived: bool,
    }
    /// The customer wrote (again) into a ticket; `automatic` was no person.
    CustomerWrote = "helpdesk.customer_wrote" { message: MessageId, automatic: bool }
    /// An agent answered the customer.
    AgentReplied = "helpdesk.agent_replied" { message: MessageId }
    /// An internal note was added.
    NoteAdded = "helpdesk.note_added" { message: MessageId }
    /// A ticket got another agent, or none.
    TicketAssigned = "helpdesk.ticket_assigned" { from: Option<UserId>, to: Option<UserId> }
    /// The status changed; the names are those of the statuses.
    StatusChanged = "helpdesk.status_changed" { from: String, to: String }
    /// A ticket was closed; `silent` closings tell the customer nothing.
    TicketClosed = "helpdesk.ticket_closed" { silent: bool }
    /// The customer's mail brought a closed ticket back.
    TicketReopened = "helpdesk.ticket_reopened" { by_customer: bool }
    /// Subject, priority, category, group or customer changed: the field and its old and new value.
    TicketChanged = "helpdesk.ticket_changed" { field: String, from: String, to: String }
    /// A tag came or went.
    TicketTagged = "helpdesk.ticket_tagged" { added: Vec<String>, removed: Vec<String> }
    /// The support level changed, with the reason.
    TicketEscalated = "helpdesk.ticket_escalated" { from: i16, to: i16, reason: String }
    /// A mail of ours came back, or its outcome is known now.
    DeliveryChanged = "helpdesk.delivery_changed" { message: Option<MessageId>, state: String, detail: String }
}

/// A mailbox was added, changed or switched.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MailboxChanged {
    pub mailbox: MailboxId,
    pub what: String,
}

impl Event for MailboxChanged {
    const NAME: &'static str = "helpdesk.mailbox_changed";
    fn object(&self) -> String {
        format!("mailbox:{}", self.mailbox)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), "mailboxes".into()]
    }
}

/// A group or a category was added or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StructureChanged {
    pub kind: String,
    pub id: String,
    pub what: String,
}

impl Event for StructureChanged {
    const NAME: &'static str = "helpdesk.structure_changed";
    fn object(&self) -> String {
        format!("{}:{}", self.kind, self.id)
    }
}

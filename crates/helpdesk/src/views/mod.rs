//! Pages and fragments: functions from finished data to HTML.

pub(crate) mod badge;
pub(crate) mod category;
pub(crate) mod choices;
pub(crate) mod composer;
pub(crate) mod group;
pub(crate) mod happened;
pub(crate) mod mailbox;
pub(crate) mod mailbox_form;
pub(crate) mod message;
pub(crate) mod new_ticket;
pub(crate) mod outgoing;
pub(crate) mod panel;
pub(crate) mod ticket;
pub(crate) mod ticket_context;
pub(crate) mod ticket_filter;
pub(crate) mod ticket_list;

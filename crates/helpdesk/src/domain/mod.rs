//! The helpdesk's nouns and their rules. No queries, no HTTP, no clock, no chance.

pub mod attachment;
pub mod category;
pub mod draft;
pub mod group;
pub mod mail;
pub mod mailbox;
pub mod message;
pub mod outgoing;
pub mod recipient;
pub mod ticket;
pub mod words;

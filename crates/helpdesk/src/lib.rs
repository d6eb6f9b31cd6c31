//! Helpdesk: tickets, their conversations, and the mailboxes that they come through.
//!
//! `web` and `jobs` call `actions`; `actions` decide with `domain` and keep with `store`;
//! `views` draw; `mail` understands what comes in. Reading needs no action: `web` may ask `store`.

pub mod domain;
mod migrations;
pub mod store;

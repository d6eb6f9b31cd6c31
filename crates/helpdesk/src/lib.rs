//! Helpdesk: tickets, their conversations, and the mailboxes that they come through.
//!
//! `web` and `jobs` call `actions`; `actions` decide with `domain` and keep with `store`;
//! `views` draw; `mail` understands what comes in. Reading needs no action: `web` may ask `store`.

pub mod domain;
mod migrations;
pub mod store;

use platform::App;
use platform::i18n::Messages;

pub const APP: App = App {
    migrations: migrations::all,
    ..App::new(
        "helpdesk",
        Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") },
    )
};

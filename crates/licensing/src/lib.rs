//! Licensing: what is sold as licences, and the server that products ask for them.
//!
//! Programs come in by `wire`, which speaks Keygen's API; people by `web`. Both call the same actions.

pub mod actions;
pub mod crypto;
pub mod domain;
mod jobs;
pub mod keys;
mod migrations;
mod privacy;
pub mod rights;
pub mod store;
mod views;
mod web;
mod wire;

use platform::App;
use platform::i18n::Messages;

const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

pub const APP: App = App {
    routes: web::routes,
    jobs: jobs::all,
    migrations: migrations::all,
    rights: rights::of,
    grants: rights::GRANTS,
    optional: true,
    privacy: privacy::PRIVACY,
    sealed: keys::SEALED,
    ..App::new("licensing", MESSAGES)
};

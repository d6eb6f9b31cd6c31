//! Licensing: what is sold as licences, and the server that products ask for them.
//!
//! Programs come in by `wire`, which speaks Keygen's API; people by `web`. Both call the same actions.

pub mod actions;
mod config;
pub mod crypto;
pub mod domain;
mod jobs;
pub mod keys;
mod migrations;
mod privacy;
pub mod rights;
mod server;
pub mod store;
pub mod telling;
mod views;
mod web;
pub mod wire;

pub use config::LicensingConfig;
pub use server::Server;

use platform::App;
use platform::config::SectionSpec;
use platform::i18n::Messages;
use platform::keys::SealedColumn;

const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

/// How the app is called wherever apps have names.
const NAME: &str = "licensing";

pub const APP: App = App {
    routes: web::routes,
    jobs: jobs::all,
    reactions: jobs::reactions,
    migrations: migrations::all,
    rights: rights::of,
    grants: rights::GRANTS,
    config: || vec![SectionSpec::of::<LicensingConfig>()],
    sealed: &[SealedColumn::bytes(server::PAIRS, "id", "secret"), keys::SEALED[0], keys::SEALED[1]],
    wires: wire::WIRES,
    optional: true,
    start: |kontor| Box::pin(telling::run(kontor)),
    privacy: privacy::PRIVACY,
    ..App::new(NAME, MESSAGES)
};

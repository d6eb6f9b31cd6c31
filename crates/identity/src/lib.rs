//! Identity: the people who sign in, and how they prove who they are.

pub mod actions;
mod device;
pub mod domain;
mod jobs;
pub mod links;
mod migrations;
pub mod rights;
pub mod setup;
mod store;

pub use domain::account::Account;

use platform::App;
use platform::i18n::Messages;

pub const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

pub const APP: App = App {
    jobs: |jobs| jobs.every::<jobs::ForgetOld>(chrono::TimeDelta::hours(6)),
    migrations: migrations::all,
    rights: rights::of,
    ..App::new("identity", MESSAGES)
};

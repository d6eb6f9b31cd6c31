//! Kontor: the list of apps, and the command line in front of them.

// a test's request goes through every layer of the house, each of which is a future in a future
#![recursion_limit = "256"]

#[cfg(test)]
mod api;
mod apps;
mod beating;
mod cli;
mod demo;
mod dropping;
mod fill;
#[cfg(test)]
mod garbage;
mod house;
mod log;
#[cfg(test)]
mod safety;
mod terminal;

use platform::{App, i18n::Messages};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Every app of the house; a new one is one line here.
const APPS: &[App] =
    &[ui::APP, identity::APP, helpdesk::APP, directory::APP, licensing::APP, operations::APP];

/// The texts of the command line.
const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

fn main() -> ExitCode {
    cli::main(std::env::args_os().collect())
}

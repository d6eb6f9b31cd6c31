//! Licensing: what is sold as licences, and the server that products ask for them.
//!
//! Programs come in by `wire`, which speaks Keygen's API; people by `web`. Both call the same actions.

pub mod actions;
pub mod beats;
mod clones;
mod config;
pub mod crypto;
pub mod domain;
pub mod export;
mod flags;
pub mod history;
mod jobs;
mod kept;
pub mod keys;
mod letters;
mod lots;
mod migrations;
mod months;
pub mod notes;
mod portal;
mod privacy;
mod recent;
mod rewind;
pub mod rights;
mod server;
mod session_beats;
mod session_token;
mod signs;
pub mod store;
pub mod telling;
mod views;
mod web;
pub mod wire;

pub use config::LicensingConfig;
pub use server::Server;

use platform::app::{About, AdminEntry, Panel, Porch, RailEntry, Tile};
use platform::config::SectionSpec;
use platform::i18n::Messages;
use platform::keys::SealedColumn;
use platform::sweep::FileColumn;
use platform::{App, Kontor};

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
    sealed: &[
        SealedColumn::bytes(server::PAIRS, "id", "secret"),
        SealedColumn::bytes("licences", "id", "key"),
        SealedColumn::bytes("pool_keys", "id", "key"),
        SealedColumn::bytes("licence_imports", "id", "token"),
        SealedColumn::bytes("licence_import_rows", "id", "raw"),
    ],
    wires: wire::WIRES,
    admin: &[
        AdminEntry {
            icon: "key",
            label: "licensing-account",
            hint: "licensing-account-text",
            path: "/admin/licensing",
            right: rights::MANAGE,
        },
        AdminEntry {
            icon: "download",
            label: "licensing-moving",
            hint: "licensing-moving-hint",
            path: "/licences/moving",
            right: rights::MANAGE,
        },
    ],
    rail: &[RailEntry {
        icon: "key-round",
        label: "licensing-app",
        path: "/licences",
        chord: 'l',
        right: Some(rights::VIEW),
        hue: "licences",
    }],
    panels: &[
        Panel {
            about: About::Organisation,
            label: "licensing-app",
            path: "/panels/licences/organisation/",
            right: rights::VIEW,
        },
        Panel {
            about: About::Person,
            label: "licensing-app",
            path: "/panels/licences/person/",
            right: rights::VIEW,
        },
    ],
    tiles: &[Tile {
        label: "licensing-app",
        draw: |cx| Box::pin(web::tile(cx)),
        right: rights::VIEW,
    }],
    palette: |cx, text| Box::pin(web::hits(cx, text)),
    porches: &[Porch {
        below: "/portal",
        cookie: portal::LANGUAGE,
        problem: |cx, what| Box::pin(async move { web::portal_problem(&cx, &what).await }),
    }],
    optional: true,
    flags: &[flags::PORTAL],
    files: &[FileColumn::new("artifact_parts", "file")],
    start: |kontor| Box::pin(start(kontor)),
    privacy: privacy::PRIVACY,
    ..App::new(NAME, MESSAGES)
};

/// What goes on beside requests and jobs, each until the server stops.
async fn start(kontor: Kontor) {
    if let Err(cause) = actions::awake(&kontor).await {
        tracing::error!(%cause, "it is not known since when heartbeats were missed");
    }
    tokio::join!(history::keep(kontor.clone()), notes::keep(kontor.clone()), telling::run(kontor));
}

//! Helpdesk: tickets, their conversations, and the mailboxes that they come through.
//!
//! `web` and `jobs` call `actions`; `actions` decide with `domain` and keep with `store`;
//! `views` draw; `mail` understands what comes in. Reading needs no action: `web` may ask `store`.

pub mod actions;
mod api;
pub mod config;
pub mod domain;
mod jobs;
pub mod mail;
mod migrations;
mod privacy;
pub mod rights;
pub mod store;
mod views;
mod web;

use platform::App;
use platform::app::{About, AdminEntry, Panel, RailEntry, Tile};
use platform::config::SectionSpec;
use platform::i18n::Messages;
use platform::keys::SealedColumn;
use platform::sweep::FileColumn;

/// The app's name; what runs beside the requests asks by it whether it rests.
const NAME: &str = "helpdesk";

pub const APP: App = App {
    routes: web::routes,
    api: api::endpoints,
    scopes: api::SCOPES,
    jobs: jobs::jobs,
    reactions: jobs::reactions,
    migrations: migrations::all,
    rights: rights::of,
    grants: rights::GRANTS,
    config: || vec![SectionSpec::of::<config::HelpdeskConfig>()],
    rail: &[RailEntry {
        icon: "ticket",
        label: "helpdesk-app",
        path: "/tickets",
        chord: 't',
        right: Some(rights::VIEW),
        hue: "tickets",
    }],
    admin: &[
        AdminEntry {
            icon: "inbox",
            label: "helpdesk-admin-mailboxes",
            hint: "helpdesk-admin-mailboxes-hint",
            path: "/admin/mailboxes",
            right: rights::MANAGE,
        },
        AdminEntry {
            icon: "users",
            label: "helpdesk-admin-groups",
            hint: "helpdesk-admin-groups-hint",
            path: "/admin/groups",
            right: rights::MANAGE,
        },
        AdminEntry {
            icon: "tags",
            label: "helpdesk-admin-categories",
            hint: "helpdesk-admin-categories-hint",
            path: "/admin/categories",
            right: rights::MANAGE,
        },
        AdminEntry {
            icon: "send",
            label: "helpdesk-admin-outgoing",
            hint: "helpdesk-admin-outgoing-hint",
            path: "/admin/outgoing",
            right: rights::WORK,
        },
    ],
    panels: &[
        Panel {
            about: About::Organisation,
            label: "helpdesk-app",
            path: "/panels/tickets/organisation/",
            right: rights::VIEW,
        },
        Panel {
            about: About::Person,
            label: "helpdesk-app",
            path: "/panels/tickets/person/",
            right: rights::VIEW,
        },
    ],
    tiles: &[Tile {
        label: "helpdesk-app",
        draw: |cx| Box::pin(web::tile(cx)),
        right: rights::VIEW,
    }],
    palette: |cx, text| Box::pin(web::hits(cx, text)),
    health: |kontor| Box::pin(mail::health(kontor)),
    sealed: &[
        SealedColumn::bytes("mailboxes", "id", "imap_password"),
        SealedColumn::bytes("mailboxes", "id", "smtp_password"),
    ],
    files: &[
        FileColumn::new("mails", "file"),
        FileColumn::new("attachments", "file"),
        FileColumn::new("outgoing_mails", "file"),
    ],
    privacy: privacy::PRIVACY,
    optional: true,
    start: |kontor| Box::pin(mail::watch::run(kontor)),
    ..App::new(
        NAME,
        Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") },
    )
};

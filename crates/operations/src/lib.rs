//! Operations: what runs, what happened, and how well the server is.
//!
//! It shows what the platform keeps; nothing here is known to other apps.

pub mod actions;
mod archive;
mod config;
pub mod domain;
mod health;
mod jobs;
mod migrations;
mod privacy;
mod store;
mod views;
mod web;

pub use config::{AuditConfig, PrivacyConfig};
pub use views::archive::{purposes, record};

use platform::app::{AccountEntry, AdminEntry, Door};
use platform::config::SectionSpec;
use platform::i18n::Messages;
use platform::keys::SealedColumn;
use platform::sweep::FileColumn;
use platform::{App, rights};

const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

pub const APP: App = App {
    routes: web::routes,
    jobs: |jobs| {
        jobs.every::<jobs::VerifyAudit>(chrono::TimeDelta::days(1));
        // the setting says how old a head must be before the next one
        jobs.every::<jobs::SignHead>(chrono::TimeDelta::minutes(5));
        jobs.add::<jobs::ShipHead>();
        jobs.add::<jobs::WriteExport>();
        jobs.add::<jobs::EraseSubject>();
        jobs.every::<jobs::ApplyRules>(chrono::TimeDelta::days(1));
    },
    config: || vec![SectionSpec::of::<AuditConfig>(), SectionSpec::of::<PrivacyConfig>()],
    admin: &[
        AdminEntry {
            icon: "activity",
            label: "operations-health",
            hint: "operations-health-hint",
            path: "/admin/health",
            right: rights::OPERATE,
        },
        AdminEntry {
            icon: "list-checks",
            label: "operations-queues",
            hint: "operations-queues-hint",
            path: "/admin/queues",
            right: rights::OPERATE,
        },
        AdminEntry {
            icon: "scroll-text",
            label: "operations-audit",
            hint: "operations-audit-hint",
            path: "/admin/audit",
            right: rights::OPERATE,
        },
        AdminEntry {
            icon: "ban",
            label: "operations-blocked",
            hint: "operations-blocked-hint",
            path: "/admin/blocked",
            right: rights::OPERATE,
        },
        AdminEntry {
            icon: "sliders-horizontal",
            label: "operations-switches",
            hint: "operations-switches-hint",
            path: "/admin/switches",
            right: rights::OPERATE,
        },
        AdminEntry {
            icon: "shield-check",
            label: "operations-privacy",
            hint: "operations-privacy-hint",
            path: "/admin/privacy",
            right: rights::PRIVACY,
        },
    ],
    account: &[AccountEntry { icon: "archive", label: "operations-own", path: "/account/data" }],
    migrations: migrations::all,
    sealed: &[SealedColumn::text("erasures", "id", "subject")],
    files: &[FileColumn::new("data_export_files", "file")],
    privacy: privacy::PRIVACY,
    // what turns read-only mode off
    doors: &[Door::Always("/admin/switches/read-only")],
    health: |kontor| Box::pin(health::checks(kontor)),
    ..App::new("operations", MESSAGES)
};

//! Operations: what runs, what happened, and how well the server is.
//!
//! It shows what the platform keeps; nothing here is known to other apps.

pub mod actions;
mod config;
pub mod domain;
mod health;
mod jobs;
mod views;
mod web;

pub use config::AuditConfig;

use platform::app::AdminEntry;
use platform::config::SectionSpec;
use platform::i18n::Messages;
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
    },
    config: || vec![SectionSpec::of::<AuditConfig>()],
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
    ],
    health: |kontor| Box::pin(health::checks(kontor)),
    ..App::new("operations", MESSAGES)
};

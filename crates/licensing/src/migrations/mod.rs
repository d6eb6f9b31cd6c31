//! The tables of licensing, step by step.

mod m2026_11_22_batches;
mod m2026_11_22_imports;
mod m2026_11_22_licence_lists;
mod m2026_11_22_licensing;
mod m2026_11_22_machine_lists;
mod m2026_11_22_overdue;
mod m2026_11_22_releases;
mod m2026_11_22_resources;
mod m2026_11_22_sessions;
mod m2026_11_22_webhooks;

use platform::db::migrate::Migrations;

pub fn all() -> Migrations {
    vec![
        Box::new(m2026_11_22_licensing::Licensing),
        Box::new(m2026_11_22_releases::Releases),
        Box::new(m2026_11_22_resources::Resources),
        Box::new(m2026_11_22_webhooks::Webhooks),
        Box::new(m2026_11_22_overdue::Overdue),
        Box::new(m2026_11_22_licence_lists::LicenceLists),
        Box::new(m2026_11_22_sessions::Sessions),
        Box::new(m2026_11_22_batches::Batches),
        Box::new(m2026_11_22_imports::Imports),
        Box::new(m2026_11_22_machine_lists::MachineLists),
    ]
}

//! The tables of licensing, step by step.

mod m2026_11_22_activation_events;
mod m2026_11_22_anomalies;
mod m2026_11_22_batches;
mod m2026_11_22_imports;
mod m2026_11_22_imports_tell;
mod m2026_11_22_licence_lists;
mod m2026_11_22_licensing;
mod m2026_11_22_machine_lists;
mod m2026_11_22_meters;
mod m2026_11_22_overdue;
mod m2026_11_22_portal;
mod m2026_11_22_releases;
mod m2026_11_22_resources;
mod m2026_11_22_saved_filters;
mod m2026_11_22_sessions;
mod m2026_11_22_usage;
mod m2026_11_22_user_words;
mod m2026_11_22_webhooks;
mod m2026_11_22_words;

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
        Box::new(m2026_11_22_activation_events::ActivationEvents),
        Box::new(m2026_11_22_anomalies::Anomalies),
        Box::new(m2026_11_22_portal::Portal),
        Box::new(m2026_11_22_usage::Usage),
        Box::new(m2026_11_22_meters::Meters),
        Box::new(m2026_11_22_imports::Imports),
        Box::new(m2026_11_22_machine_lists::MachineLists),
        Box::new(m2026_11_22_words::Words),
        Box::new(m2026_11_22_user_words::UserWords),
        Box::new(m2026_11_22_saved_filters::SavedFilters),
        Box::new(m2026_11_22_imports_tell::ImportsTell),
    ]
}

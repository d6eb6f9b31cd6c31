//! The tables of licensing, step by step.

mod m2026_11_22_licence_lists;
mod m2026_11_22_licensing;

use platform::db::migrate::Migrations;

pub fn all() -> Migrations {
    vec![
        Box::new(m2026_11_22_licensing::Licensing),
        Box::new(m2026_11_22_licence_lists::LicenceLists),
    ]
}

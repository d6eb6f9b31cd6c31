//! The steps of this app's schema.

mod m2026_11_03_identity;

use platform::db::migrate::Migrations;

pub fn all() -> Migrations {
    vec![Box::new(m2026_11_03_identity::Identity)]
}

//! The directory's tables, step by step.

mod m2026_11_20_directory;

use platform::db::migrate::Migrations;

pub fn all() -> Migrations {
    vec![Box::new(m2026_11_20_directory::Directory)]
}

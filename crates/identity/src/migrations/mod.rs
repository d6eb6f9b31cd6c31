//! The steps of this app's schema.

mod m2026_11_03_identity;
mod m2026_11_21_email_changes;
mod m2026_11_21_factors;
mod m2026_11_21_farewells;
mod m2026_11_21_keys;
mod m2026_11_21_linked;
mod m2026_11_21_passkeys;
mod m2026_11_21_programs;
mod m2026_11_21_stolen_passwords;
mod m2026_11_22_grants;

use platform::db::migrate::Migrations;
use sea_orm_migration::prelude::*;

pub fn all() -> Migrations {
    vec![
        Box::new(m2026_11_03_identity::Identity),
        Box::new(m2026_11_21_factors::Factors),
        Box::new(m2026_11_21_keys::Keys),
        Box::new(m2026_11_21_email_changes::EmailChanges),
        Box::new(m2026_11_21_linked::Linked),
        Box::new(m2026_11_21_programs::Programs),
        Box::new(m2026_11_21_passkeys::Passkeys),
        Box::new(m2026_11_21_stolen_passwords::StolenPasswords),
        Box::new(m2026_11_21_farewells::Farewells),
        Box::new(m2026_11_22_grants::Grants),
    ]
}

/// What belongs to a user goes with the user.
fn of_user(name: &'static str, table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(table, "user")
        .to("users", "id")
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

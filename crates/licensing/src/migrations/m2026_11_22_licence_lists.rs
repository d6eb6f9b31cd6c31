//! What lists and searches of licences and machines are read by.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct LicenceLists;

impl MigrationName for LicenceLists {
    fn name(&self) -> &'static str {
        "2026_11_22_licensing_lists"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for LicenceLists {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        index(m, "licences_by_hint", "licences", &["key_hint", "created_at", "id"]).await?;
        index(m, "licence_users_by_standing", "licence_users", &["standing", "id"]).await?;
        index(m, "machines_by_names", "machines", &["name", "hostname", "id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("machines_by_names", "machines"),
            ("licence_users_by_standing", "licence_users"),
            ("licences_by_hint", "licences"),
        ] {
            m.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }
}

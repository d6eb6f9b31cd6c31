//! Filters that people keep under a name, and with which of them their lists open.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct SavedFilters;

impl MigrationName for SavedFilters {
    fn name(&self) -> &'static str {
        "2026_11_22_saved_filters"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SavedFilters {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let filters = Table::create()
            .table("licence_filters")
            .col(pk_uuid("id"))
            .col(ascii(m, "list", 40))
            .col(uuid_null("user"))
            .col(string_len("name", 80))
            .col(long_text(m, "query"))
            .col(boolean("shared"))
            .col(millis("created_at"))
            .col(millis("updated_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(filters).await?;
        index(m, "licence_filters_of", "licence_filters", &["user", "list"]).await?;
        index(m, "licence_filters_shared", "licence_filters", &["shared", "list"]).await?;
        let openings = Table::create()
            .table("licence_filter_openings")
            .col(uuid("user"))
            .col(ascii(m, "list", 40))
            .col(uuid("filter"))
            .primary_key(Index::create().col("user").col("list"))
            .to_owned();
        m.create_table(openings).await?;
        let table = "licence_filter_openings";
        index(m, "licence_filter_openings_with", table, &["filter"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_filter_openings", "licence_filters"]).await
    }
}

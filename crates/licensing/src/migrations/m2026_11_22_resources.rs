//! The pool of domains, addresses and numbers.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Resources;

impl MigrationName for Resources {
    fn name(&self) -> &'static str {
        "2026_11_22_resources"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Resources {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let resources = Table::create()
            .table("licence_resources")
            .col(pk_uuid("id"))
            .col(string_len("kind", 40))
            .col(key_text(m, "value", 253))
            .col(boolean("is_test"))
            .col(string_len("state", 40))
            .col(uuid_null("licence"))
            .col(millis("since"))
            .col(millis_null("quarantine_until"))
            .col(string_len("reason", 200))
            .col(millis("created_at"))
            .col(millis("updated_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(resources).await?;
        let table = "licence_resources";
        unique(m, "licence_resources_by_value", table, &["kind", "value"]).await?;
        let pool = ["kind", "is_test", "state", "since", "id"];
        index(m, "licence_resources_pool", table, &pool).await?;
        index(m, "licence_resources_of", table, &["licence", "kind", "value"]).await?;
        index(m, "licence_resources_back", table, &["state", "quarantine_until"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_resources"]).await
    }
}

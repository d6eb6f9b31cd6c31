//! What looks like misuse.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Anomalies;

impl MigrationName for Anomalies {
    fn name(&self) -> &'static str {
        "2026_11_22_licence_anomalies"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Anomalies {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let table = "licence_anomalies";
        let anomalies = Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(string_len("kind", 40))
            .col(string_len("severity", 40))
            .col(uuid_null("licence"))
            .col(uuid_null("machine"))
            .col(key_text(m, "claim", 200))
            .col(long_text(m, "evidence"))
            .col(big_integer("count"))
            .col(millis("first_at"))
            .col(millis("last_at"))
            .col(boolean("open"))
            .col(uuid_null("resolved_by"))
            .col(millis_null("resolved_at"))
            .col(string_len("note", 1000))
            .col(integer("version"))
            .to_owned();
        m.create_table(anomalies).await?;
        unique(m, "licence_anomalies_claim", table, &["claim"]).await?;
        index(m, "licence_anomalies_seen", table, &["open", "last_at", "id"]).await?;
        index(m, "licence_anomalies_all", table, &["last_at", "id"]).await?;
        index(m, "licence_anomalies_kind", table, &["kind", "last_at", "id"]).await?;
        index(m, "licence_anomalies_of", table, &["licence", "last_at", "id"]).await?;
        index(m, "licence_anomalies_on", table, &["machine"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_anomalies"]).await
    }
}

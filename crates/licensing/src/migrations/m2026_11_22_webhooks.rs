//! Webhooks, what they are told, and how far they were told.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Webhooks;

impl MigrationName for Webhooks {
    fn name(&self) -> &'static str {
        "2026_11_22_webhooks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Webhooks {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let webhooks = Table::create()
            .table("licence_webhooks")
            .col(pk_uuid("id"))
            .col(uuid_null("environment"))
            .col(string_len("url", 1000))
            .col(long_text(m, "subscriptions"))
            .col(string_len("algorithm", 40))
            .col(string_len("api_version", 10))
            .col(boolean("enabled"))
            .col(string_len("trouble", 200))
            .col(millis("created_at"))
            .col(millis("updated_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(webhooks).await?;
        let deliveries = Table::create()
            .table("licence_deliveries")
            .col(pk_uuid("id"))
            .col(uuid("webhook"))
            .col(string_len("event", 100))
            .col(long_text(m, "payload"))
            .col(ascii(m, "token", 64))
            .col(string_len("status", 40))
            .col(integer("tries"))
            .col(integer_null("last_status"))
            .col(string_len("last_error", 500))
            .col(millis_null("last_tried_at"))
            .col(millis_null("next_try_at"))
            .col(millis("created_at"))
            .col(millis("updated_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(deliveries).await?;
        let table = "licence_deliveries";
        index(m, "licence_deliveries_by_created", table, &["created_at", "id"]).await?;
        index(m, "licence_deliveries_of", table, &["webhook", "created_at", "id"]).await?;
        index(m, "licence_deliveries_by_status", table, &["status", "created_at", "id"]).await?;
        let told = Table::create()
            .table("licence_told")
            .col(ascii(m, "name", 40).primary_key())
            .col(big_integer("seq"))
            .to_owned();
        m.create_table(told).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_told", "licence_deliveries", "licence_webhooks"]).await
    }
}

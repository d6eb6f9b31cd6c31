//! What is known of the use of licences: heartbeats, features and requests by months, and what they add up to.

use crate::store::months;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Usage;

impl MigrationName for Usage {
    fn name(&self) -> &'static str {
        "2026_11_22_usage"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Usage {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in months::ALL {
            months::create(m, table).await?;
        }
        let hours = Table::create()
            .table("licence_usage_hours")
            .col(millis("hour"))
            .col(uuid("product"))
            .col(ascii(m, "what", 20))
            .col(key_text(m, "code", 100))
            .col(big_integer("uses"))
            .primary_key(Index::create().col("what").col("hour").col("product").col("code"))
            .to_owned();
        m.create_table(hours).await?;
        let days = Table::create()
            .table("licence_usage_days")
            .col(uuid("licence"))
            .col(millis("day"))
            .col(key_text(m, "feature", 100))
            .col(uuid("product"))
            .col(big_integer("uses"))
            .col(big_integer("users"))
            .primary_key(Index::create().col("licence").col("day").col("feature"))
            .to_owned();
        m.create_table(days).await?;
        let top = ["feature", "day", "product", "licence", "uses"];
        index(m, "licence_usage_days_top", "licence_usage_days", &top).await?;
        let added = Table::create()
            .table("licence_usage_added")
            .col(pk_uuid("id"))
            .col(millis("until"))
            .col(big_integer("days"))
            .to_owned();
        m.create_table(added).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in months::ALL {
            months::remove(m, table).await?;
        }
        drop_tables(m, &["licence_usage_hours", "licence_usage_days", "licence_usage_added"]).await
    }
}

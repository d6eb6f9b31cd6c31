//! Meters, their limits, and what was counted.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Meters;

impl MigrationName for Meters {
    fn name(&self) -> &'static str {
        "2026_11_22_meters"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Meters {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let meters = Table::create()
            .table("meters")
            .col(pk_uuid("id"))
            .col(uuid_null("environment"))
            .col(string_len("name", 200))
            .col(key_text(m, "name_key", 200))
            .col(key_text(m, "code", 100))
            .col(string_len("unit", 40))
            .col(string_len("reset", 40))
            .col(big_integer_null("soft"))
            .col(big_integer_null("hard"))
            .col(long_text(m, "metadata"))
            .col(millis("created_at"))
            .col(millis("updated_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(meters).await?;
        unique(m, "meters_by_code", "meters", &["code"]).await?;
        index(m, "meters_by_name", "meters", &["name_key", "id"]).await?;
        let limits = Table::create()
            .table("meter_limits")
            .col(uuid("meter"))
            .col(uuid("of"))
            .col(big_integer_null("soft"))
            .col(big_integer_null("hard"))
            .col(millis("created_at"))
            .primary_key(Index::create().col("meter").col("of"))
            .to_owned();
        m.create_table(limits).await?;
        index(m, "meter_limits_of", "meter_limits", &["of"]).await?;
        counts(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["meter_events", "meter_counts", "meter_limits", "meters"]).await
    }
}

async fn counts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let counts = Table::create()
        .table("meter_counts")
        .col(uuid("licence"))
        .col(uuid("meter"))
        .col(millis("period"))
        .col(big_integer("counted"))
        .primary_key(Index::create().col("licence").col("meter").col("period"))
        .to_owned();
    m.create_table(counts).await?;
    index(m, "meter_counts_of", "meter_counts", &["meter"]).await?;
    let events = Table::create()
        .table("meter_events")
        .col(pk_uuid("id"))
        .col(uuid("licence"))
        .col(uuid("meter"))
        .col(key_text(m, "key", 200))
        .col(big_integer("quantity"))
        .col(millis("at"))
        .col(millis("created_at"))
        .to_owned();
    m.create_table(events).await?;
    unique(m, "meter_events_once", "meter_events", &["licence", "meter", "key"]).await?;
    index(m, "meter_events_of", "meter_events", &["meter"]).await?;
    index(m, "meter_events_by_created", "meter_events", &["created_at"]).await
}

//! Who took and freed the seats of licences.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct ActivationEvents;

impl MigrationName for ActivationEvents {
    fn name(&self) -> &'static str {
        "2026_11_22_activation_events"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ActivationEvents {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let table = "activation_events";
        let events = Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("licence"))
            .col(uuid("machine"))
            .col(string_len("kind", 40))
            .col(string_len("actor", 40))
            .col(boolean("counted"))
            .col(millis("at"))
            .to_owned();
        m.create_table(events).await?;
        index(m, "activation_events_counted", table, &["licence", "counted", "at", "id"]).await?;
        index(m, "activation_events_of", table, &["licence", "at", "id"]).await?;
        index(m, "activation_events_old", table, &["at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["activation_events"]).await
    }
}

//! The table `switches`.

use crate::db::schema::*;
use sea_orm_migration::prelude::*;

pub(crate) struct Switches;

impl MigrationName for Switches {
    fn name(&self) -> &'static str {
        "2026_11_21_switches"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Switches {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("switches")
            .col(ascii(m, "name", 64).primary_key())
            .col(boolean("turned_on"))
            .col(string_len("text_de", 1000))
            .col(string_len("text_en", 1000))
            .col(uuid_null("author"))
            .col(millis("at"))
            .to_owned();
        m.create_table(table).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["switches"]).await
    }
}

//! What one form issued.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Batches;

impl MigrationName for Batches {
    fn name(&self) -> &'static str {
        "2026_11_22_batches"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Batches {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let batches = Table::create()
            .table("licence_batches")
            .col(uuid("op"))
            .col(uuid("licence"))
            .col(millis("created_at"))
            .primary_key(Index::create().col("op").col("licence"))
            .to_owned();
        m.create_table(batches).await?;
        index(m, "licence_batches_by", "licence_batches", &["licence"]).await?;
        index(m, "licence_batches_by_created", "licence_batches", &["created_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_batches"]).await
    }
}

//! The table of legal holds.

use crate::db::schema::*;
use sea_orm_migration::prelude::*;

pub(crate) struct LegalHolds;

impl MigrationName for LegalHolds {
    fn name(&self) -> &'static str {
        "2026_11_21_legal_holds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for LegalHolds {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let holds = Table::create()
            .table("legal_holds")
            .col(ascii(m, "object", 100).primary_key())
            .col(string_len("reason", 500))
            .col(uuid_null("by"))
            .col(millis("at"))
            .to_owned();
        m.create_table(holds).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["legal_holds"]).await
    }
}

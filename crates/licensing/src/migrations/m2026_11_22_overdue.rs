//! For which missed check-in of a licence it was told.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Overdue;

impl MigrationName for Overdue {
    fn name(&self) -> &'static str {
        "2026_11_22_licensing_overdue"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Overdue {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let overdue = Table::create()
            .table("licence_overdue")
            .col(pk_uuid("licence"))
            .col(millis("due_at"))
            .to_owned();
        m.create_table(overdue).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_overdue"]).await
    }
}

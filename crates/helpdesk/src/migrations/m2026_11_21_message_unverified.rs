use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// A message knows whether its sender is in doubt.
pub struct MessageUnverified;

impl MigrationName for MessageUnverified {
    fn name(&self) -> &'static str {
        "2026_11_21_message_unverified"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for MessageUnverified {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut column = boolean("unverified");
        m.alter_table(Table::alter().table("messages").add_column(column.default(false)).to_owned())
            .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("messages").drop_column("unverified").to_owned()).await
    }
}

//! The table `keyring`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

pub struct Keyring;

impl MigrationName for Keyring {
    fn name(&self) -> &'static str {
        "2026_11_01_keyring"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Keyring {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("keyring")
            .col(pk_uuid("id"))
            .col(string_len("purpose", 32))
            .col(integer("version"))
            .col(var_binary("wrapped", 255))
            .col(string_len("state", 16))
            .col(var_binary("check_value", 32))
            .col(big_integer("created_at"))
            .index(
                Index::create().name("keyring_by_purpose").col("purpose").col("version").unique(),
            )
            .to_owned();
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("keyring").to_owned()).await
    }
}

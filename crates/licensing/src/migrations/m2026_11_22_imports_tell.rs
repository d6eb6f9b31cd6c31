//! An import says whether webhooks are told of what it takes over.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct ImportsTell;

impl MigrationName for ImportsTell {
    fn name(&self) -> &'static str {
        "2026_11_22_licence_imports_tell"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ImportsTell {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut tells = boolean("tells");
        let table =
            Table::alter().table("licence_imports").add_column(tells.default(false)).to_owned();
        m.alter_table(table).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("licence_imports").drop_column("tells").to_owned()).await
    }
}

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// A draft knows the files that are up already.
pub struct DraftFiles;

impl MigrationName for DraftFiles {
    fn name(&self) -> &'static str {
        "2026_11_21_draft_files"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for DraftFiles {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter().table("drafts").add_column(long_text_null(m, "files")).to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("drafts").drop_column("files").to_owned()).await
    }
}

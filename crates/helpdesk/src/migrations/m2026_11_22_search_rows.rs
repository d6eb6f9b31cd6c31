//! The words of a message are found by the message too, not only by a walk over all of them.

use platform::db::DbBackend;
use sea_orm_migration::prelude::*;

pub struct SearchRows;

impl MigrationName for SearchRows {
    fn name(&self) -> &'static str {
        "2026_11_22_helpdesk_search_rows"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SearchRows {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() != DbBackend::Sqlite {
            return Ok(()); // there the message is the table's key
        }
        let index = "CREATE INDEX message_search_by_message ON message_search_content (c1)";
        m.get_connection().execute_unprepared(index).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        if m.get_database_backend() == DbBackend::Sqlite {
            let gone = "DROP INDEX message_search_by_message";
            m.get_connection().execute_unprepared(gone).await?;
        }
        Ok(())
    }
}

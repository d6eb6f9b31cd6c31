//! Who uses licences now, in the order in which they were heard of.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Sessions;

impl MigrationName for Sessions {
    fn name(&self) -> &'static str {
        "2026_11_22_sessions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Sessions {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let newest = ["last_beat_at", "id"];
        index(m, "machine_processes_by_beat", "machine_processes", &newest).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let index =
            Index::drop().name("machine_processes_by_beat").table("machine_processes").to_owned();
        m.drop_index(index).await
    }
}

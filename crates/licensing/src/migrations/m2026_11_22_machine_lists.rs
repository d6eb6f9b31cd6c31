//! What lists of machines are read by that are asked for by a host or an address.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct MachineLists;

impl MigrationName for MachineLists {
    fn name(&self) -> &'static str {
        "2026_11_22_machine_lists"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for MachineLists {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        index(m, "machines_by_hostname", "machines", &["hostname", "created_at", "id"]).await?;
        index(m, "machines_by_ip", "machines", &["ip", "created_at", "id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for name in ["machines_by_ip", "machines_by_hostname"] {
            m.drop_index(Index::drop().name(name).table("machines").to_owned()).await?;
        }
        Ok(())
    }
}

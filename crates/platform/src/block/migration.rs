//! The table `blocked_addresses`.

use crate::db::schema::*;
use sea_orm_migration::prelude::*;

pub(crate) struct BlockedAddresses;

impl MigrationName for BlockedAddresses {
    fn name(&self) -> &'static str {
        "2026_11_21_blocked_addresses"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for BlockedAddresses {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("blocked_addresses")
            .col(pk_uuid("id"))
            .col(ascii(m, "address", 50))
            .col(string_len("reason", 200))
            .col(boolean("automatic"))
            .col(uuid_null("author"))
            .col(millis("since"))
            .col(millis_null("until"))
            .col(integer("times"))
            .col(big_integer("hits"))
            .col(millis_null("last_hit_at"))
            .to_owned();
        m.create_table(table).await?;
        unique(m, "blocked_by_address", "blocked_addresses", &["address"]).await?;
        index(m, "blocked_by_end", "blocked_addresses", &["until"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["blocked_addresses"]).await
    }
}

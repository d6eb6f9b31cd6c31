//! The steps of the tables of the audit trail.

use crate::db::schema::*;
use sea_orm_migration::prelude::*;

/// The trail is read by time, whoever or whatever it is narrowed to; the indexes say so.
pub(crate) struct TrailByTime;

impl MigrationName for TrailByTime {
    fn name(&self) -> &'static str {
        "2026_11_21_trail_by_time"
    }
}

const NARROWED: [(&str, &str); 3] =
    [("events_by_object", "object"), ("events_by_actor", "actor"), ("events_by_name", "name")];

async fn drop_index(m: &SchemaManager<'_>, name: &'static str) -> Result<(), DbErr> {
    m.drop_index(Index::drop().name(name).table("events").to_owned()).await
}

#[async_trait::async_trait]
impl MigrationTrait for TrailByTime {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (name, column) in NARROWED {
            drop_index(m, name).await?;
            index(m, name, "events", &[column, "at", "id"]).await?;
        }
        index(m, "events_by_time", "events", &["at", "id"]).await?;
        index(m, "events_by_ip", "events", &["ip", "at", "id"]).await?;
        index(m, "events_by_request", "events", &["request", "at", "id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for name in ["events_by_time", "events_by_ip", "events_by_request"] {
            drop_index(m, name).await?;
        }
        for (name, column) in NARROWED {
            drop_index(m, name).await?;
            index(m, name, "events", &[column, "id"]).await?;
        }
        Ok(())
    }
}

/// An address has a salt of its own, so that it can be erased alone.
pub(crate) struct AddressesApart;

impl MigrationName for AddressesApart {
    fn name(&self) -> &'static str {
        "2026_11_21_trail_addresses_apart"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for AddressesApart {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [ascii_null(m, "ip_salt", 32), ascii_null(m, "ip_digest", 64)] {
            m.alter_table(Table::alter().table("events").add_column(column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["ip_salt", "ip_digest"] {
            m.alter_table(Table::alter().table("events").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

/// What a key or a program did in somebody's name says so.
pub(crate) struct TrailVia;

impl MigrationName for TrailVia {
    fn name(&self) -> &'static str {
        "2026_11_21_trail_via"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for TrailVia {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [ascii_null(m, "via", 50), string_len_null("via_name", 100)] {
            m.alter_table(Table::alter().table("events").add_column(column).to_owned()).await?;
        }
        index(m, "events_by_via", "events", &["via", "at", "id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_index(m, "events_by_via").await?;
        for column in ["via_name", "via"] {
            m.alter_table(Table::alter().table("events").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

//! Who visits the customers' portal, and the links that lead there.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Portal;

impl MigrationName for Portal {
    fn name(&self) -> &'static str {
        "2026_11_22_portal"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Portal {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        visits(m).await?;
        links(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_portal_links", "licence_portal_visits"]).await
    }
}

async fn visits(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let visits = Table::create()
        .table("licence_portal_visits")
        .col(ascii(m, "id", 64).primary_key())
        .col(key_text(m, "email", 254))
        .col(uuid_null("licence"))
        .col(string_len("ip", 45))
        .col(string_len("agent", 200))
        .col(millis("created_at"))
        .col(millis("expires_at"))
        .to_owned();
    m.create_table(visits).await?;
    let table = "licence_portal_visits";
    index(m, "licence_portal_visits_of", table, &["email"]).await?;
    index(m, "licence_portal_visits_by_end", table, &["expires_at"]).await
}

async fn links(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let links = Table::create()
        .table("licence_portal_links")
        .col(ascii(m, "id", 64).primary_key())
        .col(key_text(m, "email", 254))
        .col(millis("created_at"))
        .col(millis("expires_at"))
        .col(millis_null("used_at"))
        .to_owned();
    m.create_table(links).await?;
    let table = "licence_portal_links";
    index(m, "licence_portal_links_of", table, &["email"]).await?;
    index(m, "licence_portal_links_by_end", table, &["expires_at"]).await
}

//! Which conversations were erased, and an index by which those of a person are found.

use platform::db::migrate::Migrations;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub fn all() -> Migrations {
    vec![Box::new(Erased), Box::new(MessagesByPerson)]
}

struct Erased;

impl MigrationName for Erased {
    fn name(&self) -> &'static str {
        "2026_11_21_helpdesk_erased_1"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Erased {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let erased = Table::create()
            .table("erased_tickets")
            .col(uuid("ticket").primary_key())
            .col(millis("at"))
            .to_owned();
        m.create_table(erased).await?;
        index(m, "tickets_by_end", "tickets", &["open", "closed_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(Index::drop().name("tickets_by_end").table("tickets").to_owned()).await?;
        drop_tables(m, &["erased_tickets"]).await
    }
}

struct MessagesByPerson;

impl MigrationName for MessagesByPerson {
    fn name(&self) -> &'static str {
        "2026_11_21_helpdesk_erased_2"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for MessagesByPerson {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        index(m, "messages_by_person", "messages", &["person", "id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(Index::drop().name("messages_by_person").table("messages").to_owned()).await
    }
}

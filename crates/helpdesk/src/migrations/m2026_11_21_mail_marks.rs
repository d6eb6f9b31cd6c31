//! What is still to be done on the mail server with mails that we have.

use platform::db::migrate::Migrations;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub fn all() -> Migrations {
    vec![Box::new(Marks)]
}

struct Marks;

impl MigrationName for Marks {
    fn name(&self) -> &'static str {
        "2026_11_21_helpdesk_mail_marks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Marks {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let marks = Table::create()
            .table("mail_marks")
            .col(uuid("mailbox"))
            .col(key_text(m, "folder", 180))
            .col(big_integer("uid_validity"))
            .col(big_integer("uid"))
            .primary_key(
                Index::create().col("mailbox").col("folder").col("uid_validity").col("uid"),
            )
            .to_owned();
        m.create_table(marks).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["mail_marks"]).await
    }
}

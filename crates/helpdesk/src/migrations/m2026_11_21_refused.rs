//! Recipients that the mail server refused for good, while others were told to wait.

use platform::db::migrate::Migrations;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub fn all() -> Migrations {
    vec![Box::new(Refused)]
}

struct Refused;

impl MigrationName for Refused {
    fn name(&self) -> &'static str {
        "2026_11_21_helpdesk_refused"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Refused {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let refused = long_text_null(m, "refused");
        m.alter_table(Table::alter().table("outgoing_mails").add_column(refused).to_owned()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("outgoing_mails").drop_column("refused").to_owned())
            .await
    }
}

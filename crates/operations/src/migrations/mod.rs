//! The steps of this app's schema: archives of people's data, and erasures.

use platform::db::migrate::Migrations;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub fn all() -> Migrations {
    vec![Box::new(Exports), Box::new(Erasures), Box::new(Begun)]
}

struct Exports;

impl MigrationName for Exports {
    fn name(&self) -> &'static str {
        "2026_11_21_operations_privacy_1_exports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Exports {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let exports = Table::create()
            .table("data_exports")
            .col(pk_uuid("id"))
            .col(ascii(m, "object", 100))
            .col(boolean("own"))
            .col(uuid("asked_by"))
            .col(ascii(m, "state", 16))
            .col(integer("done"))
            .col(integer("whole"))
            .col(millis("created_at"))
            .col(millis("expires_at"))
            .to_owned();
        m.create_table(exports).await?;
        index(m, "data_exports_by_object", "data_exports", &["object", "created_at"]).await?;
        index(m, "data_exports_by_end", "data_exports", &["expires_at"]).await?;
        let files = Table::create()
            .table("data_export_files")
            .col(uuid("export"))
            .col(integer("number"))
            .col(ascii(m, "file", 64))
            .col(big_integer("size"))
            .primary_key(Index::create().col("export").col("number"))
            .to_owned();
        m.create_table(files).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["data_export_files", "data_exports"]).await
    }
}

struct Erasures;

impl MigrationName for Erasures {
    fn name(&self) -> &'static str {
        "2026_11_21_operations_privacy_2_erasures"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Erasures {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let erasures = Table::create()
            .table("erasures")
            .col(pk_uuid("id"))
            .col(ascii(m, "object", 100))
            .col(uuid("asked_by"))
            .col(ascii(m, "state", 16))
            .col(millis_null("due"))
            .col(millis("created_at"))
            .col(millis_null("done_at"))
            .to_owned();
        m.create_table(erasures).await?;
        index(m, "erasures_by_object", "erasures", &["object", "created_at"]).await?;
        index(m, "erasures_by_state", "erasures", &["state", "due"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["erasures"]).await
    }
}

struct Begun;

impl MigrationName for Begun {
    fn name(&self) -> &'static str {
        "2026_11_22_operations_privacy_3_begun"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Begun {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let subject = long_text_null(m, "subject");
        m.alter_table(Table::alter().table("erasures").add_column(subject).to_owned()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("erasures").drop_column("subject").to_owned()).await
    }
}

//! What is on its way in: imports, and their rows.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Imports;

impl MigrationName for Imports {
    fn name(&self) -> &'static str {
        "2026_11_22_licence_imports"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Imports {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let imports = Table::create()
            .table("licence_imports")
            .col(pk_uuid("id"))
            .col(string_len("origin", 40))
            .col(string_len("name", 500))
            .col(string_len("account", 100))
            .col(bytes(m, "token"))
            .col(long_text(m, "place"))
            .col(string_len("state", 40))
            .col(string_len("trouble", 500))
            .col(big_integer("total"))
            .col(big_integer("ready"))
            .col(big_integer("known"))
            .col(big_integer("wrong"))
            .col(big_integer("created"))
            .col(millis("created_at"))
            .col(millis("updated_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(imports).await?;
        index(m, "licence_imports_by_created", "licence_imports", &["created_at", "id"]).await?;
        let rows = Table::create()
            .table("licence_import_rows")
            .col(pk_uuid("id"))
            .col(uuid("import"))
            .col(big_integer("number"))
            .col(string_len("kind", 40))
            .col(key_text(m, "source", 100))
            .col(ascii_null(m, "alike", 64))
            .col(string_len("outcome", 40))
            .col(uuid_null("ours"))
            .col(long_text(m, "wrong"))
            .col(bytes(m, "raw"))
            .to_owned();
        m.create_table(rows).await?;
        let table = "licence_import_rows";
        unique(m, "licence_import_rows_of", table, &["import", "number"]).await?;
        index(m, "licence_import_rows_from", table, &["import", "kind", "source"]).await?;
        index(m, "licence_import_rows_alike", table, &["import", "alike", "number"]).await?;
        index(m, "licence_import_rows_left", table, &["import", "outcome", "number"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["licence_import_rows", "licence_imports"]).await
    }
}

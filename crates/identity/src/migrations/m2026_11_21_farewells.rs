use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// What it takes to log out at a provider as well.
pub struct Farewells;

impl MigrationName for Farewells {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_provider_farewells"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Farewells {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let farewells = Table::create()
            .table("provider_farewells")
            .col(ascii(m, "id", 64).primary_key())
            .col(ascii(m, "provider", 32))
            .col(string_len("address", 2000))
            .col(bytes(m, "token"))
            .col(millis("expires_at"))
            .to_owned();
        m.create_table(farewells).await?;
        index(m, "provider_farewells_by_end", "provider_farewells", &["expires_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["provider_farewells"]).await
    }
}

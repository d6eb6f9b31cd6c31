use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// What it takes to ask a provider whether somebody may still come in.
pub struct Grants;

impl MigrationName for Grants {
    fn name(&self) -> &'static str {
        "2026_11_22_identity_provider_grants"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Grants {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let grants = Table::create()
            .table("provider_grants")
            .col(ascii(m, "id", 64).primary_key())
            .col(uuid("user"))
            .col(ascii(m, "provider", 32))
            .col(ascii(m, "standing", 64))
            .col(bytes(m, "token"))
            .col(millis("checked_at"))
            .foreign_key(&mut of_user("provider_grants_user", "provider_grants"))
            .to_owned();
        m.create_table(grants).await?;
        index(m, "provider_grants_by_user", "provider_grants", &["user"]).await?;
        index(m, "provider_grants_by_check", "provider_grants", &["checked_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["provider_grants"]).await
    }
}

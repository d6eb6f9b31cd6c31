use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Keys for programs.
pub struct Keys;

impl MigrationName for Keys {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_keys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Keys {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table("api_keys")
            .col(ascii(m, "id", 10).primary_key())
            .col(uuid("user"))
            .col(string_len("name", 100))
            .col(key_text(m, "name_key", 200))
            .col(ascii(m, "hash", 64))
            .col(string_len("scopes", 1000))
            .col(string_len("networks", 1000))
            .col(millis("created_at"))
            .col(millis("expires_at"))
            .col(millis_null("last_used_at"))
            .col(string_len_null("last_used_ip", 45))
            .col(millis_null("revoked_at"))
            .foreign_key(&mut of_user("api_keys_user", "api_keys"))
            .to_owned();
        m.create_table(keys).await?;
        index(m, "api_keys_by_user", "api_keys", &["user", "created_at"]).await?;
        index(m, "api_keys_by_creation", "api_keys", &["created_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["api_keys"]).await
    }
}

use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Passkeys, and the ceremonies that make or ask for one.
pub struct Passkeys;

impl MigrationName for Passkeys {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_passkeys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Passkeys {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let passkeys = Table::create()
            .table("passkeys")
            .col(uuid("id").primary_key())
            .col(uuid("user"))
            .col(ascii(m, "credential", 64).unique_key())
            .col(string_len("name", 60))
            .col(long_text(m, "passkey"))
            .col(millis("created_at"))
            .col(millis_null("last_used_at"))
            .foreign_key(&mut of_user("passkeys_user", "passkeys"))
            .to_owned();
        m.create_table(passkeys).await?;
        index(m, "passkeys_by_user", "passkeys", &["user", "created_at"]).await?;
        let ceremonies = Table::create()
            .table("passkey_ceremonies")
            .col(ascii(m, "id", 64).primary_key())
            .col(string_len("purpose", 16))
            .col(uuid_null("user"))
            .col(long_text(m, "state"))
            .col(millis("expires_at"))
            .foreign_key(&mut of_user("passkey_ceremonies_user", "passkey_ceremonies"))
            .to_owned();
        m.create_table(ceremonies).await?;
        index(m, "passkey_ceremonies_by_user", "passkey_ceremonies", &["user"]).await?;
        index(m, "passkey_ceremonies_by_end", "passkey_ceremonies", &["expires_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["passkey_ceremonies", "passkeys"]).await
    }
}

use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Second factors, recovery codes, and who waits between the first factor and the second.
pub struct Factors;

impl MigrationName for Factors {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_factors"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Factors {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let totp = Table::create()
            .table("totp_secrets")
            .col(uuid("user").primary_key())
            .col(bytes(m, "secret"))
            .col(big_integer("last_step"))
            .col(millis("created_at"))
            .foreign_key(&mut of_user("totp_secrets_user", "totp_secrets"))
            .to_owned();
        m.create_table(totp).await?;
        let codes = Table::create()
            .table("recovery_codes")
            .col(ascii(m, "id", 64).primary_key())
            .col(uuid("user"))
            .col(millis("created_at"))
            .foreign_key(&mut of_user("recovery_codes_user", "recovery_codes"))
            .to_owned();
        m.create_table(codes).await?;
        index(m, "recovery_codes_by_user", "recovery_codes", &["user"]).await?;
        let waiting = Table::create()
            .table("sign_in_waiting")
            .col(ascii(m, "id", 64).primary_key())
            .col(uuid("user"))
            .col(string_len("how", 16))
            .col(millis("expires_at"))
            .foreign_key(&mut of_user("sign_in_waiting_user", "sign_in_waiting"))
            .to_owned();
        m.create_table(waiting).await?;
        index(m, "sign_in_waiting_by_user", "sign_in_waiting", &["user"]).await?;
        index(m, "sign_in_waiting_by_end", "sign_in_waiting", &["expires_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["sign_in_waiting", "recovery_codes", "totp_secrets"]).await
    }
}

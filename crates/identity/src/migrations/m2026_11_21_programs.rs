use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Programs that signed in with a password, and their tokens.
pub struct Programs;

impl MigrationName for Programs {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_programs"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Programs {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let sign_ins = Table::create()
            .table("program_sign_ins")
            .col(pk_uuid("id"))
            .col(uuid("user"))
            .col(string_len("name", 100))
            .col(string_len("scopes", 1000))
            .col(string_len("how", 16))
            .col(string_len("ip", 45))
            .col(millis("created_at"))
            .col(millis("renewed_at"))
            .col(millis("expires_at"))
            .foreign_key(&mut of_user("program_sign_ins_user", "program_sign_ins"))
            .to_owned();
        m.create_table(sign_ins).await?;
        index(m, "program_sign_ins_by_user", "program_sign_ins", &["user"]).await?;
        index(m, "program_sign_ins_by_end", "program_sign_ins", &["expires_at"]).await?;
        let tokens = Table::create()
            .table("program_tokens")
            .col(ascii(m, "id", 10).primary_key())
            .col(uuid("sign_in"))
            .col(string_len("sort", 8))
            .col(ascii(m, "hash", 64))
            .col(millis("expires_at"))
            .col(millis_null("used_at"))
            .foreign_key(
                ForeignKey::create()
                    .name("program_tokens_sign_in")
                    .from("program_tokens", "sign_in")
                    .to("program_sign_ins", "id")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        m.create_table(tokens).await?;
        index(m, "program_tokens_by_sign_in", "program_tokens", &["sign_in"]).await?;
        index(m, "program_tokens_by_end", "program_tokens", &["expires_at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["program_tokens", "program_sign_ins"]).await
    }
}

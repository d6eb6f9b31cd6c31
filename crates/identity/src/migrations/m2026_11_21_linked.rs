use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Sign-ins at other houses that are linked with accounts here, who is on the way there, and who logged out there.
pub struct Linked;

impl MigrationName for Linked {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_linked"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Linked {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        linked(m).await?;
        journeys(m).await?;
        let logouts = Table::create()
            .table("provider_logouts")
            .col(ascii(m, "id", 64).primary_key())
            .col(millis("expires_at"))
            .to_owned();
        m.create_table(logouts).await?;
        index(m, "provider_logouts_by_end", "provider_logouts", &["expires_at"]).await?;
        for column in [ascii_null(m, "provider", 32), ascii_null(m, "provider_session", 64)] {
            let added = Table::alter().table("sign_in_waiting").add_column(column).to_owned();
            m.alter_table(added).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["provider_session", "provider"] {
            let dropped = Table::alter().table("sign_in_waiting").drop_column(column).to_owned();
            m.alter_table(dropped).await?;
        }
        drop_tables(m, &["provider_logouts", "provider_journeys", "linked_sign_ins"]).await
    }
}

/// Who it is stands in `id`, a hash: databases compare texts in their own ways, and this must be one and the same.
async fn linked(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let linked = Table::create()
        .table("linked_sign_ins")
        .col(ascii(m, "id", 64).primary_key())
        .col(uuid("user"))
        .col(ascii(m, "provider", 32))
        .col(ascii(m, "subject", 64))
        .col(string_len("known_as", 255))
        .col(millis("created_at"))
        .col(millis("last_used_at"))
        .foreign_key(&mut of_user("linked_sign_ins_user", "linked_sign_ins"))
        .to_owned();
    m.create_table(linked).await?;
    unique(m, "linked_sign_ins_by_user", "linked_sign_ins", &["user", "provider"]).await?;
    index(m, "linked_sign_ins_by_subject", "linked_sign_ins", &["subject"]).await
}

async fn journeys(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let journeys = Table::create()
        .table("provider_journeys")
        .col(ascii(m, "id", 64).primary_key())
        .col(ascii(m, "browser", 64))
        .col(ascii(m, "provider", 32))
        .col(string_len("purpose", 16))
        .col(uuid_null("user"))
        .col(ascii_null(m, "link", 64))
        .col(string_len("next", 2000))
        .col(millis("expires_at"))
        .foreign_key(&mut of_user("provider_journeys_user", "provider_journeys"))
        .to_owned();
    m.create_table(journeys).await?;
    index(m, "provider_journeys_by_user", "provider_journeys", &["user"]).await?;
    index(m, "provider_journeys_by_end", "provider_journeys", &["expires_at"]).await
}

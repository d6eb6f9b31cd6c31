use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Addresses that wait until both mailboxes have said yes.
pub struct EmailChanges;

impl MigrationName for EmailChanges {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_email_changes"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for EmailChanges {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let changes = Table::create()
            .table("email_changes")
            .col(uuid("user").primary_key())
            .col(string_len("email", 254))
            .col(ascii(m, "old_id", 64))
            .col(ascii(m, "new_id", 64))
            .col(millis_null("old_at"))
            .col(millis_null("new_at"))
            .col(millis("expires_at"))
            .foreign_key(&mut of_user("email_changes_user", "email_changes"))
            .to_owned();
        m.create_table(changes).await?;
        index(m, "email_changes_by_old", "email_changes", &["old_id"]).await?;
        index(m, "email_changes_by_new", "email_changes", &["new_id"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["email_changes"]).await
    }
}

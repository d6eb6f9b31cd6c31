use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// When a password was last looked up among stolen ones, and when it was found there.
pub struct StolenPasswords;

impl MigrationName for StolenPasswords {
    fn name(&self) -> &'static str {
        "2026_11_21_identity_stolen_passwords"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for StolenPasswords {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["looked_up_at", "stolen_at"] {
            let column = millis_null(column);
            m.alter_table(Table::alter().table("credentials").add_column(column).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["stolen_at", "looked_up_at"] {
            let dropped = Table::alter().table("credentials").drop_column(column).to_owned();
            m.alter_table(dropped).await?;
        }
        Ok(())
    }
}

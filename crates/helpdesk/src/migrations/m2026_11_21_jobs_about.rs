use platform::db::DbBackend;
use sea_orm_migration::prelude::*;

/// The jobs that send mails and were queued before jobs named what they are about.
pub struct JobsAboutMails;

impl MigrationName for JobsAboutMails {
    /// After the platform's step of which this is the beginning.
    fn name(&self) -> &'static str {
        "2026_11_21_jobs_about_mails"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for JobsAboutMails {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // the data are {"outgoing":"…"}
        let object = match m.get_database_backend() {
            DbBackend::MySql => "CONCAT('outgoing:', SUBSTR(payload, 14, 36))",
            _ => "'outgoing:' || SUBSTR(payload, 14, 36)",
        };
        let fill = format!("UPDATE jobs SET about = {object} WHERE name = 'helpdesk.send_mail'");
        m.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let clear = "UPDATE jobs SET about = NULL WHERE name = 'helpdesk.send_mail'";
        m.get_connection().execute_unprepared(clear).await?;
        Ok(())
    }
}

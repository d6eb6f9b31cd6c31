//! The platform's own tables.

use crate::db::migrate::Migrations;
use crate::db::schema::*;
use sea_orm_migration::prelude::*;

pub fn migrations() -> Migrations {
    vec![
        Box::new(Platform),
        Box::new(crate::keys::migration::Keyring),
        Box::new(SingleKeys),
        Box::new(Leases),
        Box::new(ReplacedSessions),
        Box::new(JobsAbout),
        Box::new(VouchedSessions),
        Box::new(crate::audit::migration::TrailByTime),
        Box::new(crate::audit::migration::AddressesApart),
        Box::new(crate::block::migration::BlockedAddresses),
        Box::new(crate::audit::migration::TrailVia),
        Box::new(OpsSaid),
        Box::new(crate::privacy::migration::LegalHolds),
        Box::new(crate::switch::migration::Switches),
        Box::new(crate::roles::migration::OwnRoles),
    ]
}

struct Leases;

impl MigrationName for Leases {
    fn name(&self) -> &'static str {
        "2026_11_21_leases"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Leases {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let leases = Table::create()
            .table("leases")
            .col(ascii(m, "name", 128).primary_key())
            .col(big_integer("fence"))
            .col(millis("until"))
            .to_owned();
        m.create_table(leases).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["leases"]).await
    }
}

struct Platform;

impl MigrationName for Platform {
    fn name(&self) -> &'static str {
        "2026_11_01_platform"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Platform {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        users(m).await?;
        events(m).await?;
        jobs(m).await?;
        m.create_table(
            Table::create()
                .table("ops")
                .col(pk_uuid("id"))
                .col(string_len("result", 255))
                .col(millis("at"))
                .to_owned(),
        )
        .await?;
        index(m, "ops_by_at", "ops", &["at"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["ops", "job_ticks", "jobs", "audit_chain", "events", "sessions", "users"];
        drop_tables(m, &tables).await
    }
}

async fn users(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let users = Table::create()
        .table("users")
        .col(pk_uuid("id"))
        .col(string_len("name", 200))
        .col(key_text(m, "name_key", 600))
        .col(string_len("email", 254))
        .col(key_text(m, "email_key", 254))
        .col(string_len("role", 16))
        .col(small_integer("level"))
        .col(string_len("lang", 2))
        .col(string_len("theme", 8))
        .col(boolean("active"))
        .col(millis("created_at"))
        .col(integer("version"))
        .to_owned();
    m.create_table(users).await?;
    unique(m, "users_by_email", "users", &["email_key"]).await?;
    index(m, "users_by_role", "users", &["active", "role"]).await?;
    let sessions = Table::create()
        .table("sessions")
        .col(ascii(m, "id", 64).primary_key())
        .col(uuid("user"))
        .col(millis("created_at"))
        .col(millis("last_action_at"))
        .col(millis("expires_at"))
        .col(millis("elevated_until"))
        .col(string_len("ip", 45))
        .col(string_len("agent", 200))
        .col(string_len("amr", 32))
        .foreign_key(
            ForeignKey::create()
                .name("sessions_user")
                .from("sessions", "user")
                .to("users", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    m.create_table(sessions).await?;
    index(m, "sessions_by_user", "sessions", &["user"]).await?;
    index(m, "sessions_by_end", "sessions", &["expires_at"]).await
}

async fn events(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let events = Table::create()
        .table("events")
        .col(pk_uuid("id"))
        .col(ascii(m, "name", 100))
        .col(ascii(m, "object", 100))
        .col(string_len("topics", 1000))
        .col(uuid_null("actor"))
        .col(string_len_null("ip", 45))
        .col(string_len_null("request", 64))
        .col(long_text_null(m, "payload"))
        .col(ascii_null(m, "salt", 32))
        .col(ascii(m, "digest", 64))
        .col(millis("at"))
        .col(boolean("sealed"))
        .to_owned();
    m.create_table(events).await?;
    index(m, "events_by_object", "events", &["object", "id"]).await?;
    index(m, "events_by_sealed", "events", &["sealed", "id"]).await?;
    index(m, "events_by_actor", "events", &["actor", "id"]).await?;
    index(m, "events_by_name", "events", &["name", "id"]).await?;
    let chain = Table::create()
        .table("audit_chain")
        .col(big_integer("seq").primary_key())
        .col(uuid("event"))
        .col(ascii(m, "hash", 64))
        .to_owned();
    m.create_table(chain).await?;
    unique(m, "audit_chain_by_event", "audit_chain", &["event"]).await
}

async fn jobs(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let jobs = Table::create()
        .table("jobs")
        .col(pk_uuid("id"))
        .col(ascii(m, "name", 100))
        .col(long_text(m, "payload"))
        .col(ascii(m, "state", 16))
        .col(millis("due"))
        .col(integer("attempts"))
        .col(integer("crashes"))
        .col(big_integer("fence"))
        .col(millis_null("lease_until"))
        .col(key_text_null(m, "dedupe", 200))
        .col(long_text_null(m, "last_error"))
        .col(millis("created_at"))
        .to_owned();
    m.create_table(jobs).await?;
    index(m, "jobs_by_due", "jobs", &["state", "due", "id"]).await?;
    unique(m, "jobs_by_dedupe", "jobs", &["dedupe"]).await?;
    let ticks = Table::create()
        .table("job_ticks")
        .col(ascii(m, "id", 128).primary_key())
        .col(millis("at"))
        .to_owned();
    m.create_table(ticks).await
}

/// Whether single keys are commands is remembered with the person.
struct SingleKeys;

impl MigrationName for SingleKeys {
    fn name(&self) -> &'static str {
        "2026_11_21_single_keys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for SingleKeys {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let column = boolean("single_keys").default(true).take();
        m.alter_table(Table::alter().table("users").add_column(column).to_owned()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("users").drop_column("single_keys").to_owned()).await
    }
}

/// A session that was replaced by another is told from those that stand.
struct ReplacedSessions;

impl MigrationName for ReplacedSessions {
    fn name(&self) -> &'static str {
        "2026_11_21_replaced_sessions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ReplacedSessions {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let column = ascii_null(m, "replaced_by", 64);
        m.alter_table(Table::alter().table("sessions").add_column(column).to_owned()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("sessions").drop_column("replaced_by").to_owned()).await
    }
}

/// A job names the object that it is about, so that the object's page finds it.
struct JobsAbout;

impl MigrationName for JobsAbout {
    fn name(&self) -> &'static str {
        "2026_11_21_jobs_about"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for JobsAbout {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let column = ascii_null(m, "about", 100);
        m.alter_table(Table::alter().table("jobs").add_column(column).to_owned()).await?;
        index(m, "jobs_by_about", "jobs", &["about"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(Index::drop().name("jobs_by_about").table("jobs").to_owned()).await?;
        m.alter_table(Table::alter().table("jobs").drop_column("about").to_owned()).await
    }
}

/// A session remembers the provider that vouched for its person, and which session it has there.
struct VouchedSessions;

impl MigrationName for VouchedSessions {
    fn name(&self) -> &'static str {
        "2026_11_21_vouched_sessions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for VouchedSessions {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [ascii_null(m, "provider", 32), ascii_null(m, "provider_session", 64)] {
            m.alter_table(Table::alter().table("sessions").add_column(column).to_owned()).await?;
        }
        index(m, "sessions_by_provider_session", "sessions", &["provider_session"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let by = Index::drop().name("sessions_by_provider_session").table("sessions").to_owned();
        m.drop_index(by).await?;
        for column in ["provider_session", "provider"] {
            let dropped = Table::alter().table("sessions").drop_column(column).to_owned();
            m.alter_table(dropped).await?;
        }
        Ok(())
    }
}

/// The number of a request that may be sent again remembers what the request said.
struct OpsSaid;

impl MigrationName for OpsSaid {
    fn name(&self) -> &'static str {
        "2026_11_21_ops_said"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for OpsSaid {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let column = ascii_null(m, "said", 64);
        m.alter_table(Table::alter().table("ops").add_column(column).to_owned()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(Table::alter().table("ops").drop_column("said").to_owned()).await
    }
}

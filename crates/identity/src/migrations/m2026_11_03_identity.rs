use super::of_user;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Passwords, what guards them, one-time links, and whether the setup is done.
pub struct Identity;

impl MigrationName for Identity {
    fn name(&self) -> &'static str {
        "2026_11_03_identity"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Identity {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let credentials = Table::create()
            .table("credentials")
            .col(uuid("user").primary_key())
            .col(string_len("password", 255))
            .col(millis("changed_at"))
            .foreign_key(&mut of_user("credentials_user", "credentials"))
            .to_owned();
        m.create_table(credentials).await?;
        guards(m).await?;
        links(m).await?;
        setup(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["setup", "sign_in_links", "sign_in_guards", "credentials"]).await
    }
}

/// No foreign key: names that nobody has are guarded like all others.
async fn guards(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let guards = Table::create()
        .table("sign_in_guards")
        .col(ascii(m, "id", 64).primary_key())
        .col(ascii(m, "account", 64))
        .col(integer("failures"))
        .col(integer("locks"))
        .col(millis_null("locked_until"))
        .col(millis("changed_at"))
        .to_owned();
    m.create_table(guards).await?;
    index(m, "sign_in_guards_by_account", "sign_in_guards", &["account"]).await?;
    index(m, "sign_in_guards_by_change", "sign_in_guards", &["changed_at"]).await
}

async fn links(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let links = Table::create()
        .table("sign_in_links")
        .col(ascii(m, "id", 64).primary_key())
        .col(uuid_null("user"))
        .col(string_len("purpose", 16))
        .col(millis("created_at"))
        .col(millis("expires_at"))
        .col(millis_null("used_at"))
        .foreign_key(&mut of_user("sign_in_links_user", "sign_in_links"))
        .to_owned();
    m.create_table(links).await?;
    index(m, "sign_in_links_by_user", "sign_in_links", &["user"]).await?;
    index(m, "sign_in_links_by_end", "sign_in_links", &["expires_at"]).await
}

/// One row: it is also what changes of administrators queue up at.
async fn setup(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let setup = Table::create()
        .table("setup")
        .col(integer("id").primary_key())
        .col(string_len("company", 200))
        .col(millis_null("finished_at"))
        .col(integer("changes"))
        .to_owned();
    m.create_table(setup).await?;
    let row = Query::insert()
        .into_table("setup")
        .columns(["id", "company", "changes"])
        .values_panic([1.into(), "".into(), 0.into()])
        .to_owned();
    m.execute(row).await
}

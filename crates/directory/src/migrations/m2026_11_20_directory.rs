//! Organisations and persons, with what belongs to each, and the words that they are found by.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Directory;

impl MigrationName for Directory {
    fn name(&self) -> &'static str {
        "2026_11_20_directory"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Directory {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        organisations(m).await?;
        persons(m).await?;
        words(m, "organisation_words", "organisation", "organisations").await?;
        words(m, "person_words", "person", "persons").await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "person_words",
            "organisation_words",
            "person_phones",
            "person_emails",
            "persons",
            "organisation_contacts",
            "organisation_addresses",
            "organisation_domains",
            "organisations",
        ];
        drop_tables(m, &tables).await
    }
}

async fn organisations(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let organisations = Table::create()
        .table("organisations")
        .col(pk_uuid("id"))
        .col(string_len("name", 200))
        .col(key_text(m, "name_key", 200))
        .col(string_len("kind", 16))
        .col(long_text(m, "notes"))
        .col(string_len_null("lang", 2))
        .col(boolean("active"))
        .col(millis("created_at"))
        .col(integer("version"))
        .to_owned();
    m.create_table(organisations).await?;
    index(m, "organisations_by_name", "organisations", &["name_key", "id"]).await?;
    index(m, "organisations_by_active", "organisations", &["active", "name_key", "id"]).await?;
    let domains = owned("organisation_domains", "organisation", "organisations")
        .col(key_text(m, "domain", 253))
        .to_owned();
    m.create_table(domains).await?;
    unique(m, "organisation_domains_by_domain", "organisation_domains", &["domain"]).await?;
    of_owner(m, "organisation_domains_of", "organisation_domains", "organisation").await?;
    let addresses = owned("organisation_addresses", "organisation", "organisations")
        .col(string_len("street", 200))
        .col(string_len("zip", 20))
        .col(string_len("city", 100))
        .col(string_len("country", 2))
        .to_owned();
    m.create_table(addresses).await?;
    of_owner(m, "organisation_addresses_of", "organisation_addresses", "organisation").await?;
    let contacts = owned("organisation_contacts", "organisation", "organisations")
        .col(string_len("kind", 16))
        .col(string_len("value", 500))
        .to_owned();
    m.create_table(contacts).await?;
    of_owner(m, "organisation_contacts_of", "organisation_contacts", "organisation").await
}

async fn persons(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let persons = Table::create()
        .table("persons")
        .col(pk_uuid("id"))
        .col(string_len("name", 200))
        .col(key_text(m, "name_key", 200))
        .col(uuid_null("organisation"))
        .col(string_len("job_title", 200))
        .col(string_len_null("lang", 2))
        .col(long_text(m, "notes"))
        .col(boolean("active"))
        .col(uuid_null("merged_into"))
        .col(millis("created_at"))
        .col(integer("version"))
        .foreign_key(
            ForeignKey::create()
                .name("persons_organisation")
                .from("persons", "organisation")
                .to("organisations", "id"),
        )
        .to_owned();
    m.create_table(persons).await?;
    index(m, "persons_by_name", "persons", &["name_key", "id"]).await?;
    index(m, "persons_by_active", "persons", &["active", "name_key", "id"]).await?;
    index(m, "persons_of", "persons", &["organisation", "name_key", "id"]).await?;
    let emails = owned("person_emails", "person", "persons")
        .col(string_len("email", 254))
        .col(key_text(m, "email_key", 254))
        .to_owned();
    m.create_table(emails).await?;
    unique(m, "person_emails_by_key", "person_emails", &["email_key"]).await?;
    of_owner(m, "person_emails_of", "person_emails", "person").await?;
    let phones = owned("person_phones", "person", "persons")
        .col(string_len("number", 50))
        .col(ascii(m, "digits", 50))
        .to_owned();
    m.create_table(phones).await?;
    index(m, "person_phones_by_digits", "person_phones", &["digits"]).await?;
    of_owner(m, "person_phones_of", "person_phones", "person").await
}

/// A table of rows that belong to another row and stand in an order.
fn owned(name: &'static str, owner: &'static str, of: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(pk_uuid("id"))
        .col(uuid(owner))
        .col(integer("position"))
        .foreign_key(
            ForeignKey::create()
                .name(format!("{name}_{owner}"))
                .from(name, owner)
                .to(of, "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

async fn of_owner(
    m: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    owner: &'static str,
) -> Result<(), DbErr> {
    index(m, name, table, &[owner, "position"]).await
}

/// The words that a row is found by: a search reads a range of the primary key.
async fn words(
    m: &SchemaManager<'_>,
    table: &'static str,
    owner: &'static str,
    of: &'static str,
) -> Result<(), DbErr> {
    let words = Table::create()
        .table(table)
        .col(key_text(m, "word", 100))
        .col(uuid(owner))
        .primary_key(Index::create().col("word").col(owner))
        .foreign_key(
            ForeignKey::create()
                .name(format!("{table}_{owner}"))
                .from(table, owner)
                .to(of, "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    m.create_table(words).await?;
    let name = if owner == "person" { "person_words_of" } else { "organisation_words_of" };
    index(m, name, table, &[owner]).await
}

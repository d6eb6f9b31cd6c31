//! Releases of products, their files, and what they require.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Releases;

impl MigrationName for Releases {
    fn name(&self) -> &'static str {
        "2026_11_22_releases"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Releases {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        releases(m).await?;
        artifacts(m).await?;
        let constraints = Table::create()
            .table("release_constraints")
            .col(pk_uuid("id"))
            .col(uuid("release"))
            .col(uuid("entitlement"))
            .col(millis("created_at"))
            .to_owned();
        m.create_table(constraints).await?;
        let columns = ["release", "entitlement"];
        unique(m, "release_constraints_of", "release_constraints", &columns).await?;
        index(m, "release_constraints_by", "release_constraints", &["entitlement"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["release_constraints", "artifact_parts", "release_artifacts", "releases"];
        drop_tables(m, &tables).await
    }
}

async fn releases(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let releases = Table::create()
        .table("releases")
        .col(pk_uuid("id"))
        .col(uuid("product"))
        .col(uuid_null("environment"))
        .col(key_text(m, "number", 100))
        .col(key_text(m, "number_key", 300))
        .col(string_len("channel", 40))
        .col(string_len("status", 40))
        .col(key_text_null(m, "tag", 100))
        .col(string_len("name", 200))
        .col(long_text(m, "description"))
        .col(boolean("min_supported"))
        .col(millis_null("backdated_at"))
        .col(millis("dated_at"))
        .col(millis_null("published_at"))
        .col(millis_null("yanked_at"))
        .col(long_text(m, "metadata"))
        .col(millis("created_at"))
        .col(millis("updated_at"))
        .col(integer("version"))
        .foreign_key(
            ForeignKey::create()
                .name("releases_product")
                .from("releases", "product")
                .to("products", "id"),
        )
        .to_owned();
    m.create_table(releases).await?;
    unique(m, "releases_by_number", "releases", &["product", "number_key"]).await?;
    unique(m, "releases_by_tag", "releases", &["product", "tag"]).await?;
    index(m, "releases_by_created", "releases", &["created_at", "id"]).await?;
    index(m, "releases_of_product", "releases", &["product", "created_at", "id"]).await?;
    index(m, "releases_by_name", "releases", &["number", "created_at"]).await
}

async fn artifacts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let artifacts = Table::create()
        .table("release_artifacts")
        .col(pk_uuid("id"))
        .col(uuid("release"))
        .col(uuid("product"))
        .col(key_text(m, "filename", 250))
        .col(string_len("filetype", 50))
        .col(string_len("platform", 50))
        .col(string_len("arch", 50))
        .col(big_integer_null("filesize"))
        .col(ascii_null(m, "checksum", 200))
        .col(long_text_null(m, "signature"))
        .col(string_len("status", 40))
        .col(ascii_null(m, "sha256", 64))
        .col(long_text(m, "metadata"))
        .col(millis("created_at"))
        .col(millis("updated_at"))
        .col(integer("version"))
        .foreign_key(
            ForeignKey::create()
                .name("release_artifacts_release")
                .from("release_artifacts", "release")
                .to("releases", "id"),
        )
        .to_owned();
    m.create_table(artifacts).await?;
    let table = "release_artifacts";
    unique(m, "release_artifacts_of", table, &["release", "filename"]).await?;
    index(m, "release_artifacts_by_created", table, &["created_at", "id"]).await?;
    index(m, "release_artifacts_by_name", table, &["product", "filename", "created_at"]).await?;
    index(m, "release_artifacts_by_sum", table, &["product", "checksum"]).await?;
    index(m, "release_artifacts_by_hash", table, &["product", "sha256"]).await?;
    let parts = Table::create()
        .table("artifact_parts")
        .col(uuid("artifact"))
        .col(integer("position"))
        .col(ascii(m, "file", 64))
        .col(big_integer("size"))
        .primary_key(Index::create().col("artifact").col("position"))
        .to_owned();
    m.create_table(parts).await?;
    // files that no row names are swept, asked by their names
    index(m, "artifact_parts_by_file", "artifact_parts", &["file"]).await
}

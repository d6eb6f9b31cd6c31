//! The words that licences and machines are found by, those of rows that are there already too.

use crate::store::words;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Words;

impl MigrationName for Words {
    fn name(&self) -> &'static str {
        "2026_11_22_words_of_names"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Words {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        table(m, "licence_words", "licence").await?;
        index(m, "licence_words_of", "licence_words", &["licence", "word"]).await?;
        table(m, "machine_words", "machine").await?;
        index(m, "machine_words_of", "machine_words", &["machine", "word"]).await?;
        let gather = words::gather(m.get_connection()).await;
        gather.map_err(|cause| DbErr::Migration(cause.to_string()))
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["machine_words", "licence_words"]).await
    }
}

/// A search reads a range of the primary key.
pub(super) async fn table(
    m: &SchemaManager<'_>,
    name: &'static str,
    of: &'static str,
) -> Result<(), DbErr> {
    let words = Table::create()
        .table(name)
        .col(key_text(m, "word", 60))
        .col(uuid(of))
        .primary_key(Index::create().col("word").col(of))
        .to_owned();
    m.create_table(words).await
}

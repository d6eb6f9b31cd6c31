//! The words that users of licences are found by, those of rows that are there already too.

use super::m2026_11_22_words::table;
use crate::store::words;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct UserWords;

const IN_ORDER: &str = "licence_users_in_order";

impl MigrationName for UserWords {
    fn name(&self) -> &'static str {
        "2026_11_22_words_of_users"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for UserWords {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        table(m, "licence_user_words", "user").await?;
        index(m, "licence_user_words_of", "licence_user_words", &["user", "word"]).await?;
        // MariaDB does not see that addresses, being unique, have the order already
        index(m, IN_ORDER, "licence_users", &["email_key", "id"]).await?;
        let gather = words::gather_users(m.get_connection()).await;
        gather.map_err(|cause| DbErr::Migration(cause.to_string()))
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(Index::drop().name(IN_ORDER).table("licence_users").to_owned()).await?;
        drop_tables(m, &["licence_user_words"]).await
    }
}

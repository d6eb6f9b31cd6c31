//! The tables of own roles.

use crate::db::schema::*;
use sea_orm_migration::prelude::*;

pub(crate) struct OwnRoles;

impl MigrationName for OwnRoles {
    fn name(&self) -> &'static str {
        "2026_11_21_own_roles"
    }
}

fn reference(
    name: &str,
    from: (&'static str, &'static str),
    to: &'static str,
) -> ForeignKeyCreateStatement {
    let (table, column) = from;
    ForeignKey::create().name(name).from(table, column).to(to, "id").to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for OwnRoles {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let roles = Table::create()
            .table("roles")
            .col(pk_uuid("id"))
            .col(string_len("name", 60))
            .col(key_text(m, "name_key", 180))
            .col(string_len("description", 300))
            .col(millis("created_at"))
            .col(millis("changed_at"))
            .col(integer("version"))
            .to_owned();
        m.create_table(roles).await?;
        unique(m, "roles_by_name", "roles", &["name_key"]).await?;
        let rights = Table::create()
            .table("role_rights")
            .col(uuid("role"))
            .col(ascii(m, "granted", 64))
            .primary_key(Index::create().col("role").col("granted"))
            .foreign_key(
                reference("role_rights_role", ("role_rights", "role"), "roles")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        m.create_table(rights).await?;
        // a role that somebody has is not deleted: who lost their last one would have the usual rights
        let holders = Table::create()
            .table("user_roles")
            .col(uuid("user"))
            .col(uuid("role"))
            .primary_key(Index::create().col("user").col("role"))
            .foreign_key(
                reference("user_roles_user", ("user_roles", "user"), "users")
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .foreign_key(
                reference("user_roles_role", ("user_roles", "role"), "roles")
                    .on_delete(ForeignKeyAction::Restrict),
            )
            .to_owned();
        m.create_table(holders).await?;
        index(m, "user_roles_by_role", "user_roles", &["role"]).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["user_roles", "role_rights", "roles"]).await
    }
}

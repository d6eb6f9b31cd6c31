use platform::db::schema::*;
use sea_orm_migration::prelude::*;

/// Groups that are only for some own roles.
pub struct ReservedGroups;

impl MigrationName for ReservedGroups {
    fn name(&self) -> &'static str {
        "2026_11_21_reserved_groups"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for ReservedGroups {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let reserved = boolean("reserved").default(false).to_owned();
        let groups = Table::alter().table("helpdesk_groups").add_column(reserved).to_owned();
        m.alter_table(groups).await?;
        let roles = Table::create()
            .table("helpdesk_group_roles")
            .col(uuid("group"))
            .col(uuid("role"))
            .primary_key(Index::create().col("group").col("role"))
            .to_owned();
        m.create_table(roles).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(m, &["helpdesk_group_roles"]).await?;
        let groups = Table::alter().table("helpdesk_groups").drop_column("reserved").to_owned();
        m.alter_table(groups).await
    }
}

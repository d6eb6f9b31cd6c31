//! Licences and all that they are made of.

use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub struct Licensing;

impl MigrationName for Licensing {
    fn name(&self) -> &'static str {
        "2026_11_22_licensing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Licensing {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        account(m).await?;
        catalogue(m).await?;
        people(m).await?;
        licences(m).await?;
        members(m).await?;
        machines(m).await?;
        processes(m).await?;
        tokens(m).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "licence_tokens",
            "machine_processes",
            "machine_components",
            "machines",
            "licence_members",
            "licence_entitlements",
            "licences",
            "pool_keys",
            "policy_entitlements",
            "licence_users",
            "licence_groups",
            "entitlements",
            "policies",
            "products",
            "licence_environments",
            "licence_pairs",
            "licence_accounts",
        ];
        drop_tables(m, &tables).await
    }
}

async fn account(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let accounts = Table::create()
        .table("licence_accounts")
        .col(pk_uuid("id"))
        .col(millis("created_at"))
        .to_owned();
    m.create_table(accounts).await?;
    let pairs = Table::create()
        .table("licence_pairs")
        .col(pk_uuid("id"))
        .col(ascii(m, "kind", 16))
        .col(bytes(m, "secret"))
        .col(long_text(m, "public"))
        .col(millis("created_at"))
        .to_owned();
    m.create_table(pairs).await?;
    // of each kind there is one, also where two nodes make it at once
    unique(m, "licence_pairs_by_kind", "licence_pairs", &["kind"]).await?;
    let environments = dated("licence_environments", m)
        .col(key_text(m, "code", 100))
        .col(string_len("name", 200))
        .col(string_len("isolation", 40))
        .to_owned();
    m.create_table(environments).await?;
    unique(m, "licence_environments_by_code", "licence_environments", &["code"]).await
}

/// A table with what every entry has.
fn dated(name: &'static str, _: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(pk_uuid("id"))
        .col(millis("created_at"))
        .col(millis("updated_at"))
        .col(integer("version"))
        .to_owned()
}

/// The same, with a name to sort by and what the vendor writes down.
fn named(name: &'static str, m: &SchemaManager<'_>) -> TableCreateStatement {
    dated(name, m)
        .col(uuid_null("environment"))
        .col(string_len("name", 200))
        .col(key_text(m, "name_key", 200))
        .col(long_text(m, "metadata"))
        .to_owned()
}

async fn catalogue(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let products = named("products", m)
        .col(key_text_null(m, "code", 100))
        .col(string_len_null("url", 500))
        .col(string_len("distribution", 40))
        .col(long_text(m, "platforms"))
        .to_owned();
    m.create_table(products).await?;
    unique(m, "products_by_code", "products", &["code"]).await?;
    index(m, "products_by_name", "products", &["name_key", "id"]).await?;
    let policies = named("policies", m)
        .col(uuid("product"))
        .col(long_text(m, "settings"))
        .foreign_key(
            ForeignKey::create()
                .name("policies_product")
                .from("policies", "product")
                .to("products", "id"),
        )
        .to_owned();
    m.create_table(policies).await?;
    index(m, "policies_by_name", "policies", &["name_key", "id"]).await?;
    index(m, "policies_of", "policies", &["product", "id"]).await?;
    let entitlements = named("entitlements", m).col(key_text(m, "code", 100)).to_owned();
    m.create_table(entitlements).await?;
    unique(m, "entitlements_by_code", "entitlements", &["code"]).await?;
    index(m, "entitlements_by_name", "entitlements", &["name_key", "id"]).await?;
    let of_policy = Table::create()
        .table("policy_entitlements")
        .col(uuid("policy"))
        .col(uuid("entitlement"))
        .col(millis("created_at"))
        .primary_key(Index::create().col("policy").col("entitlement"))
        .to_owned();
    m.create_table(of_policy).await?;
    index(m, "policy_entitlements_by", "policy_entitlements", &["entitlement"]).await?;
    let pool = Table::create()
        .table("pool_keys")
        .col(pk_uuid("id"))
        .col(uuid("policy"))
        .col(bytes(m, "key"))
        .col(ascii(m, "key_hash", 64))
        .col(millis("created_at"))
        .to_owned();
    m.create_table(pool).await?;
    unique(m, "pool_keys_by_hash", "pool_keys", &["key_hash"]).await?;
    index(m, "pool_keys_of", "pool_keys", &["policy", "id"]).await
}

async fn people(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let groups = named("licence_groups", m)
        .col(big_integer_null("max_licences"))
        .col(big_integer_null("max_machines"))
        .col(big_integer_null("max_users"))
        .to_owned();
    m.create_table(groups).await?;
    index(m, "licence_groups_by_name", "licence_groups", &["name_key", "id"]).await?;
    let users = dated("licence_users", m)
        .col(uuid_null("environment"))
        .col(uuid_null("group"))
        .col(string_len("email", 254))
        .col(key_text(m, "email_key", 254))
        .col(string_len("first_name", 200))
        .col(string_len("last_name", 200))
        .col(string_len("standing", 40))
        .col(long_text(m, "metadata"))
        .to_owned();
    m.create_table(users).await?;
    unique(m, "licence_users_by_email", "licence_users", &["email_key"]).await?;
    index(m, "licence_users_of_group", "licence_users", &["group", "id"]).await
}

async fn licences(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let licences = named("licences", m)
        .col(uuid("product"))
        .col(uuid("policy"))
        .col(uuid_null("organisation"))
        .col(uuid_null("owner"))
        .col(uuid_null("group"))
        .col(bytes(m, "key"))
        .col(ascii(m, "key_hash", 64))
        .col(string_len("key_hint", 16))
        .col(boolean("is_test"))
        .col(boolean("suspended"))
        .col(boolean_null("protected"))
        .col(millis_null("expires_at"))
        .col(big_integer("uses"))
        .col(long_text(m, "limits"))
        .col(big_integer("machines"))
        .col(big_integer("cores"))
        .col(big_integer("memory"))
        .col(big_integer("disk"))
        .col(millis_null("first_validated_at"))
        .col(millis_null("last_validated_at"))
        .col(millis_null("last_checked_in_at"))
        .col(millis_null("last_checked_out_at"))
        .col(millis_null("end_told_at"))
        .col(millis_null("end_soon_told_at"))
        .to_owned();
    m.create_table(licences).await?;
    unique(m, "licences_by_hash", "licences", &["key_hash"]).await?;
    index(m, "licences_by_name", "licences", &["name_key", "id"]).await?;
    index(m, "licences_by_created", "licences", &["created_at", "id"]).await?;
    index(m, "licences_by_end", "licences", &["expires_at", "id"]).await?;
    for (name, column) in [
        ("licences_of_product", "product"),
        ("licences_of_policy", "policy"),
        ("licences_of_organisation", "organisation"),
        ("licences_of_owner", "owner"),
        ("licences_of_group", "group"),
        ("licences_of_environment", "environment"),
        ("licences_by_suspended", "suspended"),
    ] {
        index(m, name, "licences", &[column, "created_at", "id"]).await?;
    }
    Ok(())
}

async fn members(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let entitlements = Table::create()
        .table("licence_entitlements")
        .col(uuid("licence"))
        .col(uuid("entitlement"))
        .col(string_len_null("value", 500))
        .col(millis_null("expires_at"))
        .col(millis("created_at"))
        .primary_key(Index::create().col("licence").col("entitlement"))
        .to_owned();
    m.create_table(entitlements).await?;
    index(m, "licence_entitlements_by", "licence_entitlements", &["entitlement"]).await?;
    let users = Table::create()
        .table("licence_members")
        .col(uuid("licence"))
        .col(uuid("user"))
        .col(millis("created_at"))
        .primary_key(Index::create().col("licence").col("user"))
        .to_owned();
    m.create_table(users).await?;
    index(m, "licence_members_by", "licence_members", &["user"]).await
}

async fn machines(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let machines = dated("machines", m)
        .col(uuid("licence"))
        .col(uuid("policy"))
        .col(uuid("product"))
        .col(uuid_null("environment"))
        .col(uuid_null("owner"))
        .col(uuid_null("group"))
        .col(key_text(m, "fingerprint", 500))
        .col(ascii(m, "claim", 64))
        .col(string_len("name", 200))
        .col(string_len("hostname", 253))
        .col(string_len("platform", 200))
        .col(string_len("ip", 64))
        .col(big_integer_null("cores"))
        .col(big_integer_null("memory"))
        .col(big_integer_null("disk"))
        .col(long_text(m, "metadata"))
        .col(millis_null("last_beat_at"))
        .col(millis_null("dies_at"))
        .col(millis_null("died_at"))
        .col(millis_null("revived_at"))
        .col(millis_null("last_checked_out_at"))
        .to_owned();
    m.create_table(machines).await?;
    unique(m, "machines_by_claim", "machines", &["claim"]).await?;
    index(m, "machines_of", "machines", &["licence", "fingerprint"]).await?;
    index(m, "machines_by_fingerprint", "machines", &["fingerprint", "id"]).await?;
    index(m, "machines_by_created", "machines", &["created_at", "id"]).await?;
    // the sweep asks for those that should be dead and of whom it was not told
    index(m, "machines_by_death", "machines", &["died_at", "dies_at"]).await?;
    for (name, column) in [
        ("machines_of_product", "product"),
        ("machines_of_policy", "policy"),
        ("machines_of_owner", "owner"),
        ("machines_of_group", "group"),
    ] {
        index(m, name, "machines", &[column, "created_at", "id"]).await?;
    }
    components(m).await
}

async fn components(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let components = dated("machine_components", m)
        .col(uuid("machine"))
        .col(uuid("licence"))
        .col(string_len("name", 200))
        .col(key_text(m, "fingerprint", 500))
        .col(ascii(m, "claim", 64))
        .col(long_text(m, "metadata"))
        .to_owned();
    m.create_table(components).await?;
    unique(m, "machine_components_by_claim", "machine_components", &["claim"]).await?;
    index(m, "machine_components_of", "machine_components", &["machine", "id"]).await?;
    index(m, "machine_components_in", "machine_components", &["licence", "fingerprint"]).await
}

async fn processes(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let processes = dated("machine_processes", m)
        .col(uuid("machine"))
        .col(uuid("licence"))
        .col(uuid_null("owner"))
        .col(key_text(m, "pid", 200))
        .col(long_text(m, "metadata"))
        .col(millis("last_beat_at"))
        .col(millis("dies_at"))
        .col(millis_null("died_at"))
        .col(millis_null("revived_at"))
        .to_owned();
    m.create_table(processes).await?;
    unique(m, "machine_processes_by_pid", "machine_processes", &["machine", "pid"]).await?;
    index(m, "machine_processes_of", "machine_processes", &["licence", "owner", "id"]).await?;
    index(m, "machine_processes_by_death", "machine_processes", &["died_at", "dies_at"]).await
}

async fn tokens(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let tokens = dated("licence_tokens", m)
        .col(string_len("bearer", 40))
        .col(uuid_null("of"))
        .col(uuid_null("environment"))
        .col(string_len("name", 200))
        .col(ascii(m, "hash", 64))
        .col(long_text_null(m, "permissions"))
        .col(millis_null("expires_at"))
        .col(big_integer_null("max_activations"))
        .col(big_integer_null("max_deactivations"))
        .col(big_integer("activations"))
        .col(big_integer("deactivations"))
        .col(millis_null("last_used_at"))
        .to_owned();
    m.create_table(tokens).await?;
    unique(m, "licence_tokens_by_hash", "licence_tokens", &["hash"]).await?;
    index(m, "licence_tokens_of", "licence_tokens", &["of", "created_at", "id"]).await?;
    index(m, "licence_tokens_by_created", "licence_tokens", &["created_at", "id"]).await
}

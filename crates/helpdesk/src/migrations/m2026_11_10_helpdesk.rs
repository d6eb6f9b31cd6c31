//! Tickets, their conversations, mailboxes, and the mail that comes and goes.
//!
//! One step per table group, because MariaDB commits each statement by itself.

use platform::db::migrate::Migrations;
use platform::db::schema::*;
use sea_orm_migration::prelude::*;

pub fn all() -> Migrations {
    vec![
        Box::new(Structure),
        Box::new(Tickets),
        Box::new(Messages),
        Box::new(Mail),
        Box::new(Search),
    ]
}

macro_rules! step {
    ($name:ident, $text:literal, $down:expr) => {
        struct $name;

        impl MigrationName for $name {
            fn name(&self) -> &'static str {
                $text
            }
        }

        #[async_trait::async_trait]
        impl MigrationTrait for $name {
            async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
                self.create(m).await
            }

            async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
                drop_tables(m, &$down).await
            }
        }
    };
}

step!(
    Structure,
    "2026_11_10_helpdesk_1_structure",
    ["mailboxes", "helpdesk_categories", "helpdesk_group_members", "helpdesk_groups"]
);
step!(Tickets, "2026_11_10_helpdesk_2_tickets", ["ticket_tags", "tickets", "counters"]);
step!(
    Messages,
    "2026_11_10_helpdesk_3_messages",
    ["drafts", "attachments", "ticket_references", "messages"]
);
step!(
    Mail,
    "2026_11_10_helpdesk_4_mail",
    ["automatic_mails", "outgoing_mails", "mail_cursors", "mails"]
);
step!(Search, "2026_11_10_helpdesk_5_search", ["message_search"]);

impl Structure {
    async fn create(&self, m: &SchemaManager<'_>) -> Result<(), DbErr> {
        for (name, by_name) in [
            ("helpdesk_groups", "helpdesk_groups_by_name"),
            ("helpdesk_categories", "helpdesk_categories_by_name"),
        ] {
            let table = Table::create()
                .table(name)
                .col(pk_uuid("id"))
                .col(string_len("name", 100))
                .col(key_text(m, "name_key", 100))
                .col(boolean("active"))
                .col(millis("created_at"))
                .col(integer("version"))
                .to_owned();
            m.create_table(table).await?;
            unique(m, by_name, name, &["name_key"]).await?;
        }
        let members = Table::create()
            .table("helpdesk_group_members")
            .col(uuid("group"))
            .col(uuid("user"))
            .primary_key(Index::create().col("group").col("user"))
            .to_owned();
        m.create_table(members).await?;
        index(m, "helpdesk_group_members_by_user", "helpdesk_group_members", &["user"]).await?;
        m.create_table(mailboxes(m)).await?;
        unique(m, "mailboxes_by_address", "mailboxes", &["address_key"]).await
    }
}

fn mailboxes(m: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("mailboxes")
        .col(pk_uuid("id"))
        .col(string_len("name", 100))
        .col(string_len("address", 254))
        .col(key_text(m, "address_key", 254))
        .col(uuid("group"))
        .col(string_len("sender_name", 100))
        .col(long_text(m, "signature"))
        .col(string_len("lang", 2))
        .col(string_len("imap_host", 255))
        .col(integer("imap_port"))
        .col(string_len("imap_security", 16))
        .col(string_len("imap_username", 255))
        .col(bytes(m, "imap_password"))
        .col(string_len("folder", 255))
        .col(string_len("after_fetch", 16))
        .col(string_len("move_to", 255))
        .col(string_len("smtp_host", 255))
        .col(integer("smtp_port"))
        .col(string_len("smtp_security", 16))
        .col(string_len("smtp_username", 255))
        .col(bytes(m, "smtp_password"))
        .col(string_len("authserv_id", 255))
        .col(boolean("acknowledge"))
        .col(boolean("active"))
        .col(boolean("archive_first"))
        .col(millis_null("connected_at"))
        .col(string_len("trouble", 1000))
        .col(millis_null("trouble_since"))
        .col(millis_null("last_fetch_at"))
        .col(millis("created_at"))
        .col(integer("version"))
        .to_owned()
}

impl Tickets {
    async fn create(&self, m: &SchemaManager<'_>) -> Result<(), DbErr> {
        let counters = Table::create()
            .table("counters")
            .col(ascii(m, "name", 64).primary_key())
            .col(big_integer("value"))
            .to_owned();
        m.create_table(counters).await?;
        m.create_table(tickets(m)).await?;
        let tags = Table::create()
            .table("ticket_tags")
            .col(uuid("ticket"))
            .col(key_text(m, "tag", 60))
            .primary_key(Index::create().col("ticket").col("tag"))
            .to_owned();
        m.create_table(tags).await?;
        index(m, "ticket_tags_by_tag", "ticket_tags", &["tag", "ticket"]).await?;
        unique(m, "tickets_by_number", "tickets", &["number"]).await?;
        // every list is one of these, in the order of what happened last
        for (name, first) in [
            ("tickets_by_status", &["status"][..]),
            ("tickets_by_open", &["open"]),
            ("tickets_by_assignee", &["assignee", "open"]),
            ("tickets_by_group", &["group", "open"]),
            ("tickets_by_person", &["person"]),
            ("tickets_by_organisation", &["organisation"]),
            ("tickets_by_updated", &[]),
        ] {
            let columns: Vec<&'static str> =
                first.iter().copied().chain(["updated_at", "id"]).collect();
            index(m, name, "tickets", &columns).await?;
        }
        Ok(())
    }
}

fn tickets(m: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("tickets")
        .col(pk_uuid("id"))
        .col(big_integer("number"))
        .col(string_len("subject", 250))
        .col(ascii(m, "status", 16))
        .col(boolean("open"))
        .col(small_integer("priority"))
        .col(ascii(m, "channel", 8))
        .col(uuid("group"))
        .col(uuid_null("category"))
        .col(uuid_null("assignee"))
        .col(small_integer("level"))
        .col(uuid("person"))
        .col(uuid_null("organisation"))
        .col(uuid_null("mailbox"))
        .col(string_len("lang", 2))
        .col(boolean("unverified"))
        .col(integer("message_count"))
        .col(millis("created_at"))
        .col(millis("updated_at"))
        .col(millis_null("last_customer_at"))
        .col(millis_null("last_agent_at"))
        .col(millis_null("closed_at"))
        .col(integer("version"))
        .to_owned()
}

impl Messages {
    async fn create(&self, m: &SchemaManager<'_>) -> Result<(), DbErr> {
        m.create_table(messages(m)).await?;
        index(m, "messages_by_ticket", "messages", &["ticket", "id"]).await?;
        index(m, "messages_by_mail", "messages", &["mail"]).await?;
        let references = Table::create()
            .table("ticket_references")
            .col(ascii(m, "hash", 64))
            .col(uuid("ticket"))
            .primary_key(Index::create().col("hash").col("ticket"))
            .to_owned();
        m.create_table(references).await?;
        let attachments = Table::create()
            .table("attachments")
            .col(pk_uuid("id"))
            .col(uuid_null("message"))
            .col(uuid_null("uploader"))
            .col(ascii(m, "file", 64))
            .col(string_len("name", 255))
            .col(string_len("mime", 255))
            .col(big_integer("size"))
            .col(string_len("content_id", 255))
            .col(boolean("inline"))
            .col(integer("position"))
            .col(millis("created_at"))
            .to_owned();
        m.create_table(attachments).await?;
        index(m, "attachments_by_message", "attachments", &["message", "position"]).await?;
        let drafts = Table::create()
            .table("drafts")
            .col(uuid("ticket"))
            .col(uuid("user"))
            .col(ascii(m, "kind", 8))
            .col(long_text(m, "to_addresses"))
            .col(long_text(m, "cc_addresses"))
            .col(long_text(m, "body"))
            .col(millis("updated_at"))
            .primary_key(Index::create().col("ticket").col("user").col("kind"))
            .to_owned();
        m.create_table(drafts).await
    }
}

fn messages(m: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("messages")
        .col(pk_uuid("id"))
        .col(uuid("ticket"))
        .col(ascii(m, "kind", 16))
        .col(uuid_null("author"))
        .col(uuid_null("person"))
        .col(string_len("from_name", 255))
        .col(string_len("from_address", 254))
        .col(long_text(m, "to_addresses"))
        .col(long_text(m, "cc_addresses"))
        .col(string_len("subject", 1000))
        .col(ascii(m, "content_type", 16))
        .col(long_text(m, "body"))
        .col(long_text(m, "text"))
        .col(long_text(m, "text_new"))
        .col(ascii(m, "automatic", 32))
        .col(string_len("message_id", 1000))
        .col(uuid_null("mail"))
        .col(ascii_null(m, "delivery", 16))
        .col(millis("written_at"))
        .col(millis("created_at"))
        .to_owned()
}

impl Mail {
    async fn create(&self, m: &SchemaManager<'_>) -> Result<(), DbErr> {
        m.create_table(mails(m)).await?;
        unique(m, "mails_by_token", "mails", &["mailbox", "token"]).await?;
        unique(m, "mails_by_uid", "mails", &["mailbox", "folder", "uid_validity", "uid"]).await?;
        index(m, "mails_by_state", "mails", &["state", "id"]).await?;
        let cursors = Table::create()
            .table("mail_cursors")
            .col(uuid("mailbox"))
            .col(key_text(m, "folder", 180))
            .col(big_integer("uid_validity"))
            .col(big_integer("last_uid"))
            .primary_key(Index::create().col("mailbox").col("folder"))
            .to_owned();
        m.create_table(cursors).await?;
        m.create_table(outgoing(m)).await?;
        index(m, "outgoing_mails_by_state", "outgoing_mails", &["state", "id"]).await?;
        index(m, "outgoing_mails_by_message", "outgoing_mails", &["message"]).await?;
        unique(m, "outgoing_mails_by_message_id", "outgoing_mails", &["message_id"]).await?;
        let automatic = Table::create()
            .table("automatic_mails")
            .col(pk_uuid("id"))
            .col(key_text(m, "address_key", 254))
            .col(uuid_null("ticket"))
            .col(millis("at"))
            .to_owned();
        m.create_table(automatic).await?;
        index(m, "automatic_mails_by_address", "automatic_mails", &["address_key", "at"]).await?;
        index(m, "automatic_mails_by_ticket", "automatic_mails", &["ticket", "at"]).await
    }
}

fn mails(m: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("mails")
        .col(pk_uuid("id"))
        .col(uuid("mailbox"))
        .col(key_text(m, "folder", 180))
        .col(big_integer_null("uid_validity"))
        .col(big_integer_null("uid"))
        .col(ascii(m, "token", 64))
        .col(ascii(m, "file", 64))
        .col(big_integer("size"))
        .col(boolean("archived"))
        .col(ascii(m, "state", 16))
        .col(integer("attempts"))
        .col(string_len_null("error", 2000))
        .col(millis("received_at"))
        .col(millis("created_at"))
        .to_owned()
}

fn outgoing(m: &SchemaManager<'_>) -> TableCreateStatement {
    Table::create()
        .table("outgoing_mails")
        .col(pk_uuid("id"))
        .col(ascii(m, "purpose", 16))
        .col(uuid("mailbox"))
        .col(uuid_null("ticket"))
        .col(uuid_null("message"))
        .col(ascii(m, "message_id", 250))
        .col(string_len("sender", 254))
        .col(long_text(m, "recipients"))
        .col(ascii(m, "file", 64))
        .col(ascii(m, "state", 16))
        .col(integer("attempts"))
        .col(string_len("detail", 2000))
        .col(millis("created_at"))
        .col(millis_null("sent_at"))
        .col(integer("version"))
        .to_owned()
}

impl Search {
    /// Full text is where databases differ: FTS5, tsvector with GIN, FULLTEXT. Queries: `store/search`.
    async fn create(&self, m: &SchemaManager<'_>) -> Result<(), DbErr> {
        let db = m.get_connection();
        match m.get_database_backend() {
            sea_orm::DbBackend::Sqlite => {
                db.execute_unprepared(
                    "CREATE VIRTUAL TABLE message_search USING fts5(ticket UNINDEXED, message UNINDEXED, words, \
                     tokenize = 'unicode61 remove_diacritics 2', detail = none)",
                )
                .await?;
            }
            sea_orm::DbBackend::Postgres => {
                db.execute_unprepared(
                    "CREATE TABLE message_search (message uuid PRIMARY KEY, ticket uuid NOT NULL, words tsvector NOT NULL)",
                )
                .await?;
                db.execute_unprepared(
                    "CREATE INDEX message_search_words ON message_search USING gin (words)",
                )
                .await?;
            }
            _ => {
                db.execute_unprepared(
                    "CREATE TABLE message_search (message BINARY(16) PRIMARY KEY, ticket BINARY(16) NOT NULL, \
                     words LONGTEXT NOT NULL, FULLTEXT KEY message_search_words (words)) \
                     CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
                )
                .await?;
            }
        }
        Ok(())
    }
}

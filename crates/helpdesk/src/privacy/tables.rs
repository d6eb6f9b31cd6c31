//! What the columns of this app hold.

use platform::privacy::Class::{Contact, Content, House, Reference, Secret, Technical};
use platform::privacy::{Column, Purpose, Table, bytes, flag, id, number, text, time};

const TICKETS_OF: Purpose = Purpose {
    name: "helpdesk-purpose-tickets",
    text: "helpdesk-purpose-tickets-text",
    kept: "helpdesk-purpose-tickets-kept",
};
const MAIL: Purpose = Purpose {
    name: "helpdesk-purpose-mail",
    text: "helpdesk-purpose-mail-text",
    kept: "helpdesk-purpose-mail-kept",
};

pub const TICKETS: Table = Table::new(
    "tickets",
    &TICKETS_OF,
    &[
        id("id", Technical),
        number("number", Technical),
        text("subject", Content),
        text("status", Technical),
        flag("open"),
        number("priority", Technical),
        text("channel", Technical),
        id("group", House),
        id("category", House),
        id("assignee", Reference),
        number("level", Technical),
        id("person", Reference),
        id("organisation", Reference),
        id("mailbox", House),
        text("lang", Technical),
        flag("unverified"),
        number("message_count", Technical),
        time("created_at"),
        time("updated_at"),
        time("last_customer_at"),
        time("last_agent_at"),
        time("closed_at"),
        number("version", Technical),
    ],
);
pub const TAGS: Table =
    Table::new("ticket_tags", &TICKETS_OF, &[id("ticket", Technical), text("tag", Content)])
        .ordered(&["ticket", "tag"]);
pub const MESSAGES: Table = Table::new(
    "messages",
    &TICKETS_OF,
    &[
        id("id", Technical),
        id("ticket", Technical),
        text("kind", Technical),
        id("author", Reference),
        id("person", Reference),
        text("from_name", Contact),
        text("from_address", Contact),
        text("to_addresses", Contact),
        text("cc_addresses", Contact),
        text("subject", Content),
        text("content_type", Technical),
        text("body", Content),
        text("text", Content),
        text("text_new", Content),
        text("automatic", Technical),
        text("message_id", Contact),
        id("mail", Technical),
        text("delivery", Technical),
        time("written_at"),
        time("created_at"),
        flag("unverified"),
    ],
);
pub const ATTACHMENTS: Table = Table::new(
    "attachments",
    &TICKETS_OF,
    &[
        id("id", Technical),
        id("message", Technical),
        id("uploader", Reference),
        text("file", Technical),
        text("name", Content),
        text("mime", Technical),
        number("size", Technical),
        text("content_id", Technical),
        flag("inline"),
        number("position", Technical),
        time("created_at"),
    ],
);
pub const DRAFTS: Table = Table::new(
    "drafts",
    &TICKETS_OF,
    &[
        id("ticket", Technical),
        id("user", Reference),
        text("kind", Technical),
        text("to_addresses", Contact),
        text("cc_addresses", Contact),
        text("body", Content),
        time("updated_at"),
        text("files", Technical),
    ],
)
.ordered(&["ticket", "user", "kind"]);
pub const MAILS: Table = Table::new(
    "mails",
    &MAIL,
    &[
        id("id", Technical),
        id("mailbox", House),
        text("folder", House),
        number("uid_validity", Technical),
        number("uid", Technical),
        text("token", Technical),
        text("file", Technical),
        number("size", Technical),
        flag("archived"),
        text("state", Technical),
        number("attempts", Technical),
        text("error", Content),
        time("received_at"),
        time("created_at"),
    ],
);
pub const OUTGOING: Table = Table::new(
    "outgoing_mails",
    &MAIL,
    &[
        id("id", Technical),
        text("purpose", Technical),
        id("mailbox", House),
        id("ticket", Technical),
        id("message", Technical),
        text("message_id", Technical),
        text("sender", House),
        text("recipients", Contact),
        text("file", Technical),
        text("state", Technical),
        number("attempts", Technical),
        text("detail", Content),
        time("created_at"),
        time("sent_at"),
        number("version", Technical),
        text("refused", Contact),
    ],
);
pub const AUTOMATIC: Table = Table::new(
    "automatic_mails",
    &MAIL,
    &[id("id", Technical), text("address_key", Contact), id("ticket", Technical), time("at")],
);
pub const MEMBERS: Table =
    Table::new("helpdesk_group_members", &TICKETS_OF, &[id("group", House), id("user", Reference)])
        .ordered(&["group", "user"]);

const GROUPS: &[Column] = &[
    id("id", House),
    text("name", House),
    text("name_key", House),
    flag("active"),
    flag("reserved"),
    time("created_at"),
    number("version", Technical),
];
const NAMED: &[Column] = &[
    id("id", House),
    text("name", House),
    text("name_key", House),
    flag("active"),
    time("created_at"),
    number("version", Technical),
];

pub const ALL: &[Table] = &[
    TICKETS,
    TAGS,
    MESSAGES,
    ATTACHMENTS,
    DRAFTS,
    MAILS,
    OUTGOING,
    AUTOMATIC,
    MEMBERS,
    Table::new("erased_tickets", &TICKETS_OF, &[id("ticket", Technical), time("at")]),
    Table::new(
        "ticket_references",
        &TICKETS_OF,
        &[text("hash", Technical), id("ticket", Technical)],
    )
    .ordered(&["hash", "ticket"]),
    Table::new(
        "message_search",
        &TICKETS_OF,
        &[id("ticket", Technical), id("message", Technical), text("words", Content)],
    ),
    Table::new("counters", &TICKETS_OF, &[text("name", House), number("value", Technical)]),
    Table::new("helpdesk_groups", &TICKETS_OF, GROUPS),
    Table::new("helpdesk_group_roles", &TICKETS_OF, &[id("group", House), id("role", House)])
        .ordered(&["group", "role"]),
    Table::new("helpdesk_categories", &TICKETS_OF, NAMED),
    Table::new(
        "mail_cursors",
        &MAIL,
        &[
            id("mailbox", House),
            text("folder", House),
            number("uid_validity", Technical),
            number("last_uid", Technical),
        ],
    )
    .ordered(&["mailbox", "folder"]),
    Table::new(
        "mail_marks",
        &MAIL,
        &[
            id("mailbox", House),
            text("folder", House),
            number("uid_validity", Technical),
            number("uid", Technical),
        ],
    )
    .ordered(&["mailbox", "folder", "uid_validity", "uid"]),
    Table::new("mailboxes", &MAIL, MAILBOX),
];

const MAILBOX: &[Column] = &[
    id("id", House),
    text("name", House),
    text("address", House),
    text("address_key", House),
    id("group", House),
    text("sender_name", House),
    text("signature", House),
    text("lang", House),
    text("imap_host", House),
    number("imap_port", House),
    text("imap_security", House),
    text("imap_username", House),
    bytes("imap_password", Secret),
    text("folder", House),
    text("after_fetch", House),
    text("move_to", House),
    text("smtp_host", House),
    number("smtp_port", House),
    text("smtp_security", House),
    text("smtp_username", House),
    bytes("smtp_password", Secret),
    text("authserv_id", House),
    flag("acknowledge"),
    flag("active"),
    flag("archive_first"),
    time("connected_at"),
    text("trouble", House),
    time("trouble_since"),
    time("last_fetch_at"),
    time("created_at"),
    number("version", Technical),
];

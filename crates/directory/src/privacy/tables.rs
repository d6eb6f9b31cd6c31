//! What the columns of this app hold.

use platform::privacy::Class::{Contact, Content, Reference, Technical};
use platform::privacy::{Purpose, Table, flag, id, number, text, time};

const CONTACTS: Purpose = Purpose {
    name: "directory-purpose-contacts",
    text: "directory-purpose-contacts-text",
    kept: "directory-purpose-contacts-kept",
};

pub const PERSONS: Table = Table::new(
    "persons",
    &CONTACTS,
    &[
        id("id", Reference),
        text("name", Contact),
        text("name_key", Contact),
        id("organisation", Reference),
        text("job_title", Contact),
        text("lang", Technical),
        text("notes", Content),
        flag("active"),
        id("merged_into", Reference),
        time("created_at"),
        number("version", Technical),
    ],
);
pub const EMAILS: Table = Table::new(
    "person_emails",
    &CONTACTS,
    &[
        id("id", Technical),
        id("person", Reference),
        number("position", Technical),
        text("email", Contact),
        text("email_key", Contact),
    ],
);
pub const PHONES: Table = Table::new(
    "person_phones",
    &CONTACTS,
    &[
        id("id", Technical),
        id("person", Reference),
        number("position", Technical),
        text("number", Contact),
        text("digits", Contact),
    ],
);

pub const ALL: &[Table] = &[
    PERSONS,
    EMAILS,
    PHONES,
    Table::new("person_words", &CONTACTS, &[text("word", Contact), id("person", Reference)])
        .ordered(&["word", "person"]),
    Table::new(
        "organisations",
        &CONTACTS,
        &[
            id("id", Technical),
            text("name", Contact),
            text("name_key", Contact),
            text("kind", Technical),
            text("notes", Content),
            text("lang", Technical),
            flag("active"),
            time("created_at"),
            number("version", Technical),
        ],
    ),
    Table::new(
        "organisation_domains",
        &CONTACTS,
        &[
            id("id", Technical),
            id("organisation", Technical),
            number("position", Technical),
            text("domain", Contact),
        ],
    ),
    Table::new(
        "organisation_addresses",
        &CONTACTS,
        &[
            id("id", Technical),
            id("organisation", Technical),
            number("position", Technical),
            text("street", Contact),
            text("zip", Contact),
            text("city", Contact),
            text("country", Contact),
        ],
    ),
    Table::new(
        "organisation_contacts",
        &CONTACTS,
        &[
            id("id", Technical),
            id("organisation", Technical),
            number("position", Technical),
            text("kind", Technical),
            text("value", Contact),
        ],
    ),
    Table::new(
        "organisation_words",
        &CONTACTS,
        &[text("word", Contact), id("organisation", Technical)],
    )
    .ordered(&["word", "organisation"]),
];

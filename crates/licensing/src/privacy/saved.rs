//! What people keep of lists, and the words that lists are searched by.

use super::tables::{SOLD, VERSION};
use platform::privacy::Class::{Contact, Content, Reference, Technical, Usage};
use platform::privacy::{Purpose, Table, flag, id, text, time};

const LISTS: Purpose = Purpose {
    name: "licensing-purpose-lists",
    text: "licensing-purpose-lists-text",
    kept: "licensing-purpose-lists-kept",
};

pub const FILTERS: Table = Table::new(
    "licence_filters",
    &LISTS,
    &[
        id("id", Technical),
        text("list", Technical),
        id("user", Reference),
        text("name", Content),
        text("query", Content),
        flag("shared"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const OPENINGS: Table = Table::new(
    "licence_filter_openings",
    &LISTS,
    &[id("user", Reference), text("list", Technical), id("filter", Technical)],
)
.ordered(&["user", "list"]);

/// Copies of what stands in the names: whose archive has those needs not these.
pub const LICENCE_WORDS: Table =
    Table::new("licence_words", &SOLD, &[text("word", Content), id("licence", Technical)])
        .ordered(&["word", "licence"]);

pub const MACHINE_WORDS: Table =
    Table::new("machine_words", &SOLD, &[text("word", Usage), id("machine", Technical)])
        .ordered(&["word", "machine"]);

pub const USER_WORDS: Table =
    Table::new("licence_user_words", &SOLD, &[text("word", Contact), id("user", Technical)])
        .ordered(&["word", "user"]);

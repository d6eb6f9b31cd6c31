//! What the columns of imports hold. Their rows go by themselves thirty days after they were read.

use super::tables::{SOLD, VERSION};
use platform::privacy::Class::{Content, House, Secret, Technical};
use platform::privacy::{Table, bytes, flag, id, number, text, time};

pub const IMPORTS: Table = Table::new(
    "licence_imports",
    &SOLD,
    &[
        id("id", Technical),
        text("origin", Technical),
        text("name", House),
        text("account", House),
        bytes("token", Secret),
        text("place", Technical),
        text("state", Technical),
        text("trouble", Technical),
        number("total", Technical),
        number("ready", Technical),
        number("known", Technical),
        number("wrong", Technical),
        number("created", Technical),
        flag("tells"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const ROWS: Table = Table::new(
    "licence_import_rows",
    &SOLD,
    &[
        id("id", Technical),
        id("import", Technical),
        number("number", Technical),
        text("kind", Technical),
        text("source", Technical),
        text("alike", Secret),
        text("outcome", Technical),
        id("ours", Technical),
        text("wrong", Content),
        bytes("raw", Secret),
    ],
);

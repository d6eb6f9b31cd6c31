//! What the columns of the signs hold by which misuse is seen.

use super::tables::{SOLD, VERSION};
use platform::privacy::Class::{Content, Reference, Technical, Usage};
use platform::privacy::{Table, flag, id, number, text, time};

pub const ACTIVATION_EVENTS: Table = Table::new(
    "activation_events",
    &SOLD,
    &[
        id("id", Technical),
        id("licence", Reference),
        id("machine", Reference),
        text("kind", Usage),
        text("actor", Technical),
        flag("counted"),
        time("at"),
    ],
);

pub const ANOMALIES: Table = Table::new(
    "licence_anomalies",
    &SOLD,
    &[
        id("id", Technical),
        text("kind", Usage),
        text("severity", Technical),
        id("licence", Reference),
        id("machine", Reference),
        text("claim", Usage),
        text("evidence", Usage),
        number("count", Usage),
        time("first_at"),
        time("last_at"),
        flag("open"),
        id("resolved_by", Reference),
        time("resolved_at"),
        text("note", Content),
        VERSION,
    ],
);

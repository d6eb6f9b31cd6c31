//! What the columns of the signs hold by which misuse is seen.

use super::tables::SOLD;
use platform::privacy::Class::{Reference, Technical, Usage};
use platform::privacy::{Table, flag, id, text, time};

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

//! What the tables of the customers' portal hold.

use super::tables::SOLD;
use platform::privacy::Class::{Contact, Reference, Secret, Usage};
use platform::privacy::{Table, id, text, time};

pub const VISITS: Table = Table::new(
    "licence_portal_visits",
    &SOLD,
    &[
        text("id", Secret),
        text("email", Contact),
        id("licence", Reference),
        text("ip", Usage),
        text("agent", Usage),
        time("created_at"),
        time("expires_at"),
    ],
);

pub const LINKS: Table = Table::new(
    "licence_portal_links",
    &SOLD,
    &[
        text("id", Secret),
        text("email", Contact),
        time("created_at"),
        time("expires_at"),
        time("used_at"),
    ],
);

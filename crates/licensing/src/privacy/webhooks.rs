//! What the columns of webhooks and of what they told hold.

use super::tables::{OFFER, SOLD, VERSION};
use platform::privacy::Class::{Content, House, Technical};
use platform::privacy::{Table, flag, id, number, text, time};

pub const WEBHOOKS: Table = Table::new(
    "licence_webhooks",
    &OFFER,
    &[
        id("id", Technical),
        id("environment", Technical),
        text("url", House),
        text("subscriptions", Technical),
        text("algorithm", Technical),
        text("api_version", Technical),
        flag("enabled"),
        text("trouble", Technical),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const DELIVERIES: Table = Table::new(
    "licence_deliveries",
    &SOLD,
    &[
        id("id", Technical),
        id("webhook", Technical),
        text("event", Technical),
        text("payload", Content),
        text("token", Technical),
        text("status", Technical),
        number("tries", Technical),
        number("last_status", Technical),
        text("last_error", Technical),
        time("last_tried_at"),
        time("next_try_at"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

//! What the columns of the use of licences hold.

use super::tables::{OFFER, VERSION};
use platform::privacy::Class::{House, Reference, Technical, Usage};
use platform::privacy::{Purpose, Table, id, number, text, time};

const USE: Purpose = Purpose {
    name: "licensing-purpose-use",
    text: "licensing-purpose-use-text",
    kept: "licensing-purpose-use-kept",
};
const REQUESTS_OF: Purpose = Purpose {
    name: "licensing-purpose-requests",
    text: "licensing-purpose-requests-text",
    kept: "licensing-purpose-requests-kept",
};

/// On `SQLite` a view of its months, on the others a table with its months as partitions.
pub const HEARTBEATS: Table = Table::new(
    "licence_heartbeats",
    &USE,
    &[
        time("at"),
        id("id", Technical),
        id("licence", Reference),
        id("product", Technical),
        id("machine", Reference),
        id("process", Reference),
        text("network", Usage),
        text("version", Usage),
        number("users", Technical),
    ],
)
.ordered(&["at", "id"]);

pub const FEATURE_USES: Table = Table::new(
    "licence_feature_uses",
    &USE,
    &[
        time("at"),
        id("id", Technical),
        id("licence", Reference),
        id("product", Technical),
        text("feature", House),
        number("uses", Usage),
    ],
)
.ordered(&["at", "id"]);

pub const REQUESTS: Table = Table::new(
    "licence_requests",
    &REQUESTS_OF,
    &[
        time("at"),
        id("id", Technical),
        text("request", Technical),
        text("method", Technical),
        text("path", Technical),
        number("status", Technical),
        text("code", Technical),
        id("licence", Reference),
        text("network", Usage),
        number("micros", Technical),
    ],
)
.ordered(&["at", "id"]);

pub const HOURS: Table = Table::new(
    "licence_usage_hours",
    &USE,
    &[
        time("hour"),
        id("product", Technical),
        text("what", Technical),
        text("code", House),
        number("uses", Technical),
    ],
)
.ordered(&["what", "hour", "product", "code"]);

pub const DAYS: Table = Table::new(
    "licence_usage_days",
    &USE,
    &[
        id("licence", Reference),
        time("day"),
        text("feature", House),
        id("product", Technical),
        number("uses", Usage),
        number("users", Usage),
    ],
)
.ordered(&["licence", "day", "feature"]);

pub const ADDED: Table = Table::new(
    "licence_usage_added",
    &USE,
    &[id("id", Technical), time("until"), number("days", Technical)],
);

pub const METERS: Table = Table::new(
    "meters",
    &OFFER,
    &[
        id("id", Technical),
        id("environment", Technical),
        text("name", House),
        text("name_key", House),
        text("code", House),
        text("unit", House),
        text("reset", Technical),
        number("soft", Technical),
        number("hard", Technical),
        text("metadata", House),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const METER_LIMITS: Table = Table::new(
    "meter_limits",
    &USE,
    &[
        id("meter", Technical),
        id("of", Reference),
        number("soft", Technical),
        number("hard", Technical),
        time("created_at"),
    ],
)
.ordered(&["meter", "of"]);

pub const METER_COUNTS: Table = Table::new(
    "meter_counts",
    &USE,
    &[id("licence", Reference), id("meter", Technical), time("period"), number("counted", Usage)],
)
.ordered(&["licence", "meter", "period"]);

pub const METER_EVENTS: Table = Table::new(
    "meter_events",
    &USE,
    &[
        id("id", Technical),
        id("licence", Reference),
        id("meter", Technical),
        text("key", Technical),
        number("quantity", Usage),
        time("at"),
        time("created_at"),
    ],
);

//! What the columns of releases and their files hold.

use super::tables::{OFFER, VERSION};
use platform::privacy::Class::{House, Technical};
use platform::privacy::{Table, flag, id, number, text, time};

pub const RELEASES: Table = Table::new(
    "releases",
    &OFFER,
    &[
        id("id", Technical),
        id("product", Technical),
        id("environment", Technical),
        text("number", House),
        text("number_key", Technical),
        text("channel", Technical),
        text("status", Technical),
        text("tag", House),
        text("name", House),
        text("description", House),
        flag("min_supported"),
        time("backdated_at"),
        time("dated_at"),
        time("published_at"),
        time("yanked_at"),
        text("metadata", House),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const ARTIFACTS: Table = Table::new(
    "release_artifacts",
    &OFFER,
    &[
        id("id", Technical),
        id("release", Technical),
        id("product", Technical),
        text("filename", House),
        text("filetype", Technical),
        text("platform", Technical),
        text("arch", Technical),
        number("filesize", Technical),
        text("checksum", House),
        text("signature", House),
        text("status", Technical),
        text("sha256", Technical),
        text("metadata", House),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const ARTIFACT_PARTS: Table = Table::new(
    "artifact_parts",
    &OFFER,
    &[
        id("artifact", Technical),
        number("position", Technical),
        text("file", Technical),
        number("size", Technical),
    ],
)
.ordered(&["artifact", "position"]);

pub const CONSTRAINTS: Table = Table::new(
    "release_constraints",
    &OFFER,
    &[
        id("id", Technical),
        id("release", Technical),
        id("entitlement", Technical),
        time("created_at"),
    ],
);

//! What the columns of this app hold.

use super::{imports, portal, releases, saved, signs, usage, webhooks};
use platform::privacy::Class::{Contact, Content, House, Reference, Secret, Technical, Usage};
use platform::privacy::{Column, Purpose, Table, bytes, flag, id, number, text, time};

pub(super) const SOLD: Purpose = Purpose {
    name: "licensing-purpose-sold",
    text: "licensing-purpose-sold-text",
    kept: "licensing-purpose-sold-kept",
};
pub(super) const OFFER: Purpose = Purpose {
    name: "licensing-purpose-offer",
    text: "licensing-purpose-offer-text",
    kept: "licensing-purpose-offer-kept",
};

pub(super) const VERSION: Column = number("version", Technical);

pub const USERS: Table = Table::new(
    "licence_users",
    &SOLD,
    &[
        id("id", Reference),
        id("environment", Technical),
        id("group", Technical),
        text("email", Contact),
        text("email_key", Contact),
        text("first_name", Contact),
        text("last_name", Contact),
        text("standing", Technical),
        text("metadata", Content),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const LICENCES: Table = Table::new(
    "licences",
    &SOLD,
    &[
        id("id", Technical),
        id("product", Technical),
        id("policy", Technical),
        id("environment", Technical),
        id("organisation", Reference),
        id("owner", Reference),
        id("group", Technical),
        text("name", Content),
        text("name_key", Content),
        bytes("key", Secret),
        text("key_hash", Secret),
        text("key_hint", Technical),
        flag("is_test"),
        flag("suspended"),
        flag("protected"),
        time("expires_at"),
        number("uses", Usage),
        text("limits", Technical),
        text("metadata", Content),
        number("machines", Technical),
        number("cores", Technical),
        number("memory", Technical),
        number("disk", Technical),
        time("first_validated_at"),
        time("last_validated_at"),
        time("last_checked_in_at"),
        time("last_checked_out_at"),
        time("end_told_at"),
        time("end_soon_told_at"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const MACHINES: Table = Table::new(
    "machines",
    &SOLD,
    &[
        id("id", Technical),
        id("licence", Reference),
        id("policy", Technical),
        id("product", Technical),
        id("environment", Technical),
        id("owner", Reference),
        id("group", Technical),
        text("fingerprint", Usage),
        text("claim", Technical),
        text("name", Usage),
        text("hostname", Usage),
        text("platform", Usage),
        text("ip", Usage),
        number("cores", Usage),
        number("memory", Usage),
        number("disk", Usage),
        text("metadata", Content),
        time("last_beat_at"),
        time("dies_at"),
        time("died_at"),
        time("revived_at"),
        time("last_checked_out_at"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

pub const MEMBERS: Table = Table::new(
    "licence_members",
    &SOLD,
    &[id("licence", Reference), id("user", Reference), time("created_at")],
)
.ordered(&["licence", "user"]);

pub const ALL: &[Table] = &[
    USERS,
    LICENCES,
    MACHINES,
    saved::FILTERS,
    saved::OPENINGS,
    saved::LICENCE_WORDS,
    saved::MACHINE_WORDS,
    saved::USER_WORDS,
    MEMBERS,
    COMPONENTS,
    PROCESSES,
    LICENCE_ENTITLEMENTS,
    signs::ACTIVATION_EVENTS,
    signs::ANOMALIES,
    TOKENS,
    Table::new("licence_accounts", &OFFER, &[id("id", Technical), time("created_at")]),
    Table::new(
        "licence_pairs",
        &OFFER,
        &[
            id("id", Technical),
            text("kind", Technical),
            bytes("secret", Secret),
            text("public", House),
            time("created_at"),
        ],
    ),
    ENVIRONMENTS,
    PRODUCTS,
    POLICIES,
    ENTITLEMENTS,
    Table::new(
        "policy_entitlements",
        &OFFER,
        &[id("policy", Technical), id("entitlement", Technical), time("created_at")],
    )
    .ordered(&["policy", "entitlement"]),
    releases::RELEASES,
    releases::ARTIFACTS,
    releases::ARTIFACT_PARTS,
    releases::CONSTRAINTS,
    GROUPS,
    OVERDUE,
    imports::IMPORTS,
    imports::ROWS,
    RESOURCES,
    Table::new(
        "licence_batches",
        &SOLD,
        &[id("op", Technical), id("licence", Reference), time("created_at")],
    )
    .ordered(&["op", "licence"]),
    portal::VISITS,
    portal::LINKS,
    webhooks::WEBHOOKS,
    webhooks::DELIVERIES,
    usage::HEARTBEATS,
    usage::FEATURE_USES,
    usage::HOURS,
    usage::DAYS,
    usage::ADDED,
    usage::REQUESTS,
    usage::METERS,
    usage::METER_LIMITS,
    usage::METER_COUNTS,
    usage::METER_EVENTS,
    Table::new("licence_told", &OFFER, &[text("name", Technical), number("seq", Technical)]),
    Table::new(
        "pool_keys",
        &OFFER,
        &[
            id("id", Technical),
            id("policy", Technical),
            bytes("key", Secret),
            text("key_hash", Secret),
            time("created_at"),
        ],
    ),
];

const COMPONENTS: Table = Table::new(
    "machine_components",
    &SOLD,
    &[
        id("id", Technical),
        id("machine", Reference),
        id("licence", Reference),
        text("name", Usage),
        text("fingerprint", Usage),
        text("claim", Technical),
        text("metadata", Content),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const PROCESSES: Table = Table::new(
    "machine_processes",
    &SOLD,
    &[
        id("id", Technical),
        id("machine", Reference),
        id("licence", Reference),
        id("owner", Reference),
        text("pid", Usage),
        text("metadata", Content),
        time("last_beat_at"),
        time("dies_at"),
        time("died_at"),
        time("revived_at"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const LICENCE_ENTITLEMENTS: Table = Table::new(
    "licence_entitlements",
    &SOLD,
    &[
        id("licence", Reference),
        id("entitlement", Technical),
        text("value", House),
        time("expires_at"),
        time("created_at"),
    ],
)
.ordered(&["licence", "entitlement"]);

const TOKENS: Table = Table::new(
    "licence_tokens",
    &OFFER,
    &[
        id("id", Technical),
        text("bearer", Technical),
        id("of", Reference),
        id("environment", Technical),
        text("name", House),
        text("hash", Secret),
        text("permissions", Technical),
        time("expires_at"),
        number("max_activations", Technical),
        number("max_deactivations", Technical),
        number("activations", Technical),
        number("deactivations", Technical),
        time("last_used_at"),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const ENVIRONMENTS: Table = Table::new(
    "licence_environments",
    &OFFER,
    &[
        id("id", Technical),
        text("code", House),
        text("name", House),
        text("isolation", Technical),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const PRODUCTS: Table = Table::new(
    "products",
    &OFFER,
    &[
        id("id", Technical),
        id("environment", Technical),
        text("name", House),
        text("name_key", House),
        text("code", House),
        text("url", House),
        text("distribution", Technical),
        text("platforms", House),
        text("metadata", House),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const POLICIES: Table = Table::new(
    "policies",
    &OFFER,
    &[
        id("id", Technical),
        id("product", Technical),
        id("environment", Technical),
        text("name", House),
        text("name_key", House),
        text("settings", House),
        text("metadata", House),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const ENTITLEMENTS: Table = Table::new(
    "entitlements",
    &OFFER,
    &[
        id("id", Technical),
        id("environment", Technical),
        text("name", House),
        text("name_key", House),
        text("code", House),
        text("metadata", House),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const GROUPS: Table = Table::new(
    "licence_groups",
    &SOLD,
    &[
        id("id", Technical),
        id("environment", Technical),
        text("name", Content),
        text("name_key", Content),
        number("max_licences", Technical),
        number("max_machines", Technical),
        number("max_users", Technical),
        text("metadata", Content),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const RESOURCES: Table = Table::new(
    "licence_resources",
    &SOLD,
    &[
        id("id", Technical),
        text("kind", Technical),
        text("value", House),
        flag("is_test"),
        text("state", Technical),
        id("licence", Reference),
        time("since"),
        time("quarantine_until"),
        text("reason", Content),
        time("created_at"),
        time("updated_at"),
        VERSION,
    ],
);

const OVERDUE: Table =
    Table::new("licence_overdue", &SOLD, &[id("licence", Reference), time("due_at")])
        .ordered(&["licence"]);

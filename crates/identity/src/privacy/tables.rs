//! What the columns of this app hold.

use platform::privacy::Class::{Contact, Content, House, Reference, Secret, Technical, Usage};
use platform::privacy::{Purpose, Table, bytes, id, number, text, time};

const SIGN_IN: Purpose = Purpose {
    name: "identity-purpose-sign-in",
    text: "identity-purpose-sign-in-text",
    kept: "identity-purpose-sign-in-kept",
};
const PROGRAMS: Purpose = Purpose {
    name: "identity-purpose-programs",
    text: "identity-purpose-programs-text",
    kept: "identity-purpose-programs-kept",
};

pub const EMAIL_CHANGES: Table = Table::new(
    "email_changes",
    &SIGN_IN,
    &[
        id("user", Reference),
        text("email", Contact),
        text("old_id", Secret),
        text("new_id", Secret),
        time("old_at"),
        time("new_at"),
        time("expires_at"),
    ],
);
pub const CREDENTIALS: Table = Table::new(
    "credentials",
    &SIGN_IN,
    &[
        id("user", Reference),
        text("password", Secret),
        time("changed_at"),
        time("looked_up_at"),
        time("stolen_at"),
    ],
);
pub const TOTP: Table = Table::new(
    "totp_secrets",
    &SIGN_IN,
    &[
        id("user", Reference),
        bytes("secret", Secret),
        number("last_step", Technical),
        time("created_at"),
    ],
);
pub const RECOVERY: Table = Table::new(
    "recovery_codes",
    &SIGN_IN,
    &[text("id", Secret), id("user", Reference), time("created_at")],
);
pub const PASSKEYS: Table = Table::new(
    "passkeys",
    &SIGN_IN,
    &[
        id("id", Technical),
        id("user", Reference),
        text("credential", Secret),
        text("name", Content),
        text("passkey", Secret),
        time("created_at"),
        time("last_used_at"),
    ],
);
pub const LINKED: Table = Table::new(
    "linked_sign_ins",
    &SIGN_IN,
    &[
        text("id", Secret),
        id("user", Reference),
        text("provider", House),
        text("subject", Secret),
        text("known_as", Contact),
        time("created_at"),
        time("last_used_at"),
    ],
);
pub const KEYS: Table = Table::new(
    "api_keys",
    &PROGRAMS,
    &[
        text("id", Technical),
        id("user", Reference),
        text("name", Content),
        text("name_key", Content),
        text("hash", Secret),
        text("scopes", Technical),
        text("networks", Usage),
        time("created_at"),
        time("expires_at"),
        time("last_used_at"),
        text("last_used_ip", Usage),
        time("revoked_at"),
    ],
);
pub const PROGRAM_SIGN_INS: Table = Table::new(
    "program_sign_ins",
    &PROGRAMS,
    &[
        id("id", Technical),
        id("user", Reference),
        text("name", Content),
        text("scopes", Technical),
        text("how", Technical),
        text("ip", Usage),
        time("created_at"),
        time("renewed_at"),
        time("expires_at"),
    ],
);

/// All of them: those that tell something, then those that live for minutes.
pub const ALL: &[Table] = &[
    EMAIL_CHANGES,
    CREDENTIALS,
    TOTP,
    RECOVERY,
    PASSKEYS,
    LINKED,
    KEYS,
    PROGRAM_SIGN_INS,
    Table::new(
        "program_tokens",
        &PROGRAMS,
        &[
            text("id", Technical),
            id("sign_in", Reference),
            text("sort", Technical),
            text("hash", Secret),
            time("expires_at"),
            time("used_at"),
        ],
    ),
    Table::new(
        "sign_in_guards",
        &SIGN_IN,
        &[
            text("id", Secret),
            text("account", Reference),
            number("failures", Technical),
            number("locks", Technical),
            time("locked_until"),
            time("changed_at"),
        ],
    ),
    Table::new(
        "sign_in_links",
        &SIGN_IN,
        &[
            text("id", Secret),
            id("user", Reference),
            text("purpose", Technical),
            time("created_at"),
            time("expires_at"),
            time("used_at"),
        ],
    ),
    Table::new(
        "sign_in_waiting",
        &SIGN_IN,
        &[
            text("id", Secret),
            id("user", Reference),
            text("how", Technical),
            time("expires_at"),
            text("provider", House),
            text("provider_session", Secret),
        ],
    ),
    Table::new(
        "passkey_ceremonies",
        &SIGN_IN,
        &[
            text("id", Secret),
            text("purpose", Technical),
            id("user", Reference),
            text("state", Secret),
            time("expires_at"),
        ],
    ),
    Table::new(
        "provider_journeys",
        &SIGN_IN,
        &[
            text("id", Secret),
            text("browser", Secret),
            text("provider", House),
            text("purpose", Technical),
            id("user", Reference),
            text("link", Secret),
            text("next", Technical),
            time("expires_at"),
        ],
    ),
    Table::new("provider_logouts", &SIGN_IN, &[text("id", Secret), time("expires_at")]),
    Table::new(
        "provider_farewells",
        &SIGN_IN,
        &[
            text("id", Secret),
            text("provider", House),
            text("address", Technical),
            bytes("token", Secret),
            time("expires_at"),
        ],
    ),
    Table::new(
        "provider_grants",
        &SIGN_IN,
        &[
            text("id", Secret),
            id("user", Reference),
            text("provider", House),
            text("standing", Secret),
            bytes("token", Secret),
            time("checked_at"),
        ],
    ),
    Table::new(
        "setup",
        &SIGN_IN,
        &[
            number("id", Technical),
            text("company", House),
            time("finished_at"),
            number("changes", Technical),
        ],
    ),
];

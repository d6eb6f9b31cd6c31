//! The platform's own tables: accounts, sessions, the audit trail, and the queue.

use super::{Class, Fate, Part, Privacy, Purpose, Rows, Subject, Table, What};
use super::{bytes, flag, id, number, text, time};
use crate::{Cx, Result, audit, event, job, session};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter};

const ACCOUNTS: Purpose = Purpose {
    name: "platform-purpose-accounts",
    text: "platform-purpose-accounts-text",
    kept: "platform-purpose-accounts-kept",
};
const SESSIONS: Purpose = Purpose {
    name: "platform-purpose-sessions",
    text: "platform-purpose-sessions-text",
    kept: "platform-purpose-sessions-kept",
};
const TRAIL: Purpose = Purpose {
    name: "platform-purpose-trail",
    text: "platform-purpose-trail-text",
    kept: "platform-purpose-trail-kept",
};
const WORK: Purpose = Purpose {
    name: "platform-purpose-work",
    text: "platform-purpose-work-text",
    kept: "platform-purpose-work-kept",
};
const BLOCKED: Purpose = Purpose {
    name: "platform-purpose-blocked",
    text: "platform-purpose-blocked-text",
    kept: "platform-purpose-blocked-kept",
};
const HOLDS: Purpose = Purpose {
    name: "platform-purpose-holds",
    text: "platform-purpose-holds-text",
    kept: "platform-purpose-holds-kept",
};

pub const OWN: Privacy = Privacy {
    tables: TABLES,
    export: |_, subject| Box::pin(async move { Ok(export(&subject)) }),
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(erase(cx, subject)),
    ..Privacy::NONE
};

use Class::{Contact, Content, House, Reference, Secret, Technical, Usage};

const TABLES: &[Table] = &[
    USERS,
    USERS_SESSIONS,
    USERS_ROLES,
    EVENTS,
    Table::new(
        "roles",
        &ACCOUNTS,
        &[
            id("id", House),
            text("name", House),
            text("name_key", House),
            text("description", House),
            time("created_at"),
            time("changed_at"),
            number("version", Technical),
        ],
    ),
    Table::new("role_rights", &ACCOUNTS, &[id("role", House), text("granted", House)])
        .ordered(&["role", "granted"]),
    Table::new(
        "audit_chain",
        &TRAIL,
        &[number("seq", Technical), id("event", Technical), text("hash", Technical)],
    ),
    Table::new(
        "jobs",
        &WORK,
        &[
            id("id", Technical),
            text("name", Technical),
            text("payload", Content),
            text("state", Technical),
            time("due"),
            number("attempts", Technical),
            number("crashes", Technical),
            number("fence", Technical),
            time("lease_until"),
            text("dedupe", Technical),
            text("last_error", Content),
            time("created_at"),
            text("about", Reference),
        ],
    ),
    Table::new("job_ticks", &WORK, &[text("id", Technical), time("at")]),
    Table::new(
        "ops",
        &WORK,
        &[id("id", Technical), text("result", Technical), time("at"), text("said", Technical)],
    ),
    Table::new(
        "leases",
        &WORK,
        &[text("name", Technical), number("fence", Technical), time("until")],
    ),
    Table::new(
        "keyring",
        &WORK,
        &[
            id("id", Technical),
            text("purpose", Technical),
            number("version", Technical),
            bytes("wrapped", Secret),
            text("state", Technical),
            bytes("check_value", Secret),
            time("created_at"),
        ],
    ),
    Table::new(
        "blocked_addresses",
        &BLOCKED,
        &[
            id("id", Technical),
            text("address", Usage),
            text("reason", Content),
            flag("automatic"),
            id("author", Reference),
            time("since"),
            time("until"),
            number("times", Technical),
            number("hits", Technical),
            time("last_hit_at"),
        ],
    ),
    Table::new(
        "switches",
        &WORK,
        &[
            text("name", Technical),
            flag("turned_on"),
            text("text_de", Content),
            text("text_en", Content),
            id("author", Reference),
            time("at"),
        ],
    ),
    Table::new(
        "legal_holds",
        &HOLDS,
        &[text("object", Reference), text("reason", Content), id("by", Reference), time("at")],
    ),
];

const USERS: Table = Table::new(
    "users",
    &ACCOUNTS,
    &[
        id("id", Reference),
        text("name", Contact),
        text("name_key", Contact),
        text("email", Contact),
        text("email_key", Contact),
        text("role", Technical),
        number("level", Technical),
        text("lang", Technical),
        text("theme", Technical),
        flag("active"),
        time("created_at"),
        number("version", Technical),
        flag("single_keys"),
    ],
);

const USERS_SESSIONS: Table = Table::new(
    "sessions",
    &SESSIONS,
    &[
        text("id", Secret),
        id("user", Reference),
        time("created_at"),
        time("last_action_at"),
        time("expires_at"),
        time("elevated_until"),
        text("ip", Usage),
        text("agent", Usage),
        text("amr", Technical),
        text("replaced_by", Secret),
        text("provider", House),
        text("provider_session", Secret),
    ],
);

const USERS_ROLES: Table =
    Table::new("user_roles", &ACCOUNTS, &[id("user", Reference), id("role", House)])
        .ordered(&["user", "role"]);

const EVENTS: Table = Table::new(
    "events",
    &TRAIL,
    &[
        id("id", Technical),
        text("name", Technical),
        text("object", Reference),
        text("topics", Reference),
        id("actor", Reference),
        text("ip", Usage),
        text("request", Technical),
        text("payload", Content),
        text("salt", Secret),
        text("digest", Technical),
        time("at"),
        flag("sealed"),
        text("ip_salt", Secret),
        text("ip_digest", Technical),
        text("via", Reference),
        text("via_name", Content),
    ],
)
.ordered(&["at", "id"]);

fn export(subject: &Subject) -> Vec<Part> {
    static OF_ALL: [Table; 3] = [USERS, USERS_SESSIONS, USERS_ROLES];
    let users = || subject.users.iter().map(|id| id.0);
    let by = ["id", "user", "user"];
    let accounts = OF_ALL.iter().zip(by).map(|(table, by)| Rows::of_ids(table, by, users()));
    accounts.chain(facts(subject)).map(Part::Rows).collect()
}

static FACTS: Table = EVENTS;

/// Facts about the person, and what the person did; what they wrote down about others goes out when somebody looked at it.
fn facts(subject: &Subject) -> [Rows; 3] {
    let users = || subject.users.iter().copied();
    let about = Rows::of_texts(&FACTS, "object", subject.objects());
    let done = Rows::of_ids(&FACTS, "actor", users().map(|id| id.0));
    let elsewhere: &[&str] = if subject.own { &["payload"] } else { &[] };
    [
        about.only(event::COLUMN.actor.is_in(users())),
        facts_about(subject, subject.objects()),
        done.only(event::COLUMN.object.is_not_in(subject.objects())).without(elsewhere),
    ]
}

/// What others did to these objects, which are the person's. From where and by which program is theirs, and in one's own
/// archive so is what they wrote down.
pub fn facts_about(subject: &Subject, objects: Vec<String>) -> Rows {
    let by_others = Condition::any()
        .add(event::COLUMN.actor.is_null())
        .add(event::COLUMN.actor.is_not_in(subject.users.iter().copied()));
    let hidden: &[&str] = &["ip", "via", "via_name", "payload"];
    let hidden = if subject.own { hidden } else { &hidden[..3] };
    Rows::of_texts(&FACTS, "object", objects).only(by_others).without(hidden)
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let db = cx.db();
    let theirs = session::COLUMN.user.is_in(subject.users.iter().copied());
    let fate = |noun, count, what, why| Fate { noun, count, what, why };
    Ok(vec![
        fate(
            "platform-privacy-sessions",
            session::Entity::find().filter(theirs).count(db).await?,
            What::Deleted,
            "platform-privacy-sessions-why",
        ),
        fate(
            "platform-privacy-facts",
            audit::count_losing(db, &subject).await?,
            What::Pseudonymised,
            "platform-privacy-facts-why",
        ),
        fate(
            "platform-privacy-jobs",
            job::naming(db, &subject).await?.len() as u64,
            What::Deleted,
            "platform-privacy-jobs-why",
        ),
    ])
}

/// After all apps: what happened is known by its objects, and by the addresses that it names.
async fn erase(cx: Cx, subject: Subject) -> Result<()> {
    let jobs = job::naming(cx.db(), &subject).await?;
    let tx = cx.begin().await?;
    for id in jobs {
        // somebody else may have discarded or repeated it since it was found
        job::discard_if_idle(&tx, id).await?;
    }
    let about = audit::Subject { objects: subject.objects(), users: subject.users.clone() };
    audit::erase(&tx, &about).await?;
    cx.commit(tx).await?;
    audit::erase_naming(&cx, &subject).await
}

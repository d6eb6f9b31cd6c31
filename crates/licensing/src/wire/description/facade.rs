//! The small interface: whether a licence is good here, seats, sessions, use, and newer versions, in plain JSON.

use super::licence_related::reached;
use super::operation::{Access, JSON, Operation, get, post};
use super::shape::{
    Field, echoed, flag, lenient, maybe, number, object, one_of, record, several, text, time, words,
};
use crate::domain::licence::Status;
use crate::domain::machine::Heartbeat;
use crate::domain::release::Channel;
use axum::http::StatusCode;
use serde_json::{Value, json};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;

/// An answer of this interface: what it says, with its time and the number that was sent along.
fn said(fields: &[Field]) -> Value {
    let mut schema = record(fields);
    schema["properties"]["ts"] = time();
    schema["properties"]["nonce"] = echoed();
    if let Some(needed) = schema["required"].as_array_mut() {
        needed.push("ts".into());
    }
    schema
}

/// A body: the licence's key, unless the head of the request names it, and what else is told.
fn told(fields: Vec<Field>) -> Value {
    let nonce = json!({ "type": ["number", "string", "null"], "maxLength": 200 });
    let mut all = vec![("nonce", nonce)];
    all.extend(fields);
    lenient(&all, &[])
}

/// What tells a machine from others.
fn hardware() -> Vec<Field> {
    vec![
        ("license_key", maybe(text())),
        ("hardware", maybe(object())),
        ("hardware_hash", maybe(text())),
        ("components", maybe(object())),
        ("app_version", maybe(text())),
        ("channel", maybe(words(Channel::ALL, Channel::name))),
        ("platform", maybe(text())),
        ("arch", maybe(text())),
    ]
}

fn with(mut fields: Vec<Field>, more: Vec<Field>) -> Vec<Field> {
    fields.extend(more);
    fields
}

fn licence() -> Value {
    record(&[
        ("key", text()),
        ("type", one_of(&["timed", "perpetual"])),
        ("policy", text()),
        ("is_test", flag()),
        ("status", words(Status::ALL, Status::name)),
        ("valid_until", maybe(time())),
        ("max_devices", maybe(number())),
        ("devices_used", number()),
        ("features", several(text())),
    ])
}

fn update() -> Value {
    record(&[
        ("required", flag()),
        ("latest", maybe(text())),
        ("min_supported", maybe(text())),
        ("url", maybe(text())),
    ])
}

fn session() -> Value {
    record(&[("machine", maybe(text())), ("since", time()), ("last_heartbeat", time())])
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = seats();
    all.push(verify());
    all.push(info());
    all.extend(sessions());
    all.push(usage());
    all
}

fn seats() -> Vec<Operation> {
    let seat = || {
        said(&[
            ("success", flag()),
            ("activation_id", text()),
            ("fingerprint", text()),
            ("low_confidence", flag()),
            ("warnings", several(text())),
            ("license", licence()),
            ("offline_until", time()),
            ("license_file", text()),
            ("update", update()),
        ])
    };
    let named = || {
        let names = ["machine_name", "hostname", "os"];
        let mut all: Vec<Field> = names.map(|name| (name, maybe(text()))).into();
        all.extend(["encrypt", "allow_test"].map(|name| (name, maybe(flag()))));
        with(hardware(), all)
    };
    let seated = |one: Operation| {
        one.lets_in(Access::Holder("machine.create"))
            .answers(OK, JSON, seat())
            .answers(CREATED, JSON, seat())
            .also(StatusCode::UPGRADE_REQUIRED)
    };
    let gone = said(&[("success", flag()), ("activation_id", text())]);
    vec![
        seated(post("/activate", "activate"))
            .says("Takes a seat for this machine, or finds the one that it has, with a file that is good offline.")
            .takes(told(named()))
            .codes(&["DEVICE_LIMIT", "HARDWARE_TAKEN", "TEST_NOT_ALLOWED", "UPDATE_REQUIRED"]),
        post("/deactivate", "deactivate")
            .says("Gives the seat back.")
            .lets_in(Access::Holder("machine.delete"))
            .takes(told(with(hardware(), vec![("activation_id", maybe(text()))])))
            .answers(OK, JSON, gone)
            .codes(&["NOT_ACTIVATED", "DEACTIVATIONS_LIMIT_EXCEEDED"]),
        seated(post("/transfer", "transfer"))
            .says("Gives the seat of another machine to this one.")
            .takes(told(with(named(), vec![("from", maybe(text()))])))
            .codes(&["NOT_ACTIVATED", "DEACTIVATIONS_LIMIT_EXCEEDED", "UPDATE_REQUIRED"]),
    ]
}

fn verify() -> Operation {
    let grace = record(&[("active", flag()), ("until", maybe(time()))]);
    let mut answer = said(&[
        ("valid", flag()),
        ("code", text()),
        ("detail", text()),
        ("warnings", several(text())),
        ("license", licence()),
        ("grace", grace),
        ("update", update()),
    ]);
    answer["properties"]["features"] = object();
    let asked = vec![("features", maybe(several(text()))), ("product", maybe(text()))];
    post("/verify", "verify")
        .says("Whether the licence is good on this machine; 200 whatever it says.")
        .lets_in(Access::Holder("license.validate"))
        .takes(told(with(hardware(), asked)))
        .answers(OK, JSON, answer)
        .codes(&["LICENSE_NOT_ALLOWED"])
}

fn info() -> Operation {
    let device = record(&[
        ("activation_id", text()),
        ("name", text()),
        ("hostname", text()),
        ("os", text()),
        ("activated_at", time()),
        ("last_heartbeat", maybe(time())),
        ("status", words(Heartbeat::ALL, Heartbeat::name)),
    ]);
    let lists = ["domains", "ipv4s", "ipv6s", "phones"].map(|name| (name, several(text())));
    let answer = said(&[
        ("success", flag()),
        ("license", licence()),
        ("devices", several(device)),
        ("resources", record(&lists)),
        ("sessions", several(session())),
    ]);
    get("/info/{key}", "info")
        .says("The licence with its machines, what it has of the pool, and who uses it now.")
        .lets_in(Access::Holder("license.read"))
        .filter("nonce", text(), "Said again in the answer.")
        .answers(OK, JSON, answer)
        .also(StatusCode::UNPROCESSABLE_ENTITY)
}

fn sessions() -> Vec<Operation> {
    let begun = said(&[
        ("success", flag()),
        ("session_token", text()),
        ("heartbeat_interval", number()),
        ("expires_in", number()),
        ("update", update()),
    ]);
    let beat = said(&[
        ("ok", flag()),
        ("next", maybe(number())),
        ("commands", several(one_of(&["terminate", "revalidate"]))),
    ]);
    let start = vec![
        ("hardware_id", maybe(text())),
        ("client_version", maybe(text())),
        ("takeover", maybe(flag())),
    ];
    let token = || ("session_token", json!({ "type": "string", "minLength": 1 }));
    let holds = |fields: Vec<Field>| {
        let mut schema = told(with(vec![token()], fields));
        schema["required"] = json!(["session_token"]);
        schema
    };
    let used = vec![("active_users", maybe(number())), ("usage", maybe(object()))];
    let codes = ["SESSION_TOKEN_INVALID", "SESSION_TERMINATED"];
    vec![
        post("/session/start", "startSession")
            .says("Begins to run: one copy at a time, unless more are sold.")
            .lets_in(Access::Holder("process.create"))
            .takes(told(with(hardware(), start)))
            .answers(OK, JSON, begun)
            .also(StatusCode::UPGRADE_REQUIRED)
            .codes(&["NOT_ACTIVATED", "SESSION_ACTIVE", "UPDATE_REQUIRED"]),
        post("/session/heartbeat", "beatSession")
            .says("Says that it still runs, and what was used.")
            .lets_in(Access::Holder("process.heartbeat.ping"))
            .takes(holds(used))
            .answers(OK, JSON, beat)
            .also(StatusCode::GONE)
            .codes(&codes),
        post("/session/end", "endSession")
            .says("Ends it.")
            .lets_in(Access::Holder("process.delete"))
            .takes(holds(Vec::new()))
            .answers(OK, JSON, said(&[("ended", flag()), ("duration_s", number())]))
            .also(StatusCode::GONE)
            .codes(&codes),
    ]
}

fn usage() -> Operation {
    let limits = record(&[("soft", maybe(number())), ("hard", maybe(number()))]);
    let answer = said(&[
        ("success", flag()),
        ("meter", text()),
        ("unit", text()),
        ("quantity", number()),
        ("duplicate", flag()),
        ("counted", number()),
        ("limits", limits),
        ("reached", reached()),
        ("resets_at", maybe(time())),
    ]);
    let mut body = told(vec![
        ("license_key", maybe(text())),
        ("session_token", maybe(text())),
        ("meter", text()),
        ("quantity", maybe(number())),
        ("idempotency_key", text()),
        ("at", maybe(time())),
    ]);
    body["required"] = json!(["meter", "idempotency_key"]);
    post("/usage", "countUsage")
        .says("Counts what was used, once for each key.")
        .lets_in(Access::Holder("license.usage.increment"))
        .takes(body)
        .answers(OK, JSON, answer)
        .also(StatusCode::GONE)
        .codes(&["METER_NOT_FOUND", "METER_LIMIT_EXCEEDED"])
}

/// Whether a program is up to date.
pub(super) fn of_versions() -> Vec<Operation> {
    let channel = || words(Channel::ALL, Channel::name);
    let texts = ["latest", "min_supported", "notes", "url", "sha256", "signature"];
    let mut fields = vec![
        ("product", text()),
        ("channel", channel()),
        ("update_available", flag()),
        ("required", flag()),
        ("published", maybe(time())),
        ("ts", time()),
    ];
    fields.extend(texts.map(|name| (name, maybe(text()))));
    let answer = record(&fields);
    let narrowed = ["product", "platform", "arch"];
    let mut asked: Vec<Field> = narrowed.map(|name| (name, maybe(text()))).into();
    asked.extend([("version", text()), ("channel", maybe(channel())), ("nonce", echoed())]);
    vec![
        post("/check", "checkVersion")
            .says("Whether a version is the newest one, and may still run.")
            .reads("release.upgrade")
            .takes(lenient(&asked, &["version"]))
            .answers(OK, JSON, answer.clone())
            .codes(&["VERSION_INVALID", "VERSION_MISSING", "CHANNEL_NOT_ALLOWED"]),
        get("/latest", "latestVersion")
            .says("The newest version of a product.")
            .reads("release.upgrade")
            .filters(&narrowed.map(|name| (name, text())))
            .filter("channel", channel(), "How far it is at least.")
            .filter("nonce", text(), "Said again in the answer.")
            .answers(OK, JSON, answer),
    ]
}

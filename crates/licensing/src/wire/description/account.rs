//! The account itself, whether the server answers, what can be looked for, and this description.

use super::operation::{Access, JSON, JSON_API, Operation, get, post};
use super::resource::{Kind, document};
use super::shape::{flag, lenient, maybe, object, one_of, record, reference, several, text, time};
use crate::wire::search::names;
use axum::http::StatusCode;
use serde_json::json;

pub(super) fn kinds() -> Vec<Kind> {
    let always = vec![
        ("name", text()),
        ("slug", text()),
        ("status", one_of(&["ACTIVE"])),
        ("protected", flag()),
        ("apiVersion", text()),
        ("created", time()),
        ("updated", time()),
    ];
    let keys = ["ed25519", "ecdsa256", "rsa2048"].map(|name| (name, maybe(text())));
    let meta = record(&[("publicKey", maybe(text())), ("keys", record(&keys))]);
    vec![Kind::new("accounts", always).meta(meta)]
}

pub(super) fn operations() -> Vec<Operation> {
    let body = lenient(
        &[(
            "meta",
            lenient(
                &[
                    ("type", one_of(&names())),
                    ("op", maybe(one_of(&["AND", "OR"]))),
                    ("query", json!({ "type": "object", "minProperties": 1 })),
                ],
                &["type", "query"],
            ),
        )],
        &["meta"],
    );
    let kinds = names().map(reference);
    let any = json!({ "anyOf": kinds });
    let some = document(Some(several(any)), None);
    let mut search = post("/search", "search")
        .says(
            "A page of what is looked for by what is known of it; needs the permission to read it.",
        )
        .lets_in(Access::Known)
        .lists("")
        .takes(body)
        .codes(&["META_OP_INVALID", "META_QUERY_INVALID", "META_TYPE_INVALID"]);
    search = search.instead(StatusCode::OK, JSON_API, some);
    vec![
        get("/accounts/{account}", "showAccount")
            .says("The account, with the public keys that answers are checked with.")
            .lets_in(Access::Open)
            .gives("accounts"),
        get("/health", "health")
            .says("Whether the server answers.")
            .lets_in(Access::Open)
            .nothing(StatusCode::NO_CONTENT),
        get("/ping", "ping").says("The same.").lets_in(Access::Open).nothing(StatusCode::OK),
        get("/openapi.json", "showDescription")
            .says("This description, where it is switched on.")
            .lets_in(Access::Open)
            .answers(StatusCode::OK, JSON, object()),
        search,
    ]
}

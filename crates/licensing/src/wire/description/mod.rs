//! The wire described as OpenAPI 3.1, where `api.docs` is on: the same in every spelling of the account.
//!
//! Every family of resources has a file with what its resources look like and what can be asked of them. A test holds all of it
//! against the routers, and another against real answers.

mod account;
mod entry;
mod facade;
mod licence;
mod licence_related;
mod machine;
mod operation;
mod policy;
mod release;
mod resource;
mod shape;
mod token;
mod webhook;

use super::fault::Fault;
use super::origin::Origin;
use super::version::Version;
use super::{Answer, WIRES};
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use operation::{JSON, JSON_API, Operation, Style};
use platform::Kontor;
use platform::api::DOCS;
use platform::wire::Wire;
use resource::{Kind, fault, refusal};
use serde_json::{Map, Value, json};

/// Where it is to be had.
pub const DOCUMENT: &str = "/v1/openapi.json";

pub fn routes() -> Router<Kontor> {
    Router::new().route("/openapi.json", get(serve))
}

async fn serve(State(kontor): State<Kontor>, origin: Origin) -> Answer<Json<Value>> {
    if !kontor.flag(&DOCS) {
        return Err(Fault::not_found());
    }
    Ok(Json(document(&origin.0)))
}

const INTRODUCTION: &str = "The licence server, in the format of Keygen's API and in a small one of its own. \
    Every address below `/v1` but `/v1/files` is there below `/v1/accounts/{account}` too, for programs that name the account by \
    its id or its short name. Programs come in with `Authorization: Bearer <token>` or `Authorization: License <key>`; below \
    `/api`, a token may stand in `X-API-Key`. `Keygen-Version` names an edition of the format, `Keygen-Environment` an \
    environment by its id or code, `Prefer: no-redirect` wants the address of a file told instead of led to. Every answer but \
    the bytes of files is signed. What is known by a name in camel case is read in snake case too. A place of a \
    list is remembered by `links.next`.";

/// What every answer says beside its body.
const HEADERS: &[(&str, &str)] = &[
    ("Keygen-Account", "The account's id."),
    (
        "Keygen-Signature",
        "The answer's signature, with its key, its algorithm and what was signed.",
    ),
    ("Keygen-Version", "The edition of the format."),
];

/// Everything that is answered, by its wire.
fn operations() -> Vec<(&'static Wire, Style, Vec<Operation>)> {
    let keygen = Style { refusal: "errors", media: JSON_API, sends: JSON_API };
    let small = Style { refusal: "refusal", media: JSON, sends: JSON };
    let [resources, licence, version, files] = WIRES else { return Vec::new() };
    let mut all = account::operations();
    for family in [
        entry::operations,
        licence::operations,
        licence_related::operations,
        machine::operations,
        policy::operations,
        release::operations,
        token::operations,
        webhook::operations,
    ] {
        all.extend(family());
    }
    vec![
        (resources, keygen, all),
        (licence, small, facade::operations()),
        (version, small, facade::of_versions()),
        (files, keygen, release::of_files()),
    ]
}

/// Every kind of resource.
fn kinds() -> Vec<Kind> {
    let families = [
        account::kinds,
        entry::kinds,
        licence::kinds,
        licence_related::kinds,
        machine::kinds,
        policy::kinds,
        release::kinds,
        token::kinds,
        webhook::kinds,
    ];
    families.iter().flat_map(|family| family()).collect()
}

/// One of them.
fn kind(name: &str) -> Kind {
    let found = kinds().into_iter().find(|kind| kind.name == name);
    found.unwrap_or_else(|| Kind::new("", Vec::new()))
}

/// The whole description, of the server that is asked at this address.
fn document(origin: &str) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for (wire, style, all) in operations() {
        for one in all {
            let path = paths.entry(format!("{}{}", wire.at, one.path)).or_insert_with(|| json!({}));
            path[one.method] = one.drawn(wire, style);
        }
    }
    let mut schemas: Map<String, Value> =
        kinds().iter().map(|kind| (kind.name.to_owned(), kind.answered())).collect();
    schemas.insert("errors".into(), fault());
    schemas.insert("refusal".into(), refusal());
    let headers: Map<String, Value> = HEADERS
        .iter()
        .map(|(name, meaning)| {
            let said = json!({ "description": meaning, "schema": shape::text() });
            ((*name).to_owned(), said)
        })
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kontor licence server",
            "version": Version::LATEST.to_string(),
            "description": INTRODUCTION,
        },
        "servers": [{ "url": origin }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "headers": headers,
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "licence": {
                    "type": "apiKey", "in": "header", "name": "Authorization",
                    "description": "`License <key>`",
                },
            },
        },
    })
}

#[cfg(test)]
mod tests;

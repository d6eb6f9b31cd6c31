//! The API described as OpenAPI 3.1, from the table that serves it.

use super::config::DOCS;
use super::endpoint::{Access, Endpoint};
use super::problem::{MEDIA_TYPE, Problem};
use super::{DOCUMENT, headers};
use crate::config::ServerConfig;
use crate::{Error, Kontor, Result};
use axum::Json;
use axum::extract::State;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

pub(super) async fn serve(State(kontor): State<Kontor>) -> Result<Json<Value>> {
    if !kontor.flag(&DOCS) {
        return Err(Error::NotFound);
    }
    Ok(Json(document(&kontor)))
}

/// The whole description.
pub fn document(kontor: &Kontor) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut schemas = settings.into_generator();
    let problem = schemas.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in kontor.endpoints() {
        let said = operation(&endpoint, &mut schemas);
        let path = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        path[endpoint.method.as_str().to_ascii_lowercase()] = said;
    }
    paths.insert(DOCUMENT.into(), own());
    let scopes: Map<String, Value> = kontor
        .scopes()
        .map(|scope| (scope.name.into(), kontor.locale(crate::Lang::En).t(scope.label).into()))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Kontor",
            "version": env!("CARGO_PKG_VERSION"),
            "description": INTRODUCTION,
        },
        "servers": [{ "url": kontor.config.section::<ServerConfig>().origin() }],
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer", "x-scopes": scopes },
            },
            "responses": {
                "problem": {
                    "description": "What went wrong (RFC 9457)",
                    "content": { MEDIA_TYPE: { "schema": problem } },
                },
            },
        },
    })
}

const INTRODUCTION: &str = "JSON in and out. `Authorization: Bearer` with a key (`kt_…`) or an access token (`kta_…`) \
    is the only way in. Lists come in pages: send `next` of one as `after` of the next. Times are RFC 3339 in UTC.";

fn operation(endpoint: &Endpoint, schemas: &mut SchemaGenerator) -> Value {
    let mut all = parameters(endpoint, schemas);
    if endpoint.once {
        all.push(header(
            headers::IDEMPOTENCY_KEY,
            "Sent twice within 48 hours with the same body, it takes effect once; with another body it is refused (422).",
        ));
    }
    if endpoint.versioned {
        all.push(header("if-match", "The `ETag` of what was read: 412 when it changed since."));
    }
    let mut said = json!({
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": [tag(endpoint.path)],
        "parameters": all,
        "responses": {
            endpoint.status.as_str(): answer(endpoint, schemas),
            "default": { "$ref": "#/components/responses/problem" },
        },
    });
    if let Some(takes) = endpoint.takes {
        let schema = takes(schemas);
        said["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if endpoint.takes_file.is_some() {
        said["requestBody"] = json!({ "required": true, "content": { "multipart/form-data": { "schema": {
            "type": "object", "required": ["file"], "properties": { "file": bytes() },
        } } } });
    }
    said["security"] = match endpoint.access {
        Access::Open => json!([]),
        Access::Any | Access::SignedIn => json!([{ "bearer": [] }]),
        Access::Scope(scope) => json!([{ "bearer": [scope] }]),
    };
    said
}

fn answer(endpoint: &Endpoint, schemas: &mut SchemaGenerator) -> Value {
    let said = endpoint.status.canonical_reason().unwrap_or_default();
    match endpoint.gives {
        None if endpoint.gives_file => json!({
            "description": said,
            "content": { "application/octet-stream": { "schema": bytes() } },
        }),
        None => json!({ "description": said }),
        Some(gives) => json!({
            "description": said,
            "content": { "application/json": { "schema": gives(schemas) } },
        }),
    }
}

/// The bytes of a file.
fn bytes() -> Value {
    json!({ "type": "string", "format": "binary" })
}

/// What comes after `/api/v1/`.
fn tag(path: &str) -> &str {
    path.split('/').nth(3).unwrap_or_default()
}

fn header(name: &str, meaning: &str) -> Value {
    json!({ "name": name, "in": "header", "description": meaning, "schema": { "type": "string", "maxLength": 255 } })
}

fn parameters(endpoint: &Endpoint, schemas: &mut SchemaGenerator) -> Vec<Value> {
    let mut all: Vec<Value> = endpoint.path.split('/').filter_map(in_path).collect();
    let query = endpoint.query.map(|query| query(schemas));
    let properties = query.as_ref().and_then(|query| query.get("properties")?.as_object());
    for (name, schema) in properties.into_iter().flatten() {
        let mut schema = schema.clone();
        let meaning = schema.as_object_mut().and_then(|own| own.remove("description"));
        all.push(json!({
            "name": name, "in": "query", "description": meaning.unwrap_or_default(), "schema": schema,
        }));
    }
    all
}

/// `{number}` is what people call a ticket; all else that stands in an address is an id.
fn in_path(piece: &str) -> Option<Value> {
    let name = piece.strip_prefix('{')?.strip_suffix('}')?;
    let schema = match name {
        "number" => json!({ "type": "integer", "format": "int64", "minimum": 1 }),
        _ => json!({ "type": "string" }),
    };
    Some(json!({ "name": name, "in": "path", "required": true, "schema": schema }))
}

fn own() -> Value {
    json!({ "get": {
        "operationId": "getDescription",
        "summary": "This description, where it is switched on.",
        "tags": ["openapi.json"],
        "security": [],
        "responses": {
            "200": { "description": "OK", "content": { "application/json": { "schema": { "type": "object" } } } },
            "default": { "$ref": "#/components/responses/problem" },
        },
    } })
}

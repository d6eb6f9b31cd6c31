//! `check-out`: licence and machine files, as resources or as they are.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::file::{self, File, fault};
use super::licence::named;
use super::machine::found;
use super::query::Query;
use super::sent::Sent;
use crate::domain::check_out::{Refused, Wish};
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use platform::{Kontor, Lang};
use sea_orm::prelude::Uuid;
use serde_json::Value;
use std::sync::Arc;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/actions/check-out", get(licence_raw).post(licence))
        .route("/machines/{id}/actions/check-out", get(machine_raw).post(machine))
}

async fn licence(ask: Ask, At(id): At<String>, query: Query, sent: Sent) -> Answer {
    let licence = licence_at(&ask, &id).await?;
    let wish = wish(&query, &sent)?;
    let file = file::of_licence(&ask.cx, licence.id, &wish).await.map_err(fault)?;
    let resource = resource(&ask, "license-files", &wish, file);
    Ok(Document::one(resource.to_one("license", Some(("licenses", licence.id)))))
}

async fn licence_raw(ask: Ask, At(id): At<String>, query: Query) -> Answer<Response> {
    let licence = licence_at(&ask, &id).await?;
    may_note(&ask)?;
    let wish = wish(&query, &Sent::default())?;
    let file = file::of_licence(&ask.cx, licence.id, &wish).await.map_err(fault)?;
    Ok(raw(licence.id, file))
}

async fn machine(ask: Ask, At(id): At<String>, query: Query, sent: Sent) -> Answer {
    let machine = machine_at(&ask, &id).await?;
    let wish = wish(&query, &sent)?;
    let file = file::of_machine(&ask.cx, machine.id, &wish).await.map_err(fault)?;
    let resource = resource(&ask, "machine-files", &wish, file);
    let resource = resource.to_one("machine", Some(("machines", machine.id)));
    Ok(Document::one(resource.to_one("license", Some(("licenses", machine.licence)))))
}

async fn machine_raw(ask: Ask, At(id): At<String>, query: Query) -> Answer<Response> {
    let machine = machine_at(&ask, &id).await?;
    may_note(&ask)?;
    let wish = wish(&query, &Sent::default())?;
    let file = file::of_machine(&ask.cx, machine.id, &wish).await.map_err(fault)?;
    Ok(raw(machine.id, file))
}

/// That a file was handed out is written down, also where it is only read.
fn may_note(ask: &Ask) -> Answer<()> {
    Ok(ask.cx.kontor.may_change_from_outside(Lang::En)?)
}

fn resource(ask: &Ask, kind: &'static str, wish: &Wish, file: File) -> Resource {
    Resource::new(&ask.issuer, kind, Uuid::now_v7())
        .nowhere()
        .with("certificate", file.certificate)
        .with("algorithm", file.algorithm)
        .with("includes", &wish.include)
        .with("ttl", wish.ttl)
        .time("expiry", file.expiry)
        .time("issued", file.issued)
}

fn raw(id: impl std::fmt::Display, file: File) -> Response {
    let name = format!("attachment; filename=\"{id}.lic\"");
    let kind = "application/octet-stream".to_owned();
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], file.certificate)
        .into_response()
}

/// What is wished for, in the query or in the body; what the query says counts.
fn wish(query: &Query, sent: &Sent) -> Answer<Wish> {
    let said = |name: &str| query.text(name);
    let body = |name: &str| sent.raw(&format!("/meta/{name}"));
    let encrypt = said("encrypt").or_else(|| body("encrypt").map(plain));
    let ttl = said("ttl").or_else(|| body("ttl").map(plain));
    let ttl = match ttl.as_deref().map(str::trim) {
        None => Wish::default().ttl,
        Some("null") => None,
        Some(number) => Some(number.parse().map_err(|_| fault(Refused::Ttl.into()))?),
    };
    let mut include = query.texts("include");
    if include.is_empty() {
        include = body("include").map(names).unwrap_or_default();
    }
    let algorithm = said("algorithm").or_else(|| body("algorithm").map(plain));
    Ok(Wish {
        encrypt: encrypt.is_some_and(|said| matches!(said.as_str(), "1" | "true")),
        ttl,
        include,
        algorithm: algorithm.filter(|name| !name.is_empty() && name != "null"),
    })
}

/// A value as it stands in a query.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Names in a list, or parted by commas.
fn names(value: &Value) -> Vec<String> {
    let parts: Vec<String> = match value {
        Value::Array(all) => all.iter().map(plain).collect(),
        Value::String(text) => text.split(',').map(|part| part.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

async fn licence_at(ask: &Ask, id: &str) -> Answer<Arc<Licence>> {
    ask.permitted("license.check-out")?;
    named(ask, id).await
}

async fn machine_at(ask: &Ask, id: &str) -> Answer<Machine> {
    ask.permitted("machine.check-out")?;
    found(ask, id).await
}

//! What is counted for licences by meters. Keygen has one counter for each licence; this stands beside it.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::issuer::Issuer;
use super::licence::named;
use super::sent::Sent;
use crate::actions::{self, MeterState, MeterUse};
use crate::domain::meter::Reached;
use axum::Router;
use axum::routing::{get, post};
use platform::Kontor;
use serde_json::{Value, json};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/meters", get(list))
        .route("/licenses/{id}/meters/{code}/events", post(count))
}

async fn list(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("license.read")?;
    let licence = named(&ask, &id).await?;
    let meters = actions::meters_of(&ask.cx, &licence).await?;
    Ok(Document::many(meters.iter().map(|one| resource(&ask.issuer, one)).collect()))
}

async fn count(ask: Ask, At((id, code)): At<(String, String)>, mut sent: Sent) -> Answer {
    ask.permitted("license.usage.increment")?;
    let licence = named(&ask, &id).await?;
    let quantity = sent.number("quantity").or(None).unwrap_or(1);
    let at = sent.time("at").or(None);
    let key = sent.need_text("idempotencyKey")?;
    let used = MeterUse { meter: code, quantity, key, at };
    let metered = actions::count_meter(&ask.cx, licence.id, &used).await?;
    let event = &metered.event;
    let resource = Resource::new(&ask.issuer, "meter-events", event.id)
        .nowhere()
        .with("idempotencyKey", &event.key)
        .with("quantity", event.quantity)
        .with("duplicate", metered.known)
        .time("at", event.at)
        .time("created", event.created_at)
        .to_one("license", Some(("licenses", event.licence)))
        .to_one("meter", Some(("meters", event.meter)));
    let document = Document::one(resource).meta("meter", state(&metered.state));
    Ok(if metered.known { document } else { document.created() })
}

fn resource(issuer: &Issuer, one: &MeterState) -> Resource {
    let meter = &one.meter;
    Resource::new(issuer, "meters", meter.id)
        .nowhere()
        .with("name", &meter.name)
        .with("code", &meter.code)
        .with("unit", &meter.unit)
        .with("reset", meter.reset)
        .with("counted", one.counted)
        .with("softLimit", one.limits.soft)
        .with("hardLimit", one.limits.hard)
        .with("reached", one.reached().map(Reached::name))
        .time("resetsAt", one.resets_at)
}

fn state(one: &MeterState) -> Value {
    json!({
        "code": one.meter.code,
        "counted": one.counted,
        "softLimit": one.limits.soft,
        "hardLimit": one.limits.hard,
        "reached": one.reached().map(Reached::name),
        "resetsAt": one.resets_at.map(|at| super::words::iso(at.0)),
    })
}

//! `info`: a licence with its machines, what it has of the pool, and who uses it now.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::at::At;
use super::super::query::Query;
use super::super::words::iso;
use super::activate::shown;
use super::case::Case;
use super::said::Said;
use super::told::{Noted, Told};
use crate::domain::machine::Machine;
use crate::domain::process::Process;
use crate::domain::resource::{Kind, Resource};
use crate::store;
use chrono::{DateTime, Utc};
use platform::keys::Secret;
use serde_json::{Value, json};
use std::net::IpAddr;

/// More machines and sessions than these are not told.
const MOST: u64 = 500;

pub async fn info(ask: Ask, At(key): At<String>, query: Query, noted: Noted) -> Answer<Said> {
    if let Some(nonce) = query.text("nonce").filter(|nonce| nonce.len() <= 200) {
        noted.echo(Value::String(nonce));
    }
    let case = Case::of_key(ask, &Told::nothing(noted), Secret::new(key), "license.read").await?;
    let (db, licence) = (case.ask.cx.db(), case.licence.id);
    let machines = store::check_out::machines_of(db, licence, MOST).await?;
    let sessions = store::session::living(db, licence, case.now()).await?;
    let resources = store::resource::of_licence(db, licence).await?;
    let named = |machine| machines.iter().find(|one| one.id == machine).map(Machine::label);
    let sessions: Vec<Value> =
        sessions.iter().map(|one| session(one, named(one.machine))).collect();
    let devices: Vec<Value> = machines.iter().map(|one| device(one, case.now())).collect();
    Ok(Said::ok(json!({
        "success": true,
        "license": shown(&case, &case.features().await?),
        "devices": devices,
        "resources": {
            "domains": values(&resources, Kind::Domain),
            "ipv4s": addresses(&resources, IpAddr::is_ipv4),
            "ipv6s": addresses(&resources, IpAddr::is_ipv6),
            "phones": values(&resources, Kind::Phone),
        },
        "sessions": sessions,
    })))
}

fn device(machine: &Machine, now: DateTime<Utc>) -> Value {
    json!({
        "activation_id": machine.id,
        "name": machine.name,
        "hostname": machine.hostname,
        "os": machine.platform,
        "activated_at": iso(machine.created_at.0),
        "last_heartbeat": machine.last_beat_at.map(|at| iso(at.0)),
        "status": machine.heartbeat(now).name(),
    })
}

/// A session, by the machine that it runs on.
pub fn session(process: &Process, machine: Option<&str>) -> Value {
    json!({
        "machine": machine,
        "since": iso(process.created_at.0),
        "last_heartbeat": iso(process.last_beat_at.0),
    })
}

/// The addresses of one family; each is written in its one spelling.
fn addresses(resources: &[Resource], is_of: fn(&IpAddr) -> bool) -> Vec<&str> {
    let mut all = values(resources, Kind::Address);
    all.retain(|one| one.parse().is_ok_and(|address| is_of(&address)));
    all
}

fn values(resources: &[Resource], kind: Kind) -> Vec<&str> {
    resources.iter().filter(|one| one.kind == kind).map(|one| one.value.as_str()).collect()
}

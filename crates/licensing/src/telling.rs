//! What webhooks are told: which event of the API a fact is, and what is told of it.

use crate::domain::import::Import;
use crate::domain::webhook::EVENTS;
use events::licensing::*;
use platform::event::{Event, Recorded};
use platform::lease::{self, Lease};
use platform::{Cx, Kontor, Result};

use sea_orm::prelude::Uuid;
use serde_json::{Value, json};
use std::time::Duration;

/// What a webhook is told on trial.
pub const TESTED: &str = "webhook-endpoint.tested";
/// So often it is looked for what is to be told.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const CLAIM: &str = "licensing:webhooks";

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    pub event: &'static str,
    /// The type of the resource, as the API names it.
    pub kind: &'static str,
    pub id: Uuid,
    /// What it was called, where it may be gone.
    pub name: String,
    /// What is told beside it.
    pub meta: Option<Value>,
}

/// Tells the webhooks what happens until the server stops; one node does.
pub async fn run(kontor: Kontor) {
    let stop = kontor.stopping();
    while !stop.is_cancelled() {
        if let Err(cause) = watch(&kontor).await {
            tracing::warn!(%cause, "Webhooks are told later");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

async fn watch(kontor: &Kontor) -> Result<()> {
    if !is_wanted(kontor).await? {
        return Ok(());
    }
    let Some(claim) = lease::take(kontor, CLAIM).await? else { return Ok(()) };
    let stop = kontor.stopping();
    let told = tokio::select! {
        () = stop.cancelled() => Ok(()),
        () = claim.keep(kontor) => Ok(()), // it is another's now
        told = tell(kontor, &claim) => told,
    };
    claim.give_back(kontor).await?;
    told
}

/// Whether anybody is to be told anything now.
async fn is_wanted(kontor: &Kontor) -> Result<bool> {
    let on = kontor.apps_on().any(|app| app.name == crate::NAME) && !kontor.is_read_only();
    Ok(on && !crate::store::webhook::enabled(kontor.db.reader()).await?.is_empty())
}

async fn tell(kontor: &Kontor, claim: &Lease) -> Result<()> {
    while is_wanted(kontor).await? {
        if !crate::actions::tell_webhooks(&Cx::system(kontor).under(claim)).await? {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
    Ok(())
}

/// What of a fact is told; nothing where the API has no event for it.
pub fn of(fact: &Recorded) -> Vec<Telling> {
    let by = fact.via.as_deref().and_then(|via| via.split_once(':'));
    if by.is_some_and(|(kind, _)| kind == Import::VIA) {
        return Vec::new();
    }
    let mut all = of_licence(fact);
    all.extend(of_machine(fact));
    all.extend(of_entry(fact));
    all.retain(|telling| EVENTS.contains(&telling.event));
    all
}

fn licence(event: &'static str, id: LicenceId, name: &str) -> Telling {
    Telling { event, kind: "licenses", id: id.0, name: name.into(), meta: None }
}

fn of_licence(fact: &Recorded) -> Vec<Telling> {
    let id = fact.object.strip_prefix("licence:").and_then(|id| id.parse().ok());
    let Some(id) = id.map(LicenceId) else { return Vec::new() };
    let one = |event| vec![licence(event, id, "")];
    match fact.name.as_str() {
        LicenceIssued::NAME => one("license.created"),
        LicenceChanged::NAME => one("license.updated"),
        LicenceSuspended::NAME => one("license.suspended"),
        LicenceReinstated::NAME => one("license.reinstated"),
        LicenceRenewed::NAME => one("license.renewed"),
        LicenceRevoked::NAME => {
            let name = fact.facts::<LicenceRevoked>().map(|gone| gone.name).unwrap_or_default();
            vec![licence("license.revoked", id, &name), licence("license.deleted", id, &name)]
        }
        LicenceMoved::NAME => one("license.policy.updated"),
        LicenceCheckedIn::NAME => one("license.checked-in"),
        LicenceCheckedOut::NAME => one("license.checked-out"),
        LicenceExpired::NAME => one("license.expired"),
        LicenceExpiresSoon::NAME => one("license.expiring-soon"),
        LicenceCheckInOverdue::NAME => one("license.check-in-overdue"),
        LicenceUsed::NAME => fact.facts::<LicenceUsed>().map_or_else(Vec::new, |used| {
            one(match used.to {
                0 => "license.usage.reset",
                to if to > used.from => "license.usage.incremented",
                _ => "license.usage.decremented",
            })
        }),
        LicenceMembersChanged::NAME => members(fact, id),
        LicenceMeterReached::NAME => reached(fact, id),
        _ => Vec::new(),
    }
}

/// Once for each limit and period: a count only grows.
fn reached(fact: &Recorded, id: LicenceId) -> Vec<Telling> {
    let Some(reached) = fact.facts::<LicenceMeterReached>() else { return Vec::new() };
    let meta = json!({
        "meter": reached.code, "limit": reached.limit, "counted": reached.counted,
    });
    vec![Telling { meta: Some(meta), ..licence("license.meter.limit-reached", id, "") }]
}

fn members(fact: &Recorded, id: LicenceId) -> Vec<Telling> {
    let Some(moved) = fact.facts::<LicenceMembersChanged>() else { return Vec::new() };
    let names = match moved.what.as_str() {
        "users" => ["license.users.attached", "license.users.detached"],
        _ => ["license.entitlements.attached", "license.entitlements.detached"],
    };
    let happened = [!moved.attached.is_empty(), !moved.detached.is_empty()];
    let both = names.into_iter().zip(happened).filter(|(_, happened)| *happened);
    both.map(|(event, _)| licence(event, id, "")).collect()
}

fn of_machine(fact: &Recorded) -> Vec<Telling> {
    let id = fact.object.strip_prefix("machine:").and_then(|id| id.parse().ok());
    let Some(id) = id else { return Vec::new() };
    let (event, name) = match fact.name.as_str() {
        MachineActivated::NAME => ("machine.created", None),
        MachineDeactivated::NAME => {
            ("machine.deleted", fact.facts::<MachineDeactivated>().map(|gone| gone.name))
        }
        MachineChanged::NAME => ("machine.updated", None),
        MachineDied::NAME => ("machine.heartbeat.dead", None),
        MachineRevived::NAME => ("machine.heartbeat.resurrected", None),
        MachineCheckedOut::NAME => ("machine.checked-out", None),
        _ => return Vec::new(),
    };
    vec![Telling { event, kind: "machines", id, name: name.unwrap_or_default(), meta: None }]
}

fn of_entry(fact: &Recorded) -> Vec<Telling> {
    let (noun, id, name, mark) = if let Some(one) = fact.facts::<EntryCreated>() {
        (one.noun, one.id, one.name, "created".to_owned())
    } else if let Some(one) = fact.facts::<EntryChanged>() {
        (one.noun, one.id, one.name, "updated".to_owned())
    } else if let Some(one) = fact.facts::<EntryRemoved>() {
        (one.noun, one.id, one.name, "deleted".to_owned())
    } else if let Some(one) = fact.facts::<EntryMarked>() {
        (one.noun, one.id, one.name, one.mark)
    } else {
        return Vec::new();
    };
    let Some((kind, word)) = spelt(noun) else { return Vec::new() };
    // tokens have words of their own
    let mark = match (noun, mark.as_str()) {
        (Noun::LicenceToken, "created") => "generated",
        (Noun::LicenceToken, "renewed") => "regenerated",
        (Noun::LicenceToken, "deleted") => "revoked",
        (_, other) => other,
    };
    let wanted = format!("{word}.{mark}");
    let event = EVENTS.iter().find(|event| **event == wanted);
    event.map(|event| Telling { event, kind, id, name, meta: None }).into_iter().collect()
}

/// How the API spells a noun: as a type, and in events.
fn spelt(noun: Noun) -> Option<(&'static str, &'static str)> {
    Some(match noun {
        Noun::Environment => ("environments", "environment"),
        Noun::Product => ("products", "product"),
        Noun::Policy => ("policies", "policy"),
        Noun::Entitlement => ("entitlements", "entitlement"),
        Noun::LicenceGroup => ("groups", "group"),
        Noun::LicenceUser => ("users", "user"),
        Noun::LicenceToken => ("tokens", "token"),
        Noun::Component => ("components", "component"),
        Noun::Process => ("processes", "process"),
        Noun::Release => ("releases", "release"),
        Noun::Account
        | Noun::Anomaly
        | Noun::Artifact
        | Noun::Meter
        | Noun::PoolKey
        | Noun::Resource
        | Noun::Webhook => return None,
    })
}

/// The document that is told of a fact: a licence or a machine as the fact left it, of the rest and of what is no more its id
/// and name.
pub async fn payload(cx: &Cx, fact: &Recorded, telling: &Telling) -> Result<String> {
    let there = match telling.kind {
        "licenses" => crate::wire::told::licence(cx, fact, LicenceId(telling.id)).await?,
        "machines" => crate::wire::told::machine(cx, fact, MachineId(telling.id)).await?,
        _ => None,
    };
    let told = there.unwrap_or_else(|| gone(telling));
    let Some(meta) = &telling.meta else { return Ok(told) };
    let mut told: Value = serde_json::from_str(&told).map_err(anyhow::Error::from)?;
    told["meta"] = meta.clone();
    Ok(told.to_string())
}

/// What is told of something that is no more.
fn gone(telling: &Telling) -> String {
    json!({"data": {"type": telling.kind, "id": telling.id, "attributes": {"name": telling.name}}})
        .to_string()
}

//! Processes: started, kept alive and ended.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::machine::{by, may_use};
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::{Given, Sent};
use crate::domain::machine::{Heartbeat, Machine, MachineId};
use crate::domain::policy::{PolicyId, Settings};
use crate::domain::process::{Process, ProcessId};
use crate::store::process::Filter;
use crate::store::reach;
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use chrono::{DateTime, TimeDelta, Utc};
use platform::{Kontor, Millis};
use std::collections::{BTreeSet, HashMap};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/processes", get(list).post(create))
        .route("/processes/{id}", get(show).patch(change).delete(remove))
        .route("/processes/{id}/actions/ping", post(ping))
        .route("/processes/{id}/actions/ping-heartbeat", post(ping))
}

/// The process as the wire shows it; `product` and the settings are its machine's.
fn resource(
    issuer: &Issuer,
    process: &Process,
    (machine, settings): (&Machine, &Settings),
    now: DateTime<Utc>,
) -> Resource {
    let drift = TimeDelta::seconds(Settings::DRIFT_SECONDS.cast_signed());
    Resource::new(issuer, "processes", process.id)
        .with("pid", &process.pid)
        .with("status", process.heartbeat(now).name())
        .with("interval", settings.heartbeat_seconds())
        .time("lastHeartbeat", process.last_beat_at)
        .time("nextHeartbeat", Millis(process.dies_at.0 - drift))
        .time("lastDeathEvent", process.died_at)
        .metadata(&process.metadata)
        .time("created", process.created_at)
        .time("updated", process.updated_at)
        .to_one("environment", machine.environment.map(|id| ("environments", id)))
        .to_one("product", Some(("products", machine.product)))
        .to_one("license", Some(("licenses", process.licence)))
        .to_one("machine", Some(("machines", process.machine)))
        .to_one("owner", process.owner.map(|id| ("users", id)))
}

/// Processes as resources; each needs its machine and that one's policy.
async fn resources(ask: &Ask, processes: &[Process]) -> Answer<Vec<Resource>> {
    let db = ask.cx.db();
    let ids: BTreeSet<MachineId> = processes.iter().map(|process| process.machine).collect();
    let machines = store::machine::with_ids(db, &ids.into_iter().collect::<Vec<_>>()).await?;
    let ids: BTreeSet<PolicyId> = machines.iter().map(|machine| machine.policy).collect();
    let policies = store::policy::with_ids(db, &ids.into_iter().collect::<Vec<_>>()).await?;
    let settings: HashMap<_, _> =
        policies.iter().map(|policy| (policy.id, &policy.settings)).collect();
    let machines: HashMap<_, _> = machines.iter().map(|machine| (machine.id, machine)).collect();
    let all = processes.iter().filter_map(|process| {
        let machine = *machines.get(&process.machine)?; // else both were just ended
        let settings = *settings.get(&machine.policy)?;
        Some(resource(&ask.issuer, process, (machine, settings), ask.now))
    });
    Ok(all.collect())
}

async fn one(ask: &Ask, process: Process) -> Answer {
    let found = resources(ask, &[process]).await?.pop();
    found.map(Document::one).ok_or_else(Fault::not_found)
}

/// The process that an address names by its id, if who asks sees it.
async fn found(ask: &Ask, id: &str) -> Answer<Process> {
    let id: ProcessId = id.parse().map_err(|_| Fault::not_found())?;
    let process = store::process::get(ask.cx.db(), id).await?;
    ask.sees_process(&process).await?;
    Ok(process)
}

async fn show(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("process.read")?;
    let process = found(&ask, &id).await?;
    one(&ask, process).await
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    ask.permitted("process.read")?;
    let machine = match query.text("machine") {
        Some(named) => Some(super::machine::found(&ask, &named).await?.id),
        None => None,
    };
    let filter = Filter {
        machine,
        licence: query.id("license"),
        owner: query.id("owner").or_else(|| query.id("user")).map(Some),
        heartbeat: query.word("status", Heartbeat::of_name).map(|status| (status, ask.now)),
        ..Filter::default()
    };
    listed(&ask, query, filter).await
}

/// A page of processes that who asks sees.
pub async fn listed(ask: &Ask, mut query: Query, filter: Filter) -> Answer {
    let filter = Filter { seen: Some(reach::processes(&ask.reach)), ..filter };
    let paging = query.paging();
    let behind = super::listing::behind(&mut query, &paging);
    query.done()?;
    let (db, size) = (ask.cx.db(), paging.size());
    let place = (behind, paging.offset());
    let mut rows = store::process::page(db, &filter, place, size + 1).await?;
    let more = rows.len() as u64 > size;
    rows.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let found = if let Paging::Numbered { .. } = paging {
        Found::Counted(store::process::count(db, &filter, super::listing::MOST_COUNTED).await?)
    } else {
        Found::Next(rows.last().filter(|_| more).map(|last| last.id.to_string()))
    };
    let all = resources(ask, &rows).await?;
    Ok(Document::many(all).paged(query.links(&paging, &found)))
}

/// The machine that a new part or process shall belong to, if who asks sees it.
pub async fn machine(ask: &Ask, id: MachineId) -> Answer<Machine> {
    let missing =
        || Fault::refused("MACHINE_NOT_FOUND", "must exist").at("/data/relationships/machine");
    let machine = store::machine::find(ask.cx.db(), id).await?.ok_or_else(missing)?;
    ask.sees_machine(&machine).await.map_err(|_| missing())?;
    Ok(machine)
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    ask.permitted("process.create")?;
    sent.is("processes");
    let (pid, metadata) = (sent.text("pid").or(None), sent.metadata().or(None));
    let machine = machine(&ask, sent.need_one("machine")?).await?;
    may_use(&ask, machine.licence).await?;
    let (pid, metadata) = (pid.as_deref(), metadata.unwrap_or_default());
    let process = actions::start_process(&ask.cx, machine.id, pid, metadata).await?;
    Ok(one(&ask, process).await?.created())
}

async fn change(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("process.update")?;
    let process = found(&ask, &id).await?;
    sent.is("processes");
    let metadata = sent.metadata();
    sent.done()?;
    match metadata {
        Given::Nothing => one(&ask, process).await,
        Given::This(metadata) => {
            let metadata = metadata.unwrap_or_default();
            let process = actions::change_process(&ask.cx, process.id, metadata).await?;
            one(&ask, process).await
        }
    }
}

async fn remove(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    ask.permitted("process.delete")?;
    let process = found(&ask, &id).await?;
    actions::end_process(&ask.cx, process.id, by(&ask)).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn ping(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("process.heartbeat.ping")?;
    let process = found(&ask, &id).await?;
    let process = actions::ping_process(&ask.cx, process.id).await?;
    one(&ask, process).await
}

//! `session`: one running copy of a program, alive by its heartbeats. It is a process of the licence's machine, and there is one
//! at a time unless more are sold.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::bearer::Bearer;
use super::super::fault::Fault;
use super::super::origin::Origin;
use super::case::{Case, comes_by_key, count, is_over};
use super::deactivate::not_activated;
use super::hardware::Hardware;
use super::info;
use super::said::Said;
use super::told::{Told, invalid};
use super::update::Update;
use crate::actions::{self, Start, Started};
use crate::domain::machine::{Machine, MachineId};
use crate::domain::process::{Process, ProcessId};
use crate::domain::session::{BEAT_SECONDS, LIFE_SECONDS};
use crate::{session_token, store};
use axum::http::StatusCode;
use platform::Error;
use serde_json::{Value, json};

pub async fn start(ask: Ask, origin: Origin, told: Told) -> Answer<Said> {
    let case = Case::open(ask, &told, "process.create").await?;
    case.usable()?;
    let version = told.text("client_version")?;
    let update = Update::of(&case, (&told, &origin), version.as_deref()).await?;
    if update.required {
        return Ok(update.refusal());
    }
    let machine = machine(&case, &told).await?;
    let start = Start {
        machine: machine.id,
        version,
        takeover: told.flag("takeover")?.unwrap_or_default(),
    };
    match actions::start_session(&case.ask.cx, &start).await? {
        Started::Session(process) => Ok(Said::ok(json!({
            "success": true,
            "session_token": session_token::of(&case.ask.cx.kontor, process.id).expose(),
            "heartbeat_interval": BEAT_SECONDS,
            "expires_in": LIFE_SECONDS,
            "update": update.json(),
        }))),
        Started::Busy(process) => busy(&case, &process).await,
    }
}

/// Another copy runs.
async fn busy(case: &Case, process: &Process) -> Answer<Said> {
    let machine = store::machine::find(case.ask.cx.db(), process.machine).await?;
    let active = info::session(process, machine.as_ref().map(Machine::label));
    let body = json!({
        "success": false,
        "code": "SESSION_ACTIVE",
        "error": "The license is in use elsewhere",
        "active": active,
    });
    Ok(Said::with(StatusCode::CONFLICT, body))
}

/// The machine that it runs on: by what its activation was answered with, or by its parts.
async fn machine(case: &Case, told: &Told) -> Answer<Machine> {
    let cx = &case.ask.cx;
    let found = match told.text("hardware_id")? {
        None => {
            let hardware = Hardware::needed(&cx.kontor, &case.licence, told)?;
            hardware.known(cx, &case.licence).await?
        }
        Some(named) => {
            let by_id = match named.parse::<MachineId>() {
                Ok(id) => store::machine::find(cx.db(), id).await?,
                Err(_) => None,
            };
            let by_id = by_id.filter(|machine| machine.licence == case.licence.id);
            let hash = Hardware::named(named);
            match by_id {
                Some(machine) => Some(machine),
                None => hash.known(cx, &case.licence).await?,
            }
        }
    };
    found.ok_or_else(not_activated)
}

pub async fn heartbeat(ask: Ask, told: Told) -> Answer<Said> {
    let (ask, process) = running(ask, &told, "process.heartbeat.ping").await?;
    usage(&told)?;
    let licence = store::licence::get(ask.cx.db(), process.licence).await?;
    let policy = store::policy::get(ask.cx.db(), licence.policy).await?;
    if is_over(&licence, &policy, ask.now) {
        actions::end_session(&ask.cx, process.id).await?;
        return Ok(Said::ok(json!({ "ok": true, "next": null, "commands": ["terminate"] })));
    }
    if !actions::beat_session(&ask.cx, process.id).await? {
        return Err(terminated());
    }
    // what it was told when it last asked may be true no more
    let changed = licence.updated_at.0.max(policy.updated_at.0) > process.last_beat_at.0;
    let commands: &[&str] = if changed { &["revalidate"] } else { &[] };
    Ok(Said::ok(json!({ "ok": true, "next": BEAT_SECONDS, "commands": commands })))
}

/// How much of what was used; it is read so that programs may say it, and kept nowhere.
fn usage(told: &Told) -> Result<(), Fault> {
    let is_count = |value: &Value| value.as_u64().is_some();
    if told.raw("active_users").is_some_and(|value| !is_count(value)) {
        return Err(invalid("active_users", "must be a number"));
    }
    let fits = |usage: &Value| {
        usage.as_object().is_some_and(|all| all.len() <= 100 && all.values().all(is_count))
    };
    if told.raw("usage").is_some_and(|usage| !fits(usage)) {
        return Err(invalid("usage", "must be features with their counts"));
    }
    Ok(())
}

pub async fn end(ask: Ask, told: Told) -> Answer<Said> {
    let (ask, process) = running(ask, &told, "process.delete").await?;
    if !actions::end_session(&ask.cx, process.id).await? {
        return Err(terminated());
    }
    let lasted = ask.now.signed_duration_since(process.created_at.0).num_seconds().max(0);
    Ok(Said::ok(json!({ "ended": true, "duration_s": lasted })))
}

fn terminated() -> Fault {
    Fault::new(StatusCode::GONE, "SESSION_TERMINATED", "The session was ended")
}

/// The session whose token this is, while it lives. Whoever has the token is the program that began it.
async fn running(mut ask: Ask, told: &Told, permission: &str) -> Answer<(Ask, Process)> {
    let token = told.need("session_token")?;
    let Some(id) = session_token::read(&ask.cx.kontor, &token) else {
        let detail = "This is no token of a session";
        return Err(Fault::forbidden("SESSION_TOKEN_INVALID", detail));
    };
    let process = living(&ask, id).await?.ok_or_else(terminated)?;
    let licence = store::licence::find(ask.cx.db(), process.licence).await?;
    let licence = licence.ok_or_else(terminated)?;
    count(&ask.cx, told, &licence.key_hash).await?;
    if ask.bearer == Bearer::Nobody {
        comes_by_key(&mut ask, &licence);
    } else {
        ask.sees_licence(&licence).await.map_err(|_| terminated())?;
    }
    ask.permitted(permission)?;
    Ok((ask, process))
}

async fn living(ask: &Ask, id: ProcessId) -> Result<Option<Process>, Error> {
    let process = store::process::find(ask.cx.db(), id).await?;
    Ok(process.filter(|one| one.died_at.is_none() && one.dies_at.0 > ask.now))
}

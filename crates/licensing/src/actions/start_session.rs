use super::seating::Seating;
use crate::domain::machine::MachineId;
use crate::domain::metadata::Metadata;
use crate::domain::process::{Process, ProcessId};
use crate::domain::session;
use crate::{rights, store};
use events::licensing::{EntryCreated, EntryRemoved, Noun};
use platform::{Cx, Millis, Result, Tx, event};
use serde_json::json;

/// A program that wants to run.
#[derive(Clone, Debug)]
pub struct Start {
    pub machine: MachineId,
    /// Which one it is, as it says.
    pub version: Option<String>,
    /// Others end for it.
    pub takeover: bool,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Started {
    Session(Box<Process>),
    /// This one runs, and there is no room for another.
    Busy(Box<Process>),
}

/// Begins a session, if no other runs or those that do make room. The licence is held while they are counted.
pub async fn start_session(cx: &Cx, start: &Start) -> Result<Started> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, start.machine).await?;
    let living = store::session::living(&tx, machine.licence, cx.now).await?;
    let most = session::most(&seating.licence.limits, &seating.policy.settings);
    let is_here = |process: &Process| process.machine == machine.id;
    let Some(ends) = session::ends_for(&living, most, is_here, start.takeover) else {
        // there is at least one, else there were room
        let active = living.into_iter().next().ok_or(platform::Error::Stale)?;
        return Ok(Started::Busy(Box::new(active)));
    };
    for process in ends {
        store::process::delete(&tx, process.id).await?;
        told_end(&tx, cx, process).await?;
    }
    let id = ProcessId::new();
    let metadata = start.version.as_ref().map(|version| json!({ "version": version }));
    let process = Process {
        id,
        machine: machine.id,
        licence: machine.licence,
        owner: machine.owner,
        pid: format!("{}{id}", session::PID),
        metadata: metadata.and_then(|all| Metadata::new(all).ok()).unwrap_or_default(),
        last_beat_at: Millis(cx.now),
        dies_at: Millis(session::lives_until(cx.now)),
        died_at: None,
        revived_at: None,
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        version: 1,
    };
    store::process::insert(&tx, &process).await?;
    let name = machine.label().to_owned();
    event::record(&tx, cx, &EntryCreated { noun: Noun::Process, id: id.0, name }).await?;
    cx.commit(tx).await?;
    Ok(Started::Session(Box::new(process)))
}

/// Says that a session was ended.
pub(super) async fn told_end(tx: &Tx, cx: &Cx, process: &Process) -> Result<()> {
    let machine = store::machine::find(tx, process.machine).await?;
    let name = machine.map(|machine| machine.label().to_owned()).unwrap_or_default();
    event::record(tx, cx, &EntryRemoved { noun: Noun::Process, id: process.id.0, name }).await
}

//! What a licence or a machine was when something happened to it: its row as it is, with what happened to it since taken back.
//!
//! Facts say what was before. What no fact says stays as it is now: when it was last validated or heard of, what hangs on it
//! and how much of that there is, and its group.

use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::domain::metadata::Metadata;
use chrono::{DateTime, Utc};
use events::directory::FieldChange;
use events::licensing::{
    LicenceChanged, LicenceMoved, LicenceReinstated, LicenceRenewed, LicenceSuspended, LicenceUsed,
    MachineChanged, MachineDied, MachineRevived,
};
use platform::event::{self, Event as _, Recorded};
use platform::{Cx, Millis, Result};

/// What happened to the same after a fact and apart from it, the newest first. Rows are read before: what is taken back of a
/// row that does not have it yet changes nothing.
async fn since(cx: &Cx, fact: &Recorded) -> Result<Vec<Recorded>> {
    let mut later = event::since(cx.db(), &fact.object, fact.id).await?;
    // several facts of one transaction are one moment
    later.retain(|one| one.at != fact.at || one.request != fact.request);
    Ok(later)
}

/// The licence as the fact left it.
pub async fn licence(cx: &Cx, fact: &Recorded, mut licence: Licence) -> Result<Licence> {
    let later = since(cx, fact).await?;
    for one in &later {
        undo_licence(&mut licence, one);
    }
    if !later.is_empty() {
        licence.updated_at = fact.at;
    }
    Ok(licence)
}

fn undo_licence(licence: &mut Licence, fact: &Recorded) {
    match fact.name.as_str() {
        LicenceSuspended::NAME => licence.suspended = false,
        LicenceReinstated::NAME => licence.suspended = true,
        LicenceRenewed::NAME => {
            if let Some(renewed) = fact.facts::<LicenceRenewed>() {
                licence.expires_at = renewed.from.as_deref().and_then(moment);
            }
        }
        LicenceUsed::NAME => {
            if let Some(used) = fact.facts::<LicenceUsed>() {
                licence.uses = used.from;
            }
        }
        LicenceMoved::NAME => {
            if let Some(moved) = fact.facts::<LicenceMoved>()
                && let Some(from) = moved.from_id
            {
                licence.policy = from;
                licence.expires_at = moved.from_end.as_deref().and_then(moment);
            }
        }
        LicenceChanged::NAME => {
            let changes = fact.facts::<LicenceChanged>().map(|changed| changed.changes);
            changes.iter().flatten().for_each(|change| undo_licence_field(licence, change));
        }
        _ => {}
    }
}

fn undo_licence_field(licence: &mut Licence, change: &FieldChange) {
    let (from, limits) = (change.from.as_str(), &mut licence.limits);
    let number = || from.parse().ok();
    match change.field.as_str() {
        "name" => from.clone_into(&mut licence.name),
        "expires_at" => licence.expires_at = moment(from),
        "organisation" => licence.organisation = from.parse().ok(),
        "owner" => licence.owner = from.parse().ok(),
        "protected" => licence.protected = (!from.is_empty()).then_some(from == "yes"),
        "metadata" => undo_metadata(&mut licence.metadata, from),
        "max_machines" => limits.max_machines = number(),
        "max_processes" => limits.max_processes = number(),
        "max_users" => limits.max_users = number(),
        "max_cores" => limits.max_cores = number(),
        "max_memory" => limits.max_memory = number(),
        "max_disk" => limits.max_disk = number(),
        "max_uses" => limits.max_uses = number(),
        "max_deactivations" => limits.max_deactivations = number(),
        _ => {}
    }
}

/// The machine as the fact left it.
pub async fn machine(cx: &Cx, fact: &Recorded, mut machine: Machine) -> Result<Machine> {
    let later = since(cx, fact).await?;
    for one in &later {
        undo_machine(&mut machine, one, fact.at);
    }
    // it may have been heard of again before this is told
    if fact.name == MachineDied::NAME {
        machine.dies_at = machine.dies_at.map(|end| Millis(end.0.min(fact.at.0)));
        machine.died_at = machine.died_at.or(Some(fact.at));
    }
    if !later.is_empty() {
        machine.updated_at = fact.at;
    }
    Ok(machine)
}

fn undo_machine(machine: &mut Machine, fact: &Recorded, at: Millis) {
    match fact.name.as_str() {
        // it was dead until then
        MachineRevived::NAME => {
            machine.dies_at = machine.dies_at.map(|end| Millis(end.0.min(at.0)));
            machine.revived_at = None;
        }
        MachineDied::NAME => {
            machine.died_at = None;
            machine.dies_at = machine.dies_at.map(|end| Millis(end.0.max(fact.at.0)));
        }
        MachineChanged::NAME => {
            let changes = fact.facts::<MachineChanged>().map(|changed| changed.changes);
            changes.iter().flatten().for_each(|change| undo_machine_field(machine, change));
        }
        _ => {}
    }
}

fn undo_machine_field(machine: &mut Machine, change: &FieldChange) {
    let from = change.from.as_str();
    let number = || from.parse().ok();
    match change.field.as_str() {
        "name" => from.clone_into(&mut machine.name),
        "ip" => from.clone_into(&mut machine.ip),
        "hostname" => from.clone_into(&mut machine.hostname),
        "platform" => from.clone_into(&mut machine.platform),
        "cores" => machine.cores = number(),
        "memory" => machine.memory = number(),
        "disk" => machine.disk = number(),
        "metadata" => undo_metadata(&mut machine.metadata, from),
        _ => {}
    }
}

fn undo_metadata(metadata: &mut Metadata, from: &str) {
    let text = if from.is_empty() { "{}" } else { from };
    let read = serde_json::from_str(text).ok().and_then(|value| Metadata::new(value).ok());
    if let Some(before) = read {
        *metadata = before;
    }
}

fn moment(text: &str) -> Option<Millis> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| Millis(at.with_timezone(&Utc)))
}

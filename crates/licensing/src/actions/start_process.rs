use super::seating::{Seating, is_taken};
use crate::domain::activation::{Refused, read_pid};
use crate::domain::heartbeat::{Fate, Life};
use crate::domain::machine::{Machine, MachineId};
use crate::domain::metadata::Metadata;
use crate::domain::process::{Process, ProcessId};
use crate::domain::seats::Room;
use crate::domain::strategy::{Cull, Leasing};
use crate::store::process::Filter;
use crate::{rights, store};
use platform::{Cx, Error, Millis, Refusal, Result, Tx};

/// Lets a process run on a machine, if the licence has room for one more.
pub async fn start_process(
    cx: &Cx,
    machine: MachineId,
    pid: Option<&str>,
    metadata: Metadata,
) -> Result<Process> {
    cx.require(rights::WORK)?;
    let pid = read_pid(pid).map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let (seating, machine) = Seating::of_machine(&tx, cx, machine).await?;
    let mut refused: Vec<Refusal> = Vec::new();
    if is_running(&tx, cx, &seating, (&machine, &pid)).await? {
        refused.push(Refused::PidTaken.into());
    }
    let room = Room::new(&seating.licence.limits, &seating.policy.settings);
    if let Some(most) = room.limits.max_processes {
        let twice = most.saturating_mul(2).saturating_add(1);
        let running = store::process::count(&tx, &beside(cx, &seating, &machine), twice).await?;
        refused.extend(room.without_process(running).map(Refusal::from));
    }
    if !refused.is_empty() {
        return Err(Error::Refused(refused));
    }
    let process = Process {
        id: ProcessId::new(),
        machine: machine.id,
        licence: machine.licence,
        owner: machine.owner,
        pid,
        metadata,
        last_beat_at: Millis(cx.now),
        dies_at: Millis(seating.policy.settings.lives_until(cx.now)),
        died_at: None,
        revived_at: None,
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        version: 1,
    };
    if let Err(cause) = store::process::insert(&tx, &process).await {
        return Err(if is_taken(&cause) { Refused::PidTaken.into() } else { cause });
    }
    cx.commit(tx).await?;
    Ok(process)
}

/// Whether the machine has this process. One that is dead for good and only waits to be swept makes room.
async fn is_running(
    tx: &Tx,
    cx: &Cx,
    seating: &Seating,
    (machine, pid): (&Machine, &str),
) -> Result<bool> {
    let Some(known) = store::process::find_pid(tx, machine.id, pid).await? else {
        return Ok(false);
    };
    let life = Life { dies_at: Some(known.dies_at.0), died_at: known.died_at.map(|at| at.0) };
    let gone = life.is_dead(cx.now) && life.fate(&seating.policy.settings, cx.now) == Fate::Removed;
    if gone {
        store::process::delete(tx, known.id).await?;
    }
    Ok(!gone)
}

/// Those who are counted together with a process of this machine: all that are there, or will be swept but may still come back.
fn beside(cx: &Cx, seating: &Seating, machine: &Machine) -> Filter {
    let settings = &seating.policy.settings;
    let outlives = match (settings.heartbeat_cull_strategy, settings.revivable_for()) {
        (Cull::Keep, _) => None,
        (Cull::Deactivate, None) => Some(cx.now),
        (Cull::Deactivate, Some(span)) => cx.now.checked_sub_signed(span),
    };
    let counted = Filter { outlives, ..Filter::default() };
    match settings.process_leasing_strategy {
        Leasing::Machine => Filter { machine: Some(machine.id), ..counted },
        Leasing::Licence => Filter { licence: Some(machine.licence), ..counted },
        Leasing::User => {
            Filter { licence: Some(machine.licence), owner: Some(machine.owner), ..counted }
        }
    }
}

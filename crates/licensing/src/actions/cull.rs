use super::note_activation::note_activations;
use crate::domain::activation_event::{By, Kind};
use crate::domain::heartbeat::{Fate, Life, Pulse};
use crate::domain::machine::{Machine, MachineId};
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::process::ProcessId;
use crate::domain::seats::Seats;
use crate::jobs::{BuryMachine, BuryProcess};
use crate::{rights, store};
use chrono::{DateTime, Utc};
use events::licensing::{Freed, LicenceId, MachineDeactivated, MachineDied};
use platform::db::Source;
use platform::event::Log;
use platform::job::{self, Queued};
use platform::{Cx, Millis, Result, Tx};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Dead ones in one transaction.
const LOT: u64 = 500;

/// Tells of some machines that their heartbeat stopped, each once, and frees the seats of those that do not stay; says whether
/// there may be more.
pub async fn cull_machines(cx: &Cx) -> Result<bool> {
    cx.require(rights::WORK)?;
    let dying = store::machine::dying(cx.db(), cx.now, LOT).await?;
    if dying.is_empty() {
        return Ok(false);
    }
    let policies = policies(cx.db(), dying.iter().map(|machine| machine.policy)).await?;
    let tx = cx.begin().await?;
    // licences first, as everybody does who frees a seat: nobody waits for somebody who waits
    let frees = dying.iter().filter(|one| fate(&policies, one, cx.now) == Fate::Removed);
    let licences: BTreeSet<LicenceId> = frees.map(|machine| machine.licence).collect();
    store::licence::lock_all(&tx, &licences.into_iter().collect::<Vec<_>>()).await?;
    let ids: Vec<MachineId> = dying.iter().map(|machine| machine.id).collect();
    let dead = store::machine::mark_dead(&tx, &ids, cx.now).await?;
    let (mut log, mut later, mut gone) = (Log::default(), Vec::new(), Vec::new());
    for one in &dead {
        let (machine, licence, name) = (one.id, one.licence, one.label().to_owned());
        log.add(cx, &MachineDied { machine, licence, name })?;
        match fate(&policies, one, cx.now) {
            Fate::Kept => {}
            Fate::Removed => gone.push(one),
            Fate::RemovedAt(at) => later.push(Queued::of(&BuryMachine { machine })?.at(at)),
        }
    }
    remove(&tx, cx, &gone, &mut log).await?;
    log.write(&tx, cx).await?;
    job::enqueue_all(&tx, cx, later).await?;
    cx.commit(tx).await?;
    Ok(dying.len() as u64 == LOT)
}

/// Frees the seat of a machine that is still dead.
pub async fn bury_machine(cx: &Cx, id: MachineId) -> Result<()> {
    cx.require(rights::WORK)?;
    let Some(known) = store::machine::find(cx.db(), id).await? else { return Ok(()) };
    let tx = cx.begin().await?;
    store::licence::lock_all(&tx, &[known.licence]).await?;
    let Some(machine) = store::machine::find(&tx, id).await? else { return Ok(()) };
    let policies = policies(&tx, [machine.policy]).await?;
    let dead = life(&machine).is_dead(cx.now);
    if dead && fate(&policies, &machine, cx.now) == Fate::Removed {
        let mut log = Log::default();
        remove(&tx, cx, &[&machine], &mut log).await?;
        log.write(&tx, cx).await?;
        cx.commit(tx).await?;
    }
    Ok(())
}

async fn remove(tx: &Tx, cx: &Cx, gone: &[&Machine], log: &mut Log) -> Result<()> {
    if gone.is_empty() {
        return Ok(());
    }
    let ids: Vec<MachineId> = gone.iter().map(|machine| machine.id).collect();
    store::machine::delete_whole(tx, &ids).await?;
    let of: Vec<_> = gone.iter().map(|one| (one.licence, one.id)).collect();
    note_activations(tx, cx, &of, (Kind::Deactivate, By::Server)).await?;
    let mut freed: BTreeMap<LicenceId, Seats> = BTreeMap::new();
    for one in gone {
        *freed.entry(one.licence).or_default() += Seats::of(one);
        let (machine, licence, name) = (one.id, one.licence, one.label().to_owned());
        log.add(cx, &MachineDeactivated { machine, licence, name, cause: Freed::Dead })?;
    }
    for (licence, seats) in freed {
        store::licence::occupy(tx, licence, -seats, Millis(cx.now)).await?;
    }
    Ok(())
}

/// Removes some processes whose heartbeat stopped, or notes that they are dead; says whether there may be more.
pub async fn cull_processes(cx: &Cx) -> Result<bool> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let dying = store::process::dying(&tx, cx.now, LOT).await?;
    if dying.is_empty() {
        return Ok(false);
    }
    let pulses = store::process::pulses(&tx, &dying).await?;
    let policies = policies(&tx, pulses.iter().map(|pulse| pulse.policy)).await?;
    let (mut later, mut gone) = (Vec::new(), Vec::new());
    for pulse in &pulses {
        let Some(policy) = policies.get(&pulse.policy) else { continue };
        match pulse.life.fate(&policy.settings, cx.now) {
            Fate::Kept => {}
            Fate::Removed => gone.push(pulse),
            Fate::RemovedAt(at) => {
                let process = ProcessId(pulse.id);
                later.push(Queued::of(&BuryProcess { process })?.at(at));
            }
        }
    }
    store::process::mark_dead(&tx, &dying, cx.now).await?;
    remove_processes(&tx, cx, &gone).await?;
    job::enqueue_all(&tx, cx, later).await?;
    cx.commit(tx).await?;
    Ok(dying.len() as u64 == LOT)
}

/// Removes a process that is still dead.
pub async fn bury_process(cx: &Cx, id: ProcessId) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let pulses = store::process::pulses(&tx, &[id]).await?;
    let policies = policies(&tx, pulses.iter().map(|pulse| pulse.policy)).await?;
    let dead = pulses.iter().filter(|pulse| {
        let policy = policies.get(&pulse.policy);
        let is_over = |policy: &Policy| pulse.life.fate(&policy.settings, cx.now) == Fate::Removed;
        pulse.life.is_dead(cx.now) && policy.is_some_and(is_over)
    });
    remove_processes(&tx, cx, &dead.collect::<Vec<_>>()).await?;
    cx.commit(tx).await
}

/// Removes those of which no heartbeat came meanwhile, and writes that down.
async fn remove_processes(tx: &Tx, cx: &Cx, gone: &[&Pulse]) -> Result<()> {
    let ids: Vec<ProcessId> = gone.iter().map(|pulse| ProcessId(pulse.id)).collect();
    let of = store::process::dead_on(tx, &ids, cx.now).await?;
    note_activations(tx, cx, &of, (Kind::ProcessDied, By::Server)).await?;
    store::process::delete_dead(tx, &ids, cx.now).await
}

fn life(machine: &Machine) -> Life {
    Life { dies_at: machine.dies_at.map(|at| at.0), died_at: machine.died_at.map(|at| at.0) }
}

/// A machine whose policy is gone stays: nothing says that it goes.
fn fate(policies: &HashMap<PolicyId, Policy>, machine: &Machine, now: DateTime<Utc>) -> Fate {
    policies
        .get(&machine.policy)
        .map_or(Fate::Kept, |policy| life(machine).fate(&policy.settings, now))
}

async fn policies(
    db: &impl Source,
    ids: impl IntoIterator<Item = PolicyId>,
) -> Result<HashMap<PolicyId, Policy>> {
    let ids: BTreeSet<PolicyId> = ids.into_iter().collect();
    let ids: Vec<PolicyId> = ids.into_iter().collect();
    let known = store::policy::with_ids(db, &ids).await?;
    Ok(known.into_iter().map(|policy| (policy.id, policy)).collect())
}

//! Heartbeats, written down together: those that arrive while a transaction is on its way go into the next one, and each is
//! answered when its own is durable.

use crate::clones::{self, Asked, Clones};
use crate::domain::heartbeat::{Beat, Heard, Pulse};
use crate::domain::machine::MachineId;
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::process::ProcessId;
use crate::lots::Lots;
use crate::store;
use chrono::{DateTime, Utc};
use events::licensing::MachineRevived;
use platform::event::{self, Log};
use platform::{Cx, Error, Kontor, Result, Tx};
use sea_orm::prelude::Uuid;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tokio::sync::oneshot;

/// So many go into one transaction.
const LOT: usize = 1_000;

/// Whose heart beats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heart {
    Machine(MachineId),
    Process(ProcessId),
}

/// Writes down a heartbeat; says what it did once that is durable. `NotFound` for what is not there.
pub async fn beat(cx: &Cx, heart: Heart) -> Result<Heard> {
    crate::actions::awake(&cx.kontor).await?;
    let (told, answer) = oneshot::channel();
    let (lots, kontor) = (cx.kontor.held_or(|| Lots::of(LOT)), cx.kontor.clone());
    let one = Waiting { heart, cx: cx.clone(), asked: Asked::default(), told };
    lots.put(one, move |lot| write(kontor.clone(), lot));
    answer.await.unwrap_or(Err(Error::Unavailable("heartbeats")))
}

struct Waiting {
    heart: Heart,
    cx: Cx,
    /// What the watch for clones said.
    asked: Asked,
    told: oneshot::Sender<Result<Heard>>,
}

async fn write(kontor: Kontor, lot: Vec<Waiting>) {
    let mut outcome = write_once(&kontor, &lot).await;
    if outcome.is_err() {
        // two nodes may have waited for each other; one of them was sent away
        outcome = write_once(&kontor, &lot).await;
    }
    match outcome {
        Ok(found) => {
            for one in lot {
                let heard = found.get(&id_of(one.heart)).copied().ok_or(Error::NotFound);
                one.told.send(heard).ok(); // who hung up need not know
            }
        }
        Err(cause) => {
            tracing::error!(%cause, count = lot.len(), "heartbeats could not be written");
            for one in lot {
                one.told.send(Err(Error::Unavailable("heartbeats"))).ok();
            }
        }
    }
}

fn id_of(heart: Heart) -> Uuid {
    match heart {
        Heart::Machine(id) => id.0,
        Heart::Process(id) => id.0,
    }
}

/// What was found of each; what is not there is left out.
async fn write_once(kontor: &Kontor, lot: &[Waiting]) -> Result<HashMap<Uuid, Heard>> {
    let cx = Cx::system(kontor);
    let (mut machines, mut processes) = (BTreeSet::new(), BTreeSet::new());
    for one in lot {
        match one.heart {
            Heart::Machine(id) => machines.insert(id.0),
            Heart::Process(id) => processes.insert(id.0),
        };
    }
    let tx = cx.begin().await?;
    let mut found = HashMap::with_capacity(lot.len());
    let pulses = judge(&tx, Kind::Machines, machines, cx.now).await?;
    let told = tell(&tx, &cx, lot, &pulses).await?;
    found.extend(pulses.iter().map(|(pulse, heard)| (pulse.id, *heard)));
    let pulses = judge(&tx, Kind::Processes, processes, cx.now).await?;
    found.extend(pulses.iter().map(|(pulse, heard)| (pulse.id, *heard)));
    if told {
        cx.commit(tx).await?;
    } else {
        tx.commit().await?; // nothing was told, so nobody is woken
    }
    Ok(found)
}

/// Tells who came back to life, and who may be two; says whether there was something to tell.
async fn tell(tx: &Tx, cx: &Cx, lot: &[Waiting], pulses: &[(Pulse, Heard)]) -> Result<bool> {
    let mut log = Log::default();
    let mut told = false;
    let by_id: HashMap<Uuid, &(Pulse, Heard)> = pulses.iter().map(|one| (one.0.id, one)).collect();
    let mut revived = BTreeSet::new();
    let clones = cx.kontor.held::<Clones>();
    for one in lot {
        let Heart::Machine(machine) = one.heart else { continue };
        let Some((pulse, heard)) = by_id.get(&machine.0) else { continue };
        if heard.beat == Beat::Revived && revived.insert(machine) {
            log.add(&one.cx, &MachineRevived { machine, licence: pulse.licence })?;
            told = true;
        }
        let from = one.cx.request.as_ref().map(|request| request.ip);
        let why = from.filter(|_| heard.beat == Beat::Alive);
        let why = why.and_then(|from| one.asked.hear(&clones, pulse, (from, cx.now)));
        if let Some(why) = why
            && let Some(fact) = clones::fact(tx, cx, pulse, why).await?
        {
            event::record(tx, &one.cx, &fact).await?;
            told = true;
        }
    }
    log.write(tx, cx).await?;
    Ok(told)
}

#[derive(Clone, Copy)]
enum Kind {
    Machines,
    Processes,
}

impl Kind {
    async fn pulses(self, tx: &Tx, ids: &[Uuid]) -> Result<Vec<Pulse>> {
        match self {
            Self::Machines => store::machine::pulses(tx, &of(ids, MachineId)).await,
            Self::Processes => store::process::pulses(tx, &of(ids, ProcessId)).await,
        }
    }

    async fn write(self, tx: &Tx, ids: &[Uuid], at: At) -> Result<u64> {
        let times = (at.now, at.until);
        match (self, at.revived) {
            (Self::Machines, false) => {
                store::machine::live_on(tx, &of(ids, MachineId), times).await
            }
            (Self::Machines, true) => store::machine::revive(tx, &of(ids, MachineId), times).await,
            (Self::Processes, false) => {
                store::process::live_on(tx, &of(ids, ProcessId), times).await
            }
            (Self::Processes, true) => store::process::revive(tx, &of(ids, ProcessId), times).await,
        }
    }
}

fn of<T>(ids: &[Uuid], make: fn(Uuid) -> T) -> Vec<T> {
    ids.iter().copied().map(make).collect()
}

#[derive(Clone, Copy)]
struct At {
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    revived: bool,
}

/// Judges the heartbeats of these and writes down those that are good, each kind in one statement.
async fn judge(
    tx: &Tx,
    kind: Kind,
    ids: BTreeSet<Uuid>,
    now: DateTime<Utc>,
) -> Result<Vec<(Pulse, Heard)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let pulses = kind.pulses(tx, &ids).await?;
    let policies = policies(tx, &pulses).await?;
    let mut judged = Vec::with_capacity(pulses.len());
    let mut good: BTreeMap<(DateTime<Utc>, bool), Vec<Uuid>> = BTreeMap::new();
    for pulse in pulses {
        let Some(policy) = policies.get(&pulse.policy) else { continue };
        let (beat, until) =
            (pulse.life.beat(&policy.settings, now), policy.settings.lives_until(now));
        if beat != Beat::Dead {
            good.entry((until, beat == Beat::Revived)).or_default().push(pulse.id);
        }
        judged.push((pulse, Heard { beat, at: now, until }));
    }
    let mut missed = false;
    for ((until, revived), ids) in good {
        let written = kind.write(tx, &ids, At { now, until, revived }).await?;
        missed |= written != ids.len() as u64;
    }
    if missed {
        look_again(tx, kind, &mut judged, now).await?;
    }
    Ok(judged)
}

async fn policies(tx: &Tx, pulses: &[Pulse]) -> Result<HashMap<PolicyId, Policy>> {
    let ids: BTreeSet<_> = pulses.iter().map(|pulse| pulse.policy).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let known = store::policy::with_ids(tx, &ids).await?;
    Ok(known.into_iter().map(|policy| (policy.id, policy)).collect())
}

/// Some of them went, or were told dead by another node, before they were written.
async fn look_again(
    tx: &Tx,
    kind: Kind,
    judged: &mut Vec<(Pulse, Heard)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let ids: Vec<_> = judged.iter().map(|(pulse, _)| pulse.id).collect();
    let there = kind.pulses(tx, &ids).await?;
    let there: HashMap<_, _> = there.iter().map(|pulse| (pulse.id, pulse.last_beat_at)).collect();
    judged.retain(|(pulse, _)| there.contains_key(&pulse.id));
    for (pulse, heard) in judged {
        if there.get(&pulse.id) != Some(&Some(now)) {
            heard.beat = Beat::Dead;
        }
    }
    Ok(())
}

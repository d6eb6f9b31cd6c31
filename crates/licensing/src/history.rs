//! What happens too often to be written down one by one: heartbeats of machines, what validations said, requests, and what looks
//! like misuse. It is
//! noted in memory without waiting, and written down in groups; what a crash takes with it is missing in statistics alone.

use crate::domain::machine::Machine;
use crate::domain::network::network;
use crate::domain::process::Process;
use crate::domain::request::Request;
use crate::domain::usage::hour::Hour;
use crate::domain::usage::{
    HOUR, Heartbeat, LicenceId, MachineId, ProcessId, ProductId, What, floor,
};
use crate::notes::EVERY;
use crate::store::months::{HEARTBEATS, REQUESTS};
use crate::{LicensingConfig, lots, months, signs, store};
use chrono::DateTime;
use platform::held::Held;
use platform::{Cx, Kontor, Millis, Result};
use sea_orm::prelude::Uuid;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many of a kind wait at most; what comes while the database does not keep up is left out.
const MOST: usize = 50_000;
/// So many are written in one transaction.
const LOT: usize = 2_000;

/// What is not written down yet.
struct History(Mutex<Noted>);

#[derive(Default)]
struct Noted {
    heartbeats: Vec<Ping>,
    validations: HashMap<(i64, ProductId, &'static str), i64>,
    requests: Vec<Request>,
    /// So many found no room.
    left_out: usize,
    /// So many requests were answered.
    number: u32,
}

/// A heartbeat outside a session; its product is looked up when it is written.
struct Ping {
    at: Millis,
    licence: LicenceId,
    machine: MachineId,
    process: Option<ProcessId>,
    network: String,
}

impl Held for History {
    fn new(_: &Kontor) -> Self {
        Self(Mutex::default())
    }
}

impl History {
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that is noted; the count of requests goes on.
    fn take(&self) -> Noted {
        let mut noted = self.noted();
        let number = noted.number;
        std::mem::replace(&mut *noted, Noted { number, ..Noted::default() })
    }
}

/// A machine was heard of.
pub(crate) fn pinged(cx: &Cx, machine: &Machine) {
    note_ping(cx, (machine.licence, machine.id, None));
}

/// A process was heard of.
pub(crate) fn process_pinged(cx: &Cx, process: &Process) {
    note_ping(cx, (process.licence, process.machine, Some(process.id)));
}

fn note_ping(cx: &Cx, (licence, machine, process): (LicenceId, MachineId, Option<ProcessId>)) {
    if cx.kontor.config.section::<LicensingConfig>().heartbeat_months == 0 {
        return;
    }
    let network = cx.request.as_ref().map(|one| network(one.ip)).unwrap_or_default();
    let ping = Ping { at: Millis(cx.now), licence, machine, process, network };
    let history = cx.kontor.held::<History>();
    let mut noted = history.noted();
    if noted.heartbeats.len() < MOST {
        noted.heartbeats.push(ping);
    } else {
        noted.left_out += 1;
    }
}

/// A licence of this product was validated.
pub(crate) fn validated(cx: &Cx, product: ProductId, code: &'static str) {
    let hour = floor(Millis(cx.now), HOUR).0.timestamp_millis();
    let history = cx.kontor.held::<History>();
    *history.noted().validations.entry((hour, product, code)).or_default() += 1;
}

/// A program asked something.
pub(crate) fn asked(kontor: &Kontor, request: Request) {
    let history = kontor.held::<History>();
    let mut noted = history.noted();
    if noted.requests.len() < MOST {
        noted.requests.push(request);
    } else {
        noted.left_out += 1;
    }
}

/// The so many-th request that is answered.
pub(crate) fn next_number(kontor: &Kontor) -> u32 {
    let history = kontor.held::<History>();
    let mut noted = history.noted();
    noted.number = noted.number.wrapping_add(1);
    noted.number
}

/// Writes down until the server stops, and once more when the last request was answered.
pub(crate) async fn keep(kontor: Kontor) {
    lots::every(kontor, EVERY, async |kontor| {
        if let Err(cause) = write(&kontor).await {
            tracing::warn!(%cause, "What programs did could not be written down");
        }
    })
    .await;
}

/// Writes down all that is noted. Heartbeats and requests that cannot be written are lost, and said to be; counts stay.
pub async fn write(kontor: &Kontor) -> Result<()> {
    if kontor.is_read_only() {
        return Ok(()); // it stays in memory until it may be written
    }
    signs::write(kontor).await;
    let cx = Cx::system(kontor);
    let history = kontor.held::<History>();
    let mut noted = history.take();
    if noted.left_out > 0 {
        tracing::warn!(count = noted.left_out, "Heartbeats or requests came too fast to be kept");
    }
    let validations = std::mem::take(&mut noted.validations);
    if let Err(cause) = write_validations(&cx, &validations).await {
        let mut waiting = history.noted();
        for (key, count) in validations {
            *waiting.validations.entry(key).or_default() += count;
        }
        return Err(cause);
    }
    for lot in noted.heartbeats.chunks(LOT) {
        write_pings(&cx, lot).await?;
    }
    for lot in noted.requests.chunks(LOT) {
        months::ensure(&cx, &REQUESTS, lot.iter().map(|one| one.at)).await?;
        let tx = cx.begin().await?;
        store::request::insert(&tx, lot).await?;
        tx.commit().await?; // nobody waits for it, so nobody is woken
    }
    Ok(())
}

async fn write_validations(
    cx: &Cx,
    counts: &HashMap<(i64, ProductId, &'static str), i64>,
) -> Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    let hour = |(&(hour, product, code), &uses): (&(i64, ProductId, &'static str), &i64)| {
        let hour = Millis(DateTime::from_timestamp_millis(hour)?);
        Some(Hour { hour, product, what: What::Validations.name().into(), code: code.into(), uses })
    };
    let hours: Vec<_> = counts.iter().filter_map(hour).collect();
    let tx = cx.begin().await?;
    store::usage_sums::add_hours(&tx, &hours).await?;
    Ok(tx.commit().await?)
}

async fn write_pings(cx: &Cx, lot: &[Ping]) -> Result<()> {
    months::ensure(cx, &HEARTBEATS, lot.iter().map(|one| one.at)).await?;
    let licences: BTreeSet<_> = lot.iter().map(|one| one.licence).collect();
    let licences: Vec<_> = licences.into_iter().collect();
    let products = store::usage::products_of(cx.db(), &licences).await?;
    // a licence that is gone meanwhile has none
    let known = lot.iter().filter_map(|one| Some((one, *products.get(&one.licence)?)));
    let heartbeat = |(one, product): (&Ping, ProductId)| Heartbeat {
        at: one.at,
        id: Uuid::now_v7(),
        licence: one.licence,
        product,
        machine: one.machine,
        process: one.process,
        network: one.network.clone(),
        version: String::new(),
        users: None,
    };
    let heartbeats: Vec<_> = known.map(heartbeat).collect();
    let tx = cx.begin().await?;
    store::usage::insert_heartbeats(&tx, &heartbeats).await?;
    Ok(tx.commit().await?)
}

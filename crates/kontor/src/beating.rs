//! How many heartbeats become durable in a second, without what a wire costs around them.

use crate::fill;
use licensing::actions;
use licensing::domain::machine::Machine;
use licensing::store;
use platform::{Cx, Error, Result};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Machines of the made-up house whose hearts beat in turn.
const MACHINES: usize = 20_000;
/// No larger house is measured on.
const LAST: u32 = 1_000_000;
/// Ids in one list of a query.
const LISTED: u32 = 1_000;

/// Lets so many hearts beat, some of them at once, each again as soon as its beat before is durable. `NotFound` in a house that
/// was not filled with licences to measure on.
pub async fn beat(cx: &Cx, count: u32, at_once: u32) -> Result<Duration> {
    let machines = Arc::new(machines(cx).await?);
    let began = Instant::now();
    let mut all = tokio::task::JoinSet::new();
    for first in 0..at_once {
        all.spawn(some(cx.clone(), machines.clone(), (first, at_once, count)));
    }
    while let Some(done) = all.join_next().await {
        done.map_err(anyhow::Error::from)??;
    }
    Ok(began.elapsed())
}

async fn some(
    cx: Cx,
    machines: Arc<Vec<Machine>>,
    (first, step, count): (u32, u32, u32),
) -> Result<()> {
    let mut number = first;
    while number < count {
        let machine = machines[number as usize % machines.len()].clone();
        actions::ping_known_machine(&cx, machine).await?;
        number += step;
    }
    Ok(())
}

/// Those with the smallest numbers; some may be gone that a measurement said to be dead.
async fn machines(cx: &Cx) -> Result<Vec<Machine>> {
    let mut found = Vec::new();
    let mut first = 1;
    while found.len() < MACHINES && first < LAST {
        let some: Vec<_> = (first..first + LISTED).map(fill::machine).collect();
        found.extend(store::machine::with_ids(cx.db(), &some).await?);
        first += LISTED;
    }
    if found.is_empty() { Err(Error::NotFound) } else { Ok(found) }
}

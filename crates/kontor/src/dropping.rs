//! How long a month of heartbeats takes to go, and how long somebody else waits meanwhile who wants to write.

use chrono::TimeDelta;
use licensing::actions;
use licensing::domain::month::Month;
use licensing::domain::usage::{Heartbeat, LicenceId, MachineId, ProductId};
use licensing::store;
use licensing::store::months::HEARTBEATS;
use platform::{Cx, Error, Millis, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// A month after all that are in use: MariaDB makes parts in their order alone.
const MONTH: &str = "2199_01";
/// Rows that are written in one transaction.
const TOGETHER: u32 = 10_000;
/// Machines whose heartbeats they are.
const MACHINES: u32 = 10_000;
/// Between two heartbeats: of a month there is room for as many as are asked for.
const APART: TimeDelta = TimeDelta::milliseconds(20);

pub struct Dropped {
    pub took: Duration,
    /// The longest that somebody waited who wrote meanwhile.
    pub longest_wait: Duration,
}

/// Makes a month of so many heartbeats and drops it again; `done` is told how many there are after each step.
pub async fn drop_month(cx: &Cx, count: u32, done: impl Fn(u32)) -> Result<Dropped> {
    let month = Month::of_suffix(MONTH).ok_or(Error::NotFound)?;
    actions::make_month(cx, &HEARTBEATS, month).await?;
    let mut next = 0;
    while next < count {
        let last = count.min(next + TOGETHER);
        let some: Vec<_> = (next..last).map(|n| heartbeat(month, n)).collect();
        let tx = cx.begin().await?;
        store::usage::insert_heartbeats(&tx, &some).await?;
        tx.commit().await?;
        done(last);
        next = last;
    }
    let over = Arc::new(AtomicBool::new(false));
    let waiting = tokio::spawn(wait(cx.clone(), over.clone()));
    let began = Instant::now();
    actions::drop_month(cx, &HEARTBEATS, month).await?;
    let took = began.elapsed();
    over.store(true, Ordering::Relaxed);
    let longest_wait = waiting.await.map_err(anyhow::Error::from)??;
    Ok(Dropped { took, longest_wait })
}

/// Asks again and again for the right to write.
async fn wait(cx: Cx, over: Arc<AtomicBool>) -> Result<Duration> {
    let mut longest = Duration::ZERO;
    while !over.load(Ordering::Relaxed) {
        let began = Instant::now();
        cx.begin().await?.rollback().await?;
        longest = longest.max(began.elapsed());
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Ok(longest)
}

fn heartbeat(month: Month, n: u32) -> Heartbeat {
    let machine = Uuid::from_u128(u128::from(n % MACHINES));
    Heartbeat {
        at: Millis(month.start() + APART * i32::try_from(n).unwrap_or(i32::MAX)),
        id: Uuid::now_v7(),
        licence: LicenceId(machine),
        product: ProductId(Uuid::from_u128(1)),
        machine: MachineId(machine),
        process: None,
        network: "192.0.2.0/24".into(),
        version: "1.2.3".into(),
        users: None,
    }
}

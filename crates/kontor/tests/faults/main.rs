//! The real binary between mail servers that misbehave, killed at the worst moments: what may never be lost, doubled
//! or sent twice. Runs on `SQLite`, and on `PostgreSQL` where `KONTOR_WORLD_PG` (or `KONTOR_TEST_DATABASE_URL_POSTGRES`) is set.
//! `KONTOR_FAULTS=full` (`make faults`) is the whole matrix: hundreds of kills, real waiting; without it each kind once.

mod agents;
#[expect(dead_code, reason = "each test binary uses a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod database;
mod driven;
mod heartbeats;
mod licences;
mod mail_in;
mod mail_out;
mod neighbours;
mod nodes;
mod seats;
mod sessions;

use std::time::{Duration, Instant};

/// Whether the whole matrix is wanted.
fn is_full() -> bool {
    std::env::var("KONTOR_FAULTS").is_ok_and(|form| form == "full")
}

/// How often: in everyday tests, or in the whole matrix.
fn times(everyday: u64, full: u64) -> u64 {
    if is_full() { full } else { everyday }
}

/// Looks again and again until it is so.
async fn until(what: &str, is_so: impl AsyncFnMut() -> bool) {
    until_or_say(is_so, || what.to_owned()).await;
}

/// The same where what is said in the end is known only then.
async fn until_or_say(mut is_so: impl AsyncFnMut() -> bool, say: impl Fn() -> String) {
    let end = Instant::now() + Duration::from_mins(2);
    while !is_so().await {
        assert!(Instant::now() < end, "waited in vain: {}", say());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

//! The real binary between mail servers that misbehave, killed at the worst moments: what may never be lost, doubled
//! or sent twice. Runs on `SQLite`, and on `PostgreSQL` where `KONTOR_WORLD_PG` (or `KONTOR_TEST_DATABASE_URL_POSTGRES`) is set.

mod agents;
#[expect(dead_code, reason = "each test binary uses a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod database;
mod driven;
mod mail_in;
mod mail_out;

use std::time::{Duration, Instant};

/// Looks again and again until it is so.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let end = Instant::now() + Duration::from_mins(2);
    while !is_so().await {
        assert!(Instant::now() < end, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

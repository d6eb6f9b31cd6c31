//! Limits, counted in memory and in a real Redis: the same tests for both.

use platform::Error;
use platform::keys::Secret;
use platform::limit::{Limit, Limits};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FIVE: Limit = Limit::per_minute("five", 5, 5);
const OTHER: Limit = Limit::per_minute("other", 5, 5);

/// A Redis of our own, on a socket in a folder that goes with it.
struct Redis {
    child: Child,
    folder: tempfile::TempDir,
}

impl Redis {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let child = Self::run(folder.path());
        Self { child, folder }
    }

    fn run(folder: &Path) -> Child {
        let socket = folder.join("redis.sock");
        let child = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "no", "--dir"])
            .arg(folder)
            .arg("--unixsocket")
            .arg(&socket)
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is there: scripts/need test installs it");
        let began = Instant::now();
        while std::os::unix::net::UnixStream::connect(&socket).is_err() {
            assert!(began.elapsed() < Duration::from_secs(10), "Redis does not start");
            std::thread::sleep(Duration::from_millis(10));
        }
        child
    }

    fn limits(&self) -> Limits {
        let url = format!("redis+unix://{}", self.folder.path().join("redis.sock").display());
        Limits::shared(&Secret::from(url.as_str())).unwrap()
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn again(&mut self) {
        let _ = std::fs::remove_file(self.folder.path().join("redis.sock"));
        self.child = Self::run(self.folder.path());
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn a_key_is_stopped_after_its_burst_and_others_are_not(limits: &Limits) {
    for left in (0..5).rev() {
        let taken = limits.take(&FIVE, "a").await;
        assert_eq!((taken.remaining, taken.wait_seconds), (left, None));
    }
    let Err(Error::TooMany { retry_after_seconds }) = limits.check(&FIVE, "a").await else {
        panic!()
    };
    assert!((1..=12).contains(&retry_after_seconds), "{retry_after_seconds}");
    let refused = limits.take(&FIVE, "a").await;
    assert_eq!(refused.remaining, 0);
    assert!((55..=60).contains(&refused.full_in_seconds), "{refused:?}");
    limits.check(&FIVE, "b").await.unwrap();
    limits.check(&OTHER, "a").await.unwrap();
}

async fn a_pause_gives_back_and_being_refused_costs_nothing(limits: &Limits) {
    let quick = Limit::per_minute("quick", 600, 2);
    limits.check(&quick, "a").await.unwrap();
    limits.check(&quick, "a").await.unwrap();
    for _ in 0..20 {
        let _ = limits.check(&quick, "a").await;
    }
    tokio::time::sleep(Duration::from_millis(230)).await;
    limits.check(&quick, "a").await.unwrap();
    limits.check(&quick, "a").await.unwrap();
}

async fn of_many_at_once_so_many_pass_as_may(limits: &Limits) {
    let slow = Limit::per_hour("slow", 10);
    let tries = (0..50).map(|_| limits.check(&slow, "a"));
    let passed = futures_util::future::join_all(tries).await.into_iter().flatten().count();
    assert_eq!(passed, 10);
}

async fn all(limits: &Limits) {
    a_key_is_stopped_after_its_burst_and_others_are_not(limits).await;
    a_pause_gives_back_and_being_refused_costs_nothing(limits).await;
    of_many_at_once_so_many_pass_as_may(limits).await;
}

#[tokio::test]
async fn limits_hold_in_memory() {
    all(&Limits::default()).await;
}

#[tokio::test]
async fn limits_hold_in_redis() {
    let redis = Redis::start();
    let limits = redis.limits();
    all(&limits).await;
    assert_eq!(limits.trouble().await, None);
}

#[tokio::test]
async fn two_nodes_with_one_redis_count_together() {
    let redis = Redis::start();
    let (one, other) = (redis.limits(), redis.limits());
    for node in [&one, &other, &one, &other, &one] {
        node.check(&FIVE, "a").await.unwrap();
    }
    assert!(other.check(&FIVE, "a").await.is_err());
    let apart = Limits::default();
    apart.check(&FIVE, "a").await.unwrap();
}

#[tokio::test]
async fn without_redis_a_node_counts_by_itself_says_so_and_comes_back() {
    let mut redis = Redis::start();
    let limits = redis.limits();
    limits.check(&FIVE, "a").await.unwrap();
    redis.kill();
    // neither an open door nor a closed one
    let began = Instant::now();
    let mut passed = 0;
    for _ in 0..20 {
        passed += usize::from(limits.check(&FIVE, "a").await.is_ok());
    }
    assert_eq!(passed, 5);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(limits.trouble().await.is_some_and(|why| !why.is_empty()));
    redis.again();
    let began = Instant::now();
    while limits.trouble().await.is_some() {
        assert!(began.elapsed() < Duration::from_secs(15), "it does not come back");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    // a Redis that begins anew knows of nothing
    limits.check(&FIVE, "a").await.unwrap();
}

#[tokio::test]
async fn a_redis_that_never_was_is_no_reason_not_to_start() {
    let limits = Limits::shared(&Secret::from("redis://127.0.0.1:1/")).unwrap();
    limits.check(&FIVE, "a").await.unwrap();
    assert!(limits.trouble().await.is_some());
}

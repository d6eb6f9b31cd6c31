//! Live pages: what was committed is told to every open page, as bare topics.
//!
//! A page asks for the changed fragment again with its own rights, so nothing secret travels here.

use crate::pace::Pace;
use crate::{Error, Kontor, audit};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::time::Instant;

/// One committed fact: its number in the audit chain, its name and the topics it touches.
#[derive(Clone, Debug)]
pub struct Change {
    pub seq: i64,
    pub name: String,
    pub topics: Vec<String>,
}

/// What open pages of the job queues listen to. Jobs are no facts and come and go by the thousand: that
/// something moved is told at most once a second.
pub const QUEUES: &str = "queues";

/// How many pages of one session may listen at once.
pub(crate) const STREAMS: usize = 20;

/// How many pages listen, by session.
type Streams = Arc<Mutex<HashMap<String, usize>>>;

/// Where open pages listen.
#[derive(Debug)]
pub struct Live {
    changes: broadcast::Sender<Change>,
    jobs_moved: AtomicBool,
    streams: Streams,
}

/// One of a session's streams; given back when it is dropped.
pub(crate) struct Place {
    streams: Streams,
    session: String,
}

impl Place {
    pub(crate) fn session(&self) -> &str {
        &self.session
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = streams.get_mut(&self.session) {
            *open -= 1;
            if *open == 0 {
                streams.remove(&self.session);
            }
        }
    }
}

impl Default for Live {
    fn default() -> Self {
        Self {
            changes: broadcast::channel(1024).0,
            jobs_moved: AtomicBool::new(false),
            streams: Streams::default(),
        }
    }
}

impl Live {
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    pub fn listeners(&self) -> usize {
        self.changes.receiver_count()
    }

    /// A place for one more page of this session.
    pub(crate) fn place(&self, session: &str) -> crate::Result<Place> {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let open = streams.entry(session.to_owned()).or_insert(0);
        if *open >= STREAMS {
            return Err(Error::TooMany { retry_after_seconds: 60 });
        }
        *open += 1;
        Ok(Place { streams: self.streams.clone(), session: session.to_owned() })
    }

    pub(crate) fn tell(&self, change: Change) {
        // nobody listening is fine
        let _ = self.changes.send(change);
    }

    /// A job was queued, claimed, finished or put back, and that is committed.
    pub(crate) fn jobs_moved(&self) {
        self.jobs_moved.store(true, Ordering::Relaxed);
    }

    fn tell_queues(&self, seq: i64) {
        if self.jobs_moved.swap(false, Ordering::Relaxed) {
            self.tell(Change { seq, name: String::new(), topics: vec![QUEUES.to_owned()] });
        }
    }
}

/// Other nodes' commits are seen by looking; our own wake us.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Facts that come in a crowd are sealed and told together: a transaction of its own for each would take the writer from those
/// who make them.
const PAUSE: Duration = Duration::from_millis(50);
/// So many are told at once.
const TOLD: u64 = 500;

/// Seals what was committed and tells the open pages, until the server stops.
pub async fn run(kontor: Kontor) {
    let stop = kontor.stopping();
    let mut seen = None;
    let mut told = Instant::now();
    let mut pace = Pace::of(PAUSE);
    loop {
        pace.keep().await;
        if told.elapsed() >= LOOK_EVERY {
            told = Instant::now();
            kontor.live.tell_queues(seen.unwrap_or(0));
        }
        match seal_and_tell(&kontor, &mut seen).await {
            Ok(Done::All) => {}
            Ok(Done::Some) => {
                pace.hurry();
                continue;
            }
            Err(cause) => tracing::warn!(%cause, "the audit chain will be continued later"),
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = kontor.seal.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
    if let Err(cause) = seal_and_tell(&kontor, &mut seen).await {
        tracing::warn!(%cause, "the last facts are sealed at the next start");
    }
}

/// Whether facts may be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    All,
    Some,
}

async fn seal_and_tell(kontor: &Kontor, seen: &mut Option<i64>) -> crate::Result<Done> {
    let sealed = audit::seal(kontor).await?;
    let db = kontor.db.reader();
    let last = match *seen {
        Some(seq) => seq,
        // pages that open later draw the present state themselves
        None => audit::head(db).await?.map_or(0, |link| link.seq),
    };
    *seen = Some(last);
    let news = audit::after(db, last, TOLD).await?;
    for (link, fact) in &news {
        *seen = Some(link.seq);
        if let Some(fact) = fact {
            let topics = fact.topics.split_whitespace().map(str::to_owned).collect();
            kontor.live.tell(Change { seq: link.seq, name: fact.name.clone(), topics });
        }
    }
    let is_all = (sealed as u64) < audit::BATCH && (news.len() as u64) < TOLD;
    Ok(if is_all { Done::All } else { Done::Some })
}

//! An IMAP server of one user with a few folders in memory.

mod serve;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;

/// A way to misbehave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quirk {
    /// Every session numbers the mails anew.
    UnstableUids,
    /// The text of this mail is announced with 2 GiB and never ends.
    HugeLiteral(u32),
    /// The answer with this mail is a line without end.
    EndlessLine(u32),
    /// Says goodbye in the middle of this mail, once.
    ByeMidFetch(u32),
    /// Hangs up in the middle of this mail, once.
    DropMidFetch(u32),
    /// Will not hand out this mail.
    Withheld(u32),
    /// Sends the text of mails slowly: one byte, then this pause.
    Slow(Duration),
    /// Says something after the answer to STARTTLS that should count after it.
    StartTlsInjection,
    /// Takes connections and never speaks.
    Silent,
    RefuseLogin(String),
    /// Does not offer this ability.
    Without(String),
    /// Gives no UIDVALIDITY at all.
    NoUidValidity,
}

#[derive(Clone, Debug)]
pub struct Mail {
    pub uid: u32,
    pub flags: Vec<String>,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct Folder {
    pub uid_validity: u32,
    pub next_uid: u32,
    pub mails: Vec<Mail>,
}

impl Default for Folder {
    fn default() -> Self {
        Self { uid_validity: 1, next_uid: 1, mails: Vec::new() }
    }
}

impl Folder {
    pub fn add(&mut self, bytes: impl Into<Vec<u8>>, flags: &[&str]) -> u32 {
        let uid = self.next_uid;
        self.next_uid += 1;
        let flags = flags.iter().map(|flag| (*flag).to_owned()).collect();
        self.mails.push(Mail { uid, flags, bytes: bytes.into() });
        uid
    }
}

/// All that the server knows.
#[derive(Debug, Default)]
pub struct State {
    pub folders: BTreeMap<String, Folder>,
    pub quirks: Vec<Quirk>,
    /// Every line that was heard, and `login NAME` for each that signed in.
    pub journal: Vec<String>,
    sessions: u32,
}

impl State {
    pub fn inbox(&mut self) -> &mut Folder {
        self.folders.entry("INBOX".into()).or_default()
    }

    fn has(&self, quirk: &Quirk) -> bool {
        self.quirks.contains(quirk)
    }

    /// Whether the quirk is there; it is not afterwards.
    fn once(&mut self, quirk: &Quirk) -> bool {
        let before = self.quirks.len();
        self.quirks.retain(|known| known != quirk);
        self.quirks.len() < before
    }
}

/// The running server; it ends with the runtime.
#[derive(Clone)]
pub struct Imap {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
    changed: broadcast::Sender<()>,
}

impl Imap {
    /// Any user name and password will do.
    pub async fn start() -> Self {
        let (listener, address) = crate::listener().await;
        let state = Arc::new(Mutex::new(State::default()));
        let server = Self { address, state, changed: broadcast::channel(64).0 };
        for name in ["INBOX", "Sent"] {
            server.state().folders.insert(name.into(), Folder::default());
        }
        let serving = server.clone();
        crate::accept(listener, move |stream| serve::session(serving.clone(), stream));
        server
    }

    /// What the server knows, to look at and to change; never across an await.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn misbehave(&self, quirk: Quirk) {
        self.state().quirks.push(quirk);
    }

    /// A mail arrives in the inbox; who waits is told.
    pub fn receive(&self, bytes: impl Into<Vec<u8>>) -> u32 {
        let uid = self.state().inbox().add(bytes, &[]);
        let _ = self.changed.send(());
        uid
    }

    /// How often a line that contains `words` was heard.
    pub fn heard(&self, words: &str) -> usize {
        self.state().journal.iter().filter(|line| line.contains(words)).count()
    }
}

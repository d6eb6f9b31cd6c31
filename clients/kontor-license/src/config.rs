//! What the vendor's program says about itself and its server.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::fingerprint::{Sources, System, ThisMachine};
use crate::keys::PublicKeys;
use crate::time::{Clock, SystemClock};
use crate::transport::Transport;

const DAY: Duration = Duration::from_hours(24);

/// The settings of a client. `new` names what has no default; the rest is changed by the methods.
#[derive(Clone)]
pub struct Config {
    pub(crate) url: String,
    pub(crate) product: String,
    pub(crate) keys: PublicKeys,
    pub(crate) account: Option<String>,
    pub(crate) environment: Option<String>,
    pub(crate) salt: Option<Vec<u8>>,
    pub(crate) version: Option<String>,
    pub(crate) machine_name: Option<String>,
    pub(crate) state: Option<PathBuf>,
    pub(crate) second: Option<PathBuf>,
    pub(crate) plain: bool,
    pub(crate) scope_components: bool,
    pub(crate) scope_version: bool,
    pub(crate) grace: Duration,
    pub(crate) renew: Duration,
    pub(crate) within: Duration,
    pub(crate) drift: Duration,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) system: System,
    pub(crate) sources: Arc<dyn Sources>,
    pub(crate) transport: Option<Arc<dyn Transport>>,
}

impl Config {
    /// The server's address, the id of the product that this program is, and the account's public key.
    pub fn new(url: &str, product: &str, keys: PublicKeys) -> Self {
        Self {
            url: url.to_owned(),
            product: product.to_owned(),
            keys,
            account: None,
            environment: None,
            salt: None,
            version: None,
            machine_name: None,
            state: None,
            second: None,
            plain: false,
            scope_components: true,
            scope_version: false,
            grace: DAY * 7,
            renew: DAY,
            within: Duration::from_secs(20),
            drift: Duration::from_mins(5),
            clock: Arc::new(SystemClock),
            system: System::HERE,
            sources: Arc::new(ThisMachine),
            transport: None,
        }
    }

    /// Other public keys than those that were named first.
    #[must_use]
    pub fn keys(mut self, keys: PublicKeys) -> Self {
        self.keys = keys;
        self
    }

    /// The account, where a server has several: requests then go to `/v1/accounts/{account}/…`.
    #[must_use]
    pub fn account(mut self, id_or_slug: &str) -> Self {
        self.account = Some(id_or_slug.to_owned());
        self
    }

    /// The environment, as a code or an id: for trying things out beside the live licences.
    #[must_use]
    pub fn environment(mut self, code: &str) -> Self {
        self.environment = Some(code.to_owned());
        self
    }

    /// What the hashes of a machine's parts are keyed with; the product's id if nothing else is said. It must stay the
    /// same for all versions of a program, or all machines become new ones.
    #[must_use]
    pub fn salt(mut self, salt: impl Into<Vec<u8>>) -> Self {
        self.salt = Some(salt.into());
        self
    }

    /// The program's own version, for the server's statistics.
    #[must_use]
    pub fn version(mut self, version: &str) -> Self {
        self.version = Some(version.to_owned());
        self
    }

    /// Asks with each validation whether the licence covers the version too. The server must know it as a release, or
    /// every licence is invalid.
    #[must_use]
    pub fn released_versions_only(mut self) -> Self {
        self.scope_version = true;
        self
    }

    /// What the machine is called in the customer's list of devices. Nothing is sent by itself: a host's name often is a
    /// person's.
    #[must_use]
    pub fn machine_name(mut self, name: &str) -> Self {
        self.machine_name = Some(name.to_owned());
        self
    }

    /// Where files, the machine's id and the clock's mark are kept. If nothing is said: a folder named by the product in
    /// the user's folder for state (`~/.local/state`, `%LOCALAPPDATA%`, `~/Library/Application Support`).
    #[must_use]
    pub fn state_folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.state = Some(path.into());
        self
    }

    /// Where the second copy of the clock's mark is kept; it should not be deleted along with the first. If nothing is
    /// said: in the user's folder for caches.
    #[must_use]
    pub fn second_folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.second = Some(path.into());
        self
    }

    /// Allows `http://` to other machines. Licence keys can then be read on the way; answers cannot be forged.
    #[must_use]
    pub fn plain_http(mut self) -> Self {
        self.plain = true;
        self
    }

    /// Does not send the components with a validation, only the fingerprint.
    #[must_use]
    pub fn fingerprint_alone(mut self) -> Self {
        self.scope_components = false;
        self
    }

    /// How long a program goes on without the server since its last file; seven days if nothing is said. The server
    /// may issue files for less.
    #[must_use]
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// How old the kept file may become before a new one is fetched; a day if nothing is said.
    #[must_use]
    pub fn renew_after(mut self, age: Duration) -> Self {
        self.renew = age;
        self
    }

    /// The time for one call; 20 seconds if nothing is said.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    /// How old an answer may be by this machine's clock; five minutes if nothing is said.
    #[must_use]
    pub fn clock_drift(mut self, drift: Duration) -> Self {
        self.drift = drift;
        self
    }

    /// Another clock than the machine's: for tests.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Another machine than this one: for tests.
    #[must_use]
    pub fn sources(mut self, system: System, sources: Arc<dyn Sources>) -> Self {
        self.system = system;
        self.sources = sources;
        self
    }

    /// Another way to the server than the built-in HTTP client.
    #[must_use]
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }
}

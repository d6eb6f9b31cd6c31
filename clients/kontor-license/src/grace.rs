//! Starts: with the server if it answers, otherwise in grace, on the last signed file, for as long as that is good.

use std::time::Duration;

use crate::client::Inner;
use crate::clock::Look;
use crate::code::Code;
use crate::error::{FileFault, NoGrace};
use crate::fingerprint::likeness;
use crate::licence::{Held, Licence};
use crate::time::Timestamp;
use crate::verify::Signed;
use crate::verify::file::{self, Kind};
use crate::wire::{MachineFile, Outcome};
use crate::{Error, Result};

/// How a start went.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there is one in a program's life")]
pub enum Start {
    /// The server answered; whether the licence is valid is in the outcome.
    Online {
        outcome: Outcome,
        /// Until when the program could start without the server; none if no file could be kept.
        offline_until: Option<Timestamp>,
    },
    /// The server did not answer, and the licence holds for a while without it.
    Grace(Grace),
}

impl Start {
    /// Whether the program may run.
    pub fn is_allowed(&self) -> bool {
        match self {
            Self::Online { outcome, .. } => outcome.valid,
            Self::Grace(_) => true,
        }
    }

    /// The licence is good and this machine has no seat yet.
    pub fn needs_activation(&self) -> bool {
        matches!(self, Self::Online { outcome, .. } if outcome.needs_activation())
    }
}

/// A start without the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Grace {
    /// When it ends, at the latest.
    pub until: Timestamp,
    /// What the licence was when the file was issued.
    pub file: MachineFile,
    /// The clock was set back: this start is allowed once, the next needs the server.
    pub clock_set_back: bool,
}

impl Licence {
    /// Starts: validates, and keeps a fresh file; where the server stays silent, starts in grace. A signed "not
    /// valid" is an answer and leads to no grace. Takes no seat by itself: see `Start::needs_activation`.
    pub fn start(&self) -> Result<Start> {
        match self.validate_alive() {
            Ok(outcome) => {
                let offline_until = if outcome.valid { self.renew() } else { None };
                Ok(Start::Online { outcome, offline_until })
            }
            Err(silence) if silence.is_silence() => match self.grace() {
                Err(Error::NoGrace { why, .. }) => {
                    Err(Error::NoGrace { why, silence: Some(Box::new(silence)) })
                }
                other => other.map(Start::Grace),
            },
            Err(error) => Err(error),
        }
    }

    /// Validates; where the licence wants a heart that beats, and ours did not yet or not in time, it beats once and asks
    /// again. Whether a dead machine may come back is the server's to say.
    fn validate_alive(&self) -> Result<Outcome> {
        let outcome = self.validate()?;
        let silent = matches!(outcome.code, Code::HeartbeatNotStarted | Code::HeartbeatDead);
        if outcome.valid || !silent || self.beat().is_err() {
            return Ok(outcome);
        }
        self.validate()
    }

    /// A start without asking the server: on the last file that it signed for this key on this machine, within the
    /// file's time and the grace of the settings, and only after it once said that the licence is valid here.
    pub fn grace(&self) -> Result<Grace> {
        let held = &*self.inner;
        let now = held.client.now();
        let no = |why| Error::NoGrace { why, silence: None };
        let file = held.kept_file()?;
        // apart from the match, which would hold the guard
        let look = held.guard().look(now);
        let set_back = match look {
            Look::Fine => {
                // also when nothing comes of this start: what was over stays over
                held.guard().raise(now)?;
                None
            }
            Look::SetBack { seen } => Some(seen),
            Look::Unknown => return Err(no(NoGrace::ClockUnknown)),
            Look::Owing { seen } => return Err(no(NoGrace::ClockSetBack { now, seen })),
        };
        // what is over does not come back with the clock
        let by_now = set_back.map_or(now, |seen| now.max(seen));
        let until = held.holds(&file, by_now).map_err(no)?;
        if set_back.is_some() {
            held.guard().owe()?;
        }
        Ok(Grace { until, file, clock_set_back: set_back.is_some() })
    }

    /// Fetches a new file where the kept one is old; says until when the kept one is good. That none can be had does
    /// not stop a program that runs with the server.
    pub(crate) fn renew(&self) -> Option<Timestamp> {
        let held = &*self.inner;
        let now = held.client.now();
        let kept = held.kept_file().ok().filter(|file| {
            let young = file.issued.plus(held.client.config.renew) > now;
            young && held.holds(file, now).is_ok()
        });
        let file = kept.or_else(|| {
            let fetched = self.check_out();
            held.noted(fetched.map(|_| ()));
            held.kept_file().ok()
        });
        file.and_then(|file| held.holds(&file, now).ok())
    }
}

impl Held {
    /// The file of the last check-out, verified and opened, if the server ever said that the licence is valid here.
    fn kept_file(&self) -> Result<MachineFile> {
        let no = |why| Error::NoGrace { why, silence: None };
        let proof = self.client.state.read(&self.proof())?;
        if !proof.is_some_and(|text| self.is_proof(&text)) {
            return Err(no(NoGrace::NeverValidated));
        }
        let text = self.client.state.read(&self.file())?.ok_or_else(|| no(NoGrace::NoFile))?;
        self.machine_file(&text).map_err(|error| match error {
            Error::File(fault) => no(NoGrace::File(fault)),
            other => other,
        })
    }

    /// A kept answer of the server, signed, that says valid, of this key, product and machine.
    fn is_proof(&self, text: &str) -> bool {
        let Some(signed) = Signed::from_text(text) else { return false };
        signed.verify(&self.client.config.keys).is_ok()
            && signed.target.ends_with("/licenses/actions/validate-key")
            && signed.json().is_ok_and(|answer| {
                answer["meta"]["valid"] == true && self.about_us(&answer).is_ok()
            })
    }

    /// Opens a machine file for this key and machine, whatever the time.
    pub(crate) fn machine_file(&self, text: &str) -> Result<MachineFile> {
        let secret = [&*self.key, &*self.identity.fingerprint];
        let document = file::open(text, Kind::Machine, &self.client.config.keys, &secret);
        let file = document.and_then(MachineFile::read).map_err(Error::File)?;
        self.same_key(file.licence.key.as_deref()).map_err(Error::File)?;
        if file.machine.fingerprint == self.identity.fingerprint {
            Ok(file)
        } else {
            Err(Error::File(FileFault::Other("machine")))
        }
    }

    pub(crate) fn same_key(&self, key: Option<&str>) -> Result<(), FileFault> {
        match key {
            Some(key) if key != self.key => Err(FileFault::Other("licence key")),
            _ => Ok(()),
        }
    }

    /// Whether the file allows a start at this time on this machine, and until when.
    fn holds(&self, file: &MachineFile, now: Timestamp) -> Result<Timestamp, NoGrace> {
        file.document.check_time(now).map_err(NoGrace::File)?;
        let until = until(file, &self.client);
        if now > until {
            return Err(NoGrace::File(FileFault::Expired(until)));
        }
        let licence = &file.licence;
        let over = licence.expiry.is_some_and(|end| now > end) && !file.outlives_expiry;
        let words = |status: &str| licence.status.as_deref() == Some(status);
        if over || (words("EXPIRED") && !file.outlives_expiry) {
            return Err(NoGrace::Licence("expired"));
        }
        if licence.suspended || words("SUSPENDED") || words("BANNED") {
            return Err(NoGrace::Licence("suspended"));
        }
        self.is_here(file)?;
        Ok(until)
    }

    /// The components that the server signed are this machine's. The fingerprint alone would be taken along by a
    /// copied image; where there are no components on either side, it has to do.
    fn is_here(&self, file: &MachineFile) -> Result<(), NoGrace> {
        if self.identity.low_confidence() || file.components.is_empty() {
            return Ok(());
        }
        let found = likeness(&file.components, &self.identity.components);
        if found.is_same_machine() { Ok(()) } else { Err(NoGrace::OtherMachine(found.differing)) }
    }
}

/// The end of grace: the file's own, the settings', or the licence's, whichever comes first.
fn until(file: &MachineFile, client: &Inner) -> Timestamp {
    let by_settings = file.issued.plus(client.config.grace);
    let licence = file.licence.expiry.filter(|_| !file.outlives_expiry);
    [file.expiry, licence].into_iter().flatten().fold(by_settings, Timestamp::min)
}

impl Grace {
    /// How long it still lasts.
    pub fn left(&self, now: Timestamp) -> Duration {
        now.until(self.until)
    }
}

//! What a program says about a machine and its parts, and what of it is wrong.

use super::licence::Licence;
use super::machine::Machine;
use super::metadata::Metadata;
use super::policy::Settings;
use super::strategy::{Expiration, Uniqueness};
use chrono::{DateTime, Utc};
use platform::{Refusal, Refuse};
use sha2::{Digest, Sha256};

pub use super::machine::{
    EnvironmentId, LicenceGroupId, LicenceId, LicenceUserId, MachineId, PolicyId, ProductId,
};

/// The longest texts, in characters, as the columns have them.
const LONGEST_FINGERPRINT: usize = 500;
const LONGEST_NAME: usize = 200;
const LONGEST_HOSTNAME: usize = 253;
const LONGEST_IP: usize = 64;
pub const LONGEST_PID: usize = 200;
/// The most parts of a machine.
pub const MOST_COMPONENTS: usize = 50;
/// No machine has more cores.
const MOST_CORES: i64 = i32::MAX as i64;
/// The largest whole number that JSON carries unharmed: bytes of memory and disk.
const MOST_BYTES: i64 = (1 << 53) - 1;

/// Why a machine, a part of one, or a process is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("is missing")]
    FingerprintMissing,
    #[error("must not be blank")]
    FingerprintBlank,
    #[error("has already been taken")]
    FingerprintTaken,
    #[error("has already been taken")]
    ComponentTaken,
    #[error("must be unique within the machine")]
    ComponentConflict,
    #[error("a machine may have at most {} components", MOST_COMPONENTS)]
    TooManyComponents,
    #[error("must not be blank")]
    NameBlank,
    #[error("is missing")]
    PidMissing,
    #[error("must not be blank")]
    PidBlank,
    #[error("has already been taken")]
    PidTaken,
    #[error("is too long (maximum is {0} characters)")]
    TooLong(usize),
    #[error("must not contain control characters")]
    ControlCharacter,
    #[error("must be a number between 0 and {0}")]
    OutOfRange(i64),
    #[error("must be a valid license user")]
    OwnerNotAllowed,
    #[error("must exist")]
    GroupNotFound,
    #[error("license is suspended")]
    Suspended,
    #[error("license is expired")]
    Expired,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::FingerprintMissing | Self::FingerprintBlank => "licensing-fingerprint-missing",
            Self::FingerprintTaken => "licensing-fingerprint-taken",
            Self::ComponentTaken => "licensing-component-taken",
            Self::ComponentConflict => "licensing-component-conflict",
            Self::TooManyComponents => "licensing-component-many",
            Self::NameBlank => "licensing-component-name-missing",
            Self::PidMissing | Self::PidBlank => "licensing-process-pid-missing",
            Self::PidTaken => "licensing-process-pid-taken",
            Self::TooLong(_) => "licensing-machine-too-long",
            Self::ControlCharacter => "licensing-machine-control-character",
            Self::OutOfRange(_) => "licensing-machine-out-of-range",
            Self::OwnerNotAllowed => "licensing-machine-owner-not-allowed",
            Self::GroupNotFound => "licensing-machine-group-not-found",
            Self::Suspended => "licensing-machine-licence-suspended",
            Self::Expired => "licensing-machine-licence-expired",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::FingerprintMissing | Self::FingerprintBlank | Self::FingerprintTaken => {
                Some("fingerprint")
            }
            Self::NameBlank => Some("name"),
            Self::PidMissing | Self::PidBlank | Self::PidTaken => Some("pid"),
            Self::OwnerNotAllowed => Some("/data/relationships/owner"),
            Self::GroupNotFound => Some("/data/relationships/group"),
            Self::ComponentTaken | Self::ComponentConflict | Self::TooManyComponents => {
                Some("/data/relationships/components")
            }
            Self::Suspended | Self::Expired => Some("/data/relationships/license"),
            Self::TooLong(_) | Self::ControlCharacter | Self::OutOfRange(_) => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong(most) => vec![("most", most.to_string())],
            Self::OutOfRange(most) => vec![("most", most.to_string())],
            Self::TooManyComponents => vec![("most", MOST_COMPONENTS.to_string())],
            _ => Vec::new(),
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::FingerprintMissing => "FINGERPRINT_MISSING",
            Self::FingerprintBlank => "FINGERPRINT_BLANK",
            Self::FingerprintTaken => "FINGERPRINT_TAKEN",
            Self::ComponentTaken => "COMPONENTS_FINGERPRINT_TAKEN",
            Self::ComponentConflict => "COMPONENTS_FINGERPRINT_CONFLICT",
            Self::TooManyComponents => "COMPONENTS_LIMIT_EXCEEDED",
            Self::NameBlank => "NAME_BLANK",
            Self::PidMissing => "PID_MISSING",
            Self::PidBlank => "PID_BLANK",
            Self::PidTaken => "PID_TAKEN",
            Self::OwnerNotAllowed => "OWNER_NOT_ALLOWED",
            Self::GroupNotFound => "GROUP_NOT_FOUND",
            Self::Suspended => "LICENSE_SUSPENDED",
            Self::Expired => "LICENSE_EXPIRED",
            Self::TooLong(_) | Self::ControlCharacter | Self::OutOfRange(_) => return None,
        })
    }
}

impl Licence {
    /// Whether its own programs may still take seats of it. The vendor's may at any time.
    pub fn may_be_activated(&self, policy: &Settings, now: DateTime<Utc>) -> Result<(), Refused> {
        let ends = matches!(policy.expiration_strategy, Expiration::Restrict | Expiration::Revoke);
        if self.suspended {
            Err(Refused::Suspended)
        } else if ends && self.is_expired(now) {
            Err(Refused::Expired)
        } else {
            Ok(())
        }
    }
}

/// A machine as it was told; what was not told is none.
#[derive(Clone, Debug, Default)]
pub struct MachineDraft {
    pub fingerprint: Option<String>,
    pub name: Option<String>,
    pub ip: Option<String>,
    pub hostname: Option<String>,
    pub platform: Option<String>,
    pub cores: Option<i64>,
    pub memory: Option<i64>,
    pub disk: Option<i64>,
    pub metadata: Metadata,
    pub owner: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub components: Vec<ComponentDraft>,
}

/// A machine as it may be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MachineFacts {
    pub fingerprint: String,
    pub name: String,
    pub ip: String,
    pub hostname: String,
    pub platform: String,
    pub cores: Option<i64>,
    pub memory: Option<i64>,
    pub disk: Option<i64>,
    pub metadata: Metadata,
    pub components: Vec<ComponentFacts>,
}

/// What shall be another about a machine; none stays as it is.
#[derive(Clone, Debug, Default)]
pub struct MachineEdit {
    pub name: Option<String>,
    pub ip: Option<String>,
    pub hostname: Option<String>,
    pub platform: Option<String>,
    pub cores: Option<Option<i64>>,
    pub memory: Option<Option<i64>>,
    pub disk: Option<Option<i64>>,
    pub metadata: Option<Metadata>,
}

/// A part of a machine as it was told.
#[derive(Clone, Debug, Default)]
pub struct ComponentDraft {
    pub fingerprint: Option<String>,
    pub name: Option<String>,
    pub metadata: Metadata,
}

/// A part of a machine as it may be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComponentFacts {
    pub fingerprint: String,
    pub name: String,
    pub metadata: Metadata,
}

/// Collects what is wrong while something told is read.
#[derive(Default)]
pub(super) struct Pen(Vec<Refusal>);

impl Pen {
    fn refuse(&mut self, field: &str, refused: Refused) {
        self.0.push(Refusal::from(refused).on(field.to_owned()));
    }

    /// One line without the space around it.
    fn line(&mut self, field: &str, text: Option<&str>, most: usize) -> String {
        let text = text.unwrap_or_default().trim();
        if text.chars().any(char::is_control) {
            self.refuse(field, Refused::ControlCharacter);
        } else if text.chars().count() > most {
            self.refuse(field, Refused::TooLong(most));
        }
        text.to_owned()
    }

    /// The same for what must be there: compared byte by byte, so the space around it stays.
    fn mark(
        &mut self,
        field: &str,
        text: Option<&str>,
        (missing, blank): (Refused, Refused),
    ) -> String {
        let text = text.unwrap_or_default();
        if text.is_empty() {
            self.refuse(field, missing);
        } else if text.trim().is_empty() {
            self.refuse(field, blank);
        }
        let most = if field == "pid" { LONGEST_PID } else { LONGEST_FINGERPRINT };
        if text.chars().any(char::is_control) {
            self.refuse(field, Refused::ControlCharacter);
        } else if text.chars().count() > most {
            self.refuse(field, Refused::TooLong(most));
        }
        text.to_owned()
    }

    fn fingerprint(&mut self, field: &str, text: Option<&str>) -> String {
        self.mark(field, text, (Refused::FingerprintMissing, Refused::FingerprintBlank))
    }

    fn number(&mut self, field: &str, number: Option<i64>, most: i64) -> Option<i64> {
        if number.is_some_and(|number| !(0..=most).contains(&number)) {
            self.refuse(field, Refused::OutOfRange(most));
        }
        number
    }

    fn component(&mut self, at: &str, draft: &ComponentDraft) -> ComponentFacts {
        let name = self.line(&format!("{at}name"), draft.name.as_deref(), LONGEST_NAME);
        if name.is_empty() {
            self.refuse(&format!("{at}name"), Refused::NameBlank);
        }
        let place = format!("{at}fingerprint");
        let fingerprint = self.fingerprint(&place, draft.fingerprint.as_deref());
        ComponentFacts { fingerprint, name, metadata: draft.metadata.clone() }
    }

    fn components(&mut self, drafts: &[ComponentDraft]) -> Vec<ComponentFacts> {
        let mut read: Vec<ComponentFacts> = Vec::new();
        if drafts.len() > MOST_COMPONENTS {
            self.0.push(Refused::TooManyComponents.into());
            return read;
        }
        for (n, draft) in drafts.iter().enumerate() {
            let at = format!("/data/relationships/components/data/{n}");
            let one = self.component(&format!("{at}/attributes/"), draft);
            if read.iter().any(|known| known.fingerprint == one.fingerprint) {
                self.refuse(&at, Refused::ComponentConflict);
            }
            read.push(one);
        }
        read
    }

    fn end<T>(self, facts: T) -> Result<T, Vec<Refusal>> {
        if self.0.is_empty() { Ok(facts) } else { Err(self.0) }
    }
}

impl MachineDraft {
    /// All that is wrong with it at once, each with its place.
    pub fn read(&self) -> Result<MachineFacts, Vec<Refusal>> {
        let mut pen = Pen::default();
        let facts = MachineFacts {
            fingerprint: pen.fingerprint("fingerprint", self.fingerprint.as_deref()),
            name: pen.line("name", self.name.as_deref(), LONGEST_NAME),
            ip: pen.line("ip", self.ip.as_deref(), LONGEST_IP),
            hostname: pen.line("hostname", self.hostname.as_deref(), LONGEST_HOSTNAME),
            platform: pen.line("platform", self.platform.as_deref(), LONGEST_NAME),
            cores: pen.number("cores", self.cores, MOST_CORES),
            memory: pen.number("memory", self.memory, MOST_BYTES),
            disk: pen.number("disk", self.disk, MOST_BYTES),
            metadata: self.metadata.clone(),
            components: pen.components(&self.components),
        };
        pen.end(facts)
    }
}

impl MachineEdit {
    /// The same edit as it may be stored.
    pub fn read(&self) -> Result<Self, Vec<Refusal>> {
        let mut pen = Pen::default();
        let mut line =
            |field, text: Option<&str>, most| text.map(|text| pen.line(field, Some(text), most));
        let name = line("name", self.name.as_deref(), LONGEST_NAME);
        let ip = line("ip", self.ip.as_deref(), LONGEST_IP);
        let hostname = line("hostname", self.hostname.as_deref(), LONGEST_HOSTNAME);
        let platform = line("platform", self.platform.as_deref(), LONGEST_NAME);
        let mut number = |field, n: Option<_>, most| n.map(|n| pen.number(field, n, most));
        let cores = number("cores", self.cores, MOST_CORES);
        let memory = number("memory", self.memory, MOST_BYTES);
        let disk = number("disk", self.disk, MOST_BYTES);
        let metadata = self.metadata.clone();
        pen.end(Self { name, ip, hostname, platform, cores, memory, disk, metadata })
    }

    /// Writes it into the machine.
    pub fn apply(self, machine: &mut Machine) {
        fn set<T>(place: &mut T, new: Option<T>) {
            if let Some(new) = new {
                *place = new;
            }
        }
        set(&mut machine.name, self.name);
        set(&mut machine.ip, self.ip);
        set(&mut machine.hostname, self.hostname);
        set(&mut machine.platform, self.platform);
        set(&mut machine.cores, self.cores);
        set(&mut machine.memory, self.memory);
        set(&mut machine.disk, self.disk);
        set(&mut machine.metadata, self.metadata);
    }
}

impl ComponentDraft {
    pub fn read(&self) -> Result<ComponentFacts, Vec<Refusal>> {
        let mut pen = Pen::default();
        let facts = pen.component("", self);
        pen.end(facts)
    }
}

/// The number or name of a process as it may be stored.
pub fn read_pid(pid: Option<&str>) -> Result<String, Vec<Refusal>> {
    let mut pen = Pen::default();
    let pid = pen.mark("pid", pid, (Refused::PidMissing, Refused::PidBlank));
    pen.end(pid)
}

/// Where a fingerprint is: the bounds within which it may be unique.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub environment: Option<EnvironmentId>,
    pub product: ProductId,
    pub policy: PolicyId,
    pub licence: LicenceId,
    /// Of components alone.
    pub machine: Option<MachineId>,
}

impl Place {
    /// What a unique index is kept of: a hash of the bounds and of the fingerprint. Two that are equal cannot both be there,
    /// however many ask at once.
    pub fn claim(&self, within: Uniqueness, fingerprint: &str) -> String {
        let id = match (within, self.machine) {
            (Uniqueness::Account, _) => self.environment.map(|id| id.0),
            (Uniqueness::Product, _) => Some(self.product.0),
            (Uniqueness::Policy, _) => Some(self.policy.0),
            (Uniqueness::Machine, Some(machine)) => Some(machine.0),
            (Uniqueness::Licence | Uniqueness::Machine, _) => Some(self.licence.0),
        };
        let mut hash = Sha256::new();
        hash.update(within.name());
        hash.update(id.unwrap_or_default());
        hash.update(fingerprint);
        hex::encode(hash.finalize())
    }
}

#[cfg(test)]
mod tests;

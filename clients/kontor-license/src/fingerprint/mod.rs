//! What a machine is known by: several components, each a keyed hash, so that no serial number leaves the machine and
//! two vendors cannot compare what they know. One changed part does not make another machine.

mod identity;
mod junk;
mod likeness;
mod linux;
mod macos;
mod sources;
mod surroundings;
mod windows;

pub use identity::{Headline, Identity, Kept};
pub use likeness::{Likeness, likeness};
pub use sources::{Sources, System, ThisMachine};
pub use surroundings::Surroundings;

use hmac::Mac;

use crate::keys::keyed;

/// How components are made. It goes up when the same machine would yield other hashes, and servers accept both for a
/// while.
pub const VERSION: u32 = 1;

/// A part by which a machine is known, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The instance id that a cloud gave.
    Cloud,
    /// The UUID in the firmware (SMBIOS).
    Smbios,
    /// The serial number of the board.
    Board,
    /// What the operating system was given at its installation.
    Install,
    /// The disk that the system runs from.
    Disk,
    Cpu,
    /// The permanent address of a built-in network card.
    Mac,
}

impl Part {
    pub const ALL: [Self; 7] =
        [Self::Cloud, Self::Smbios, Self::Board, Self::Install, Self::Disk, Self::Cpu, Self::Mac];

    /// The component's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cloud => "cloud",
            Self::Smbios => "smbios",
            Self::Board => "board",
            Self::Install => "install",
            Self::Disk => "disk",
            Self::Cpu => "cpu",
            Self::Mac => "mac",
        }
    }

    /// How much it counts when machines are compared.
    pub fn weight(self) -> u32 {
        match self {
            Self::Cloud => 4,
            Self::Smbios | Self::Board => 3,
            Self::Install | Self::Disk => 2,
            Self::Cpu | Self::Mac => 1,
        }
    }

    /// The weight of a component by its name; names of other clients count one.
    pub fn weight_of(name: &str) -> u32 {
        Self::ALL.into_iter().find(|part| part.name() == name).map_or(1, Self::weight)
    }
}

/// A component as it is sent: a name and the keyed hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub name: String,
    pub fingerprint: String,
}

/// What was read from a machine: usable parts, normalised, in the order of `Part`. Stays on the machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub parts: Vec<(Part, String)>,
    /// The id that an operator gave a container by `KONTOR_NODE_ID`.
    pub node_id: Option<String>,
    pub surroundings: Surroundings,
}

impl Reading {
    /// Reads what the sources tell. Never fails: what cannot be read is left out.
    pub fn of(system: System, sources: &dyn Sources) -> Self {
        let raw = match system {
            System::Linux => linux::read(sources),
            System::Windows => windows::read(sources),
            System::MacOs => macos::read(sources),
            System::Other => Vec::new(),
        };
        let mut parts: Vec<_> = raw
            .into_iter()
            .filter_map(|(part, value)| Some((part, junk::usable(part, &value)?)))
            .collect();
        parts.sort();
        parts.dedup_by_key(|(part, _)| *part);
        let node_id = sources.variable("KONTOR_NODE_ID");
        Self {
            parts,
            node_id: node_id.map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()),
            surroundings: Surroundings::of(system, sources),
        }
    }

    /// The components to send.
    pub fn components(&self, salt: &[u8]) -> Vec<Component> {
        let hashed = |(part, value): &(Part, String)| Component {
            name: part.name().to_owned(),
            fingerprint: hashed(salt, part.name(), value),
        };
        self.parts.iter().map(hashed).collect()
    }
}

/// Hex of HMAC-SHA256(salt, `name=` ‖ value).
fn hashed(salt: &[u8], name: &str, value: &str) -> String {
    let mac = keyed(salt, &[name.as_bytes(), b"=", value.as_bytes()]);
    hex::encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests;

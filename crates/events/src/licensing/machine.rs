//! What happens to a machine that a licence runs on.

use super::{LicenceId, MACHINES, MachineId, licence_object, machine_object};
use crate::directory::FieldChange;
use platform::event::Event;
use serde::{Deserialize, Serialize};

/// A seat was taken.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineActivated {
    pub machine: MachineId,
    pub licence: LicenceId,
    pub name: String,
}

/// Why a seat is free again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Freed {
    /// It was asked for.
    Asked,
    /// No heartbeat came.
    Dead,
    /// Another machine took its place.
    Transferred,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineDeactivated {
    pub machine: MachineId,
    pub licence: LicenceId,
    pub name: String,
    pub cause: Freed,
}

/// Facts of a machine changed; never empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineChanged {
    pub machine: MachineId,
    pub licence: LicenceId,
    pub changes: Vec<FieldChange>,
}

/// Its heartbeat stopped. Told once for each life.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineDied {
    pub machine: MachineId,
    pub licence: LicenceId,
    pub name: String,
}

/// A dead machine sent a heartbeat in time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineRevived {
    pub machine: MachineId,
    pub licence: LicenceId,
}

/// A machine file was made of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineCheckedOut {
    pub machine: MachineId,
    pub licence: LicenceId,
    pub ttl: Option<u64>,
}

/// It was known again though some of its parts are others now, which are known from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MachineDrifted {
    pub machine: MachineId,
    pub licence: LicenceId,
    /// The names of the parts.
    pub parts: Vec<String>,
}

/// It looks as if one machine were two.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CloneSuspected {
    pub machine: MachineId,
    pub licence: LicenceId,
    pub why: String,
}

macro_rules! of_machine {
    ($($name:ident = $text:literal),+ $(,)?) => {
        $(impl Event for $name {
            const NAME: &'static str = $text;
            fn object(&self) -> String {
                machine_object(self.machine)
            }
            fn topics(&self) -> Vec<String> {
                vec![self.object(), licence_object(self.licence), MACHINES.into()]
            }
        })+
    };
}

of_machine! {
    MachineActivated = "licensing.machine_activated",
    MachineDeactivated = "licensing.machine_deactivated",
    MachineChanged = "licensing.machine_changed",
    MachineDied = "licensing.machine_died",
    MachineRevived = "licensing.machine_revived",
    MachineCheckedOut = "licensing.machine_checked_out",
    MachineDrifted = "licensing.machine_drifted",
    CloneSuspected = "licensing.clone_suspected",
}

#![doc = include_str!("../README.md")]

mod address;
mod chance;
mod client;
mod clock;
mod code;
mod config;
pub mod error;
pub mod fingerprint;
mod grace;
mod heartbeat;
mod keys;
mod licence;
mod store;
pub mod time;
pub mod transport;
pub mod verify;
mod wire;

pub use client::Client;
pub use code::Code;
pub use config::Config;
pub use error::{Error, Result};
pub use grace::{Grace, Start};
pub use heartbeat::{Beat, Heartbeat};
pub use keys::PublicKeys;
pub use licence::Licence;
pub use time::Timestamp;
pub use wire::{LicenceFile, LicenceInfo, MachineFile, MachineInfo, Outcome};

//! What happened to people's passkeys.

use super::of;
use platform::UserId;
use platform::event::Event;
use serde::{Deserialize, Serialize};

/// A passkey was made.
#[derive(Debug, Serialize, Deserialize)]
pub struct PasskeyAdded {
    pub user: UserId,
    /// What its owner calls it.
    pub name: String,
}

impl Event for PasskeyAdded {
    const NAME: &'static str = "identity.passkey_added";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// A passkey has another name.
#[derive(Debug, Serialize, Deserialize)]
pub struct PasskeyRenamed {
    pub user: UserId,
    pub from: String,
    pub to: String,
}

impl Event for PasskeyRenamed {
    const NAME: &'static str = "identity.passkey_renamed";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// A passkey opens nothing any more.
#[derive(Debug, Serialize, Deserialize)]
pub struct PasskeyRemoved {
    pub user: UserId,
    pub name: String,
}

impl Event for PasskeyRemoved {
    const NAME: &'static str = "identity.passkey_removed";
    fn object(&self) -> String {
        of(self.user)
    }
}

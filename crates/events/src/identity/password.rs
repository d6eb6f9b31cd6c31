//! What happened to people's passwords.

use super::of;
use platform::UserId;
use platform::event::Event;
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub struct PasswordChanged {
    pub user: UserId,
    /// The first one, chosen with an invitation.
    #[serde(default)]
    pub first: bool,
}

impl Event for PasswordChanged {
    const NAME: &'static str = "identity.password_changed";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// A password that was good is among those that were stolen elsewhere: its owner chooses another one.
#[derive(Debug, Serialize, Deserialize)]
pub struct PasswordFoundStolen {
    pub user: UserId,
}

impl Event for PasswordFoundStolen {
    const NAME: &'static str = "identity.password_found_stolen";
    fn object(&self) -> String {
        of(self.user)
    }
}

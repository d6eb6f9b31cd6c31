//! What happened to own roles, and to whom they were given.

use platform::event::Event;
use platform::{RoleId, UserId};
use serde::{Deserialize, Serialize};

/// The timeline of one role.
fn role(id: RoleId) -> String {
    format!("role:{id}")
}

/// What the list of roles listens to.
const ROLES: &str = "roles";

/// What a role is from now on.
#[derive(Debug, Serialize, Deserialize)]
pub struct RoleSaved {
    pub role: RoleId,
    pub name: String,
    pub description: String,
    /// The names of its rights.
    pub rights: Vec<String>,
    /// True when it was made just now.
    #[serde(default)]
    pub new: bool,
}

impl Event for RoleSaved {
    const NAME: &'static str = "identity.role_saved";
    fn object(&self) -> String {
        role(self.role)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), ROLES.into()]
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct RoleRemoved {
    pub role: RoleId,
    pub name: String,
}

impl Event for RoleRemoved {
    const NAME: &'static str = "identity.role_removed";
    fn object(&self) -> String {
        role(self.role)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), ROLES.into()]
    }
}

/// Which own roles somebody has from now on.
#[derive(Debug, Serialize, Deserialize)]
pub struct RolesGiven {
    pub user: UserId,
    pub roles: Vec<RoleId>,
    /// Their names when they were given.
    pub names: Vec<String>,
}

impl Event for RolesGiven {
    const NAME: &'static str = "identity.roles_given";
    fn object(&self) -> String {
        super::of(self.user)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), super::LIST.into(), ROLES.into()]
    }
}

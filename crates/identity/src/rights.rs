//! What this app lets people do.

use platform::{Right, Role};

/// Sees, invites, changes and locks out the people who sign in.
pub const MANAGE_USERS: Right = Right("identity.manage_users");

pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![MANAGE_USERS],
        Role::Agent | Role::Customer => Vec::new(),
    }
}

//! What this app lets people do.

use platform::{Right, Role};

/// Sees, invites, changes and locks out the people who sign in.
pub const MANAGE_USERS: Right = Right("identity.manage_users");

/// Makes keys for one's own programs.
pub const OWN_KEYS: Right = Right("identity.own_keys");
/// Sees and revokes everybody's keys.
pub const MANAGE_KEYS: Right = Right("identity.manage_keys");

pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![MANAGE_USERS, OWN_KEYS, MANAGE_KEYS],
        Role::Agent => vec![OWN_KEYS],
        Role::Customer => Vec::new(),
    }
}

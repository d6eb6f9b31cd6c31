//! What this app lets people do.

use platform::{Grant, Right, Role};

/// Sees, invites, changes and locks out the people who sign in.
pub const MANAGE_USERS: Right = Right("identity.manage_users");

/// Makes keys for one's own programs.
pub const OWN_KEYS: Right = Right("identity.own_keys");
/// Sees and revokes everybody's keys.
pub const MANAGE_KEYS: Right = Right("identity.manage_keys");
/// Makes, changes and removes own roles. No own role can be given this: who had it would have everything.
pub const MANAGE_ROLES: Right = Right("identity.manage_roles");

/// What own roles can be given.
pub const GRANTS: &[Grant] = &[
    Grant::new(MANAGE_USERS, "identity-area", "identity-right-users"),
    Grant::new(OWN_KEYS, "identity-area", "identity-right-own-keys"),
    Grant::new(MANAGE_KEYS, "identity-area", "identity-right-keys"),
];

pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![MANAGE_USERS, MANAGE_ROLES, OWN_KEYS, MANAGE_KEYS],
        Role::Agent => vec![OWN_KEYS],
        Role::Customer => Vec::new(),
    }
}

//! The platform's own rights.

use crate::cx::{Grant, Right};
use crate::users::Role;

/// Sees queues, the audit trail and the state of the server.
pub const OPERATE: Right = Right("platform.operate");

/// Takes a person's data out, erases them, holds them, and lets rules of retention act. No own role can be given this:
/// it reaches past groups and accounts.
pub const PRIVACY: Right = Right("platform.privacy");

/// What own roles can be given.
pub const GRANTS: &[Grant] = &[Grant::new(OPERATE, "platform-area", "platform-right-operate")];

/// What a role may do with the server itself.
pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![OPERATE, PRIVACY],
        Role::Agent | Role::Customer => Vec::new(),
    }
}

//! The platform's own rights.

use crate::cx::Right;
use crate::users::Role;

/// Sees queues, the audit trail and the state of the server.
pub const OPERATE: Right = Right("platform.operate");

/// What a role may do with the server itself.
pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![OPERATE],
        Role::Agent | Role::Customer => Vec::new(),
    }
}

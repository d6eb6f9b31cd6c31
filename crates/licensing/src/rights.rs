//! What people may do with licences.

use platform::{Grant, Right, Role};

/// Sees licences, machines and what they are sold by.
pub const VIEW: Right = Right("licensing.view");
/// Issues, changes, suspends and renews licences; frees machines; makes files.
pub const WORK: Right = Right("licensing.work");
/// Sets up products, policies and their like, tokens and keys; deletes.
pub const MANAGE: Right = Right("licensing.manage");

/// What own roles can be given.
pub const GRANTS: &[Grant] = &[
    Grant::new(VIEW, "licensing-app", "licensing-right-view"),
    Grant::new(WORK, "licensing-app", "licensing-right-work").with(VIEW),
    Grant::new(MANAGE, "licensing-app", "licensing-right-manage").with(VIEW),
];

pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![VIEW, WORK, MANAGE],
        Role::Agent => vec![VIEW, WORK],
        Role::Customer => Vec::new(),
    }
}

//! What people may do in the helpdesk.

use platform::{Grant, Right, Role};

/// Sees tickets and their conversations.
pub const VIEW: Right = Right("helpdesk.view");
/// Opens, answers, assigns, changes and closes tickets.
pub const WORK: Right = Right("helpdesk.work");
/// Sets up mailboxes, groups and categories.
pub const MANAGE: Right = Right("helpdesk.manage");

/// What own roles can be given.
pub const GRANTS: &[Grant] = &[
    Grant::new(VIEW, "helpdesk-app", "helpdesk-right-view"),
    Grant::new(WORK, "helpdesk-app", "helpdesk-right-work").with(VIEW),
    Grant::new(MANAGE, "helpdesk-app", "helpdesk-right-manage"),
];

pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![VIEW, WORK, MANAGE],
        Role::Agent => vec![VIEW, WORK],
        Role::Customer => Vec::new(),
    }
}

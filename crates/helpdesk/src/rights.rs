//! What people may do in the helpdesk.

use platform::{Right, Role};

/// Sees tickets and their conversations.
pub const VIEW: Right = Right("helpdesk.view");
/// Opens, answers, assigns, changes and closes tickets.
pub const WORK: Right = Right("helpdesk.work");
/// Sets up mailboxes, groups and categories.
pub const MANAGE: Right = Right("helpdesk.manage");

pub fn of(role: Role) -> Vec<Right> {
    match role {
        Role::Admin => vec![VIEW, WORK, MANAGE],
        Role::Agent => vec![VIEW, WORK],
        Role::Customer => Vec::new(),
    }
}

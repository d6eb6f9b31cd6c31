//! What a role may do in the directory.

use platform::{Right, Role};

pub const VIEW: Right = Right("directory.view");
pub const EDIT: Right = Right("directory.edit");

/// Everyone who works here sees and edits; customers see nothing.
pub fn of(role: Role) -> Vec<Right> {
    if role.is_staff() { vec![VIEW, EDIT] } else { Vec::new() }
}

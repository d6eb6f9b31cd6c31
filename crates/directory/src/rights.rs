//! What a role may do in the directory.

use platform::{Grant, Right, Role};

pub const VIEW: Right = Right("directory.view");
pub const EDIT: Right = Right("directory.edit");

/// What own roles can be given.
pub const GRANTS: &[Grant] = &[
    Grant::new(VIEW, "directory-area", "directory-right-view"),
    Grant::new(EDIT, "directory-area", "directory-right-edit").with(VIEW),
];

/// Everyone who works here sees and edits; customers see nothing.
pub fn of(role: Role) -> Vec<Right> {
    if role.is_staff() { vec![VIEW, EDIT] } else { Vec::new() }
}

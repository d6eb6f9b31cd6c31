//! What changes something, one file per verb.

mod attach_entitlements;
mod ban_user;
mod change_entry;
mod create_entry;
pub mod entry;
mod erase_user;
mod remove_entry;

pub use attach_entitlements::{attach_entitlements, detach_entitlements};
pub use ban_user::ban_user;
pub use change_entry::change_entry;
pub use create_entry::create_entry;
pub use erase_user::erase_user;
pub use remove_entry::remove_entry;

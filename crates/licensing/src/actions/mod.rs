//! What changes something, one file per verb.

mod add_pool_keys;
mod attach_entitlements;
mod ban_user;
mod change_entry;
mod create_entry;
pub mod entry;
mod erase_user;
mod make_pair;
mod open_account;
mod remove_entry;
mod take_pool_key;

pub use add_pool_keys::add_pool_keys;
pub use attach_entitlements::{attach_entitlements, detach_entitlements};
pub use ban_user::ban_user;
pub use change_entry::change_entry;
pub use create_entry::create_entry;
pub use erase_user::erase_user;
pub(crate) use make_pair::make_pair;
pub(crate) use open_account::open_account;
pub use remove_entry::remove_entry;
pub use take_pool_key::{remove_pool_key, take_pool_key};

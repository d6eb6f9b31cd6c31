//! What changes something, one file per verb.

mod add_pool_keys;
mod add_resources;
mod allocate_resources;
mod attach_entitlements;
mod ban_user;
mod change_entry;
mod create_entry;
pub mod entry;
mod erase_user;
mod make_pair;
mod make_token;
mod open_account;
mod release_resource;
mod remove_entry;
mod renew_token;
mod revoke_token;
mod save_webhook;
mod take_pool_key;
mod tell_webhooks;

pub use add_pool_keys::add_pool_keys;
pub use add_resources::{Added, add_resources};
pub use allocate_resources::{allocate_resource, allocate_resources};
pub use attach_entitlements::{attach_entitlements, detach_entitlements};
pub use ban_user::ban_user;
pub use change_entry::change_entry;
pub use create_entry::create_entry;
pub use erase_user::erase_user;
pub(crate) use make_pair::make_pair;
pub(crate) use make_token::hash as token_hash;
pub use make_token::make_token;
pub(crate) use open_account::open_account;
pub use release_resource::{
    quarantine_resource, release_all, release_resource, remove_resource, return_resource,
};
pub use remove_entry::remove_entry;
pub use renew_token::renew_token;
pub use revoke_token::revoke_token;
pub use save_webhook::{remove_webhook, save_webhook};
pub use take_pool_key::{remove_pool_key, take_pool_key};
pub(crate) use tell_webhooks::gone;
pub use tell_webhooks::{retry_delivery, tell_webhooks, test_webhook};

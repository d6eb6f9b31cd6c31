//! What changes something, one file per verb.

mod add_resources;
mod allocate_resources;
mod check_out;
mod erase_user;
mod make_pair;
mod make_token;
mod open_account;
mod release_resource;
mod renew_token;
mod revoke_token;
mod save_webhook;
mod tell_webhooks;
mod validate_licence;

pub use add_resources::{Added, add_resources};
pub use allocate_resources::{allocate_resource, allocate_resources};
pub use check_out::{Of, check_out_licence, check_out_machine};
pub use erase_user::erase_user;
pub(crate) use make_pair::make_pair;
pub(crate) use make_token::hash as token_hash;
pub use make_token::make_token;
pub(crate) use open_account::open_account;
pub use release_resource::{
    quarantine_resource, release_all, release_resource, remove_resource, return_resource,
};
pub use renew_token::renew_token;
pub use revoke_token::revoke_token;
pub use save_webhook::{remove_webhook, save_webhook};
pub(crate) use tell_webhooks::gone;
pub use tell_webhooks::{retry_delivery, tell_webhooks, test_webhook};
pub use validate_licence::{Validated, validate_licence};

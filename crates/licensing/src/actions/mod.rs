//! The verbs that change licences and what belongs to them, one file each.

mod activate_machine;
mod add_resources;
mod allocate_resources;
mod change_component;
mod change_machine;
mod create_component;
mod cull;
mod deactivate_machine;
mod delete_component;
mod end_process;
mod erase_user;
mod make_pair;
mod make_token;
mod open_account;
mod ping_machine;
mod ping_process;
mod release_resource;
mod renew_token;
mod reset_machine;
mod revoke_token;
mod save_webhook;
mod seating;
mod set_machine_group;
mod set_machine_owner;
mod start_process;
mod tell_webhooks;

pub use activate_machine::{activate_machine, activate_machine_by};
pub use add_resources::{Added, add_resources};
pub use allocate_resources::{allocate_resource, allocate_resources};
pub use change_component::change_component;
pub use change_machine::change_machine;
pub use create_component::create_component;
pub use cull::{bury_machine, bury_process, cull_machines, cull_processes};
pub use deactivate_machine::{deactivate_machine, deactivate_machine_by};
pub use delete_component::delete_component;
pub use end_process::{change_process, end_process};
pub use erase_user::erase_user;
pub(crate) use make_pair::make_pair;
pub use make_token::make_token;
pub(crate) use make_token::hash as token_hash;
pub(crate) use open_account::open_account;
pub use ping_machine::ping_machine;
pub use ping_process::ping_process;
pub use release_resource::{
    quarantine_resource, release_all, release_resource, remove_resource, return_resource,
};
pub use renew_token::renew_token;
pub use reset_machine::reset_machine;
pub use revoke_token::revoke_token;
pub use save_webhook::{remove_webhook, save_webhook};
pub use set_machine_group::set_machine_group;
pub use set_machine_owner::set_machine_owner;
pub use start_process::start_process;
pub use tell_webhooks::{retry_delivery, tell_webhooks, test_webhook};
pub(crate) use tell_webhooks::gone;

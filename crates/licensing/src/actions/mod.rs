//! The verbs that change licences and what belongs to them, one file each.

mod activate_machine;
mod change_component;
mod change_machine;
mod create_component;
mod cull;
mod deactivate_machine;
mod delete_component;
mod end_process;
mod ping_machine;
mod ping_process;
mod reset_machine;
mod seating;
mod set_machine_group;
mod set_machine_owner;
mod start_process;

pub use activate_machine::activate_machine;
pub use change_component::change_component;
pub use change_machine::change_machine;
pub use create_component::create_component;
pub use cull::{bury_machine, bury_process, cull_machines, cull_processes};
pub use deactivate_machine::deactivate_machine;
pub use delete_component::delete_component;
pub use end_process::{change_process, end_process};
pub use ping_machine::ping_machine;
pub use ping_process::ping_process;
pub use reset_machine::reset_machine;
pub use set_machine_group::set_machine_group;
pub use set_machine_owner::set_machine_owner;
pub use start_process::start_process;
//! What changes something, one file per verb.

mod add_resources;
mod allocate_resources;
mod attach_entitlements;
mod attach_users;
mod change_group;
mod change_licence;
mod change_owner;
mod check_in;
mod count_uses;
mod erase_user;
mod issue_keys;
mod issue_licences;
mod known;
mod make_pair;
mod move_licence;
mod open_account;
mod release_resource;
mod renew_licence;
mod revoke_licence;
mod suspend_licence;
mod tell_ends;
mod tell_overdue;
mod make_token;
mod open_account;
mod release_resource;
mod renew_token;
mod revoke_token;

pub use add_resources::{Added, add_resources};
pub use allocate_resources::{allocate_resource, allocate_resources};
pub use attach_entitlements::{Attachment, attach_entitlements, detach_entitlements};
pub use attach_users::{attach_users, detach_users};
pub use change_group::change_group;
pub use change_licence::change_licence;
pub use change_owner::change_owner;
pub use check_in::check_in;
pub use count_uses::{Count, count_uses};
pub use erase_user::erase_user;
pub use issue_licences::{Issued, issue_licence, issue_licences};
pub(crate) use make_pair::make_pair;
pub use move_licence::move_licence;
pub(crate) use make_token::hash as token_hash;
pub use make_token::make_token;
pub(crate) use open_account::open_account;
pub use release_resource::{
    quarantine_resource, release_all, release_resource, remove_resource, return_resource,
};
pub use renew_licence::renew_licence;
pub use revoke_licence::revoke_licence;
pub use suspend_licence::{reinstate_licence, suspend_licence};
pub(crate) use tell_ends::tell_ends;
pub(crate) use tell_overdue::tell_overdue;
pub use renew_token::renew_token;
pub use revoke_token::revoke_token;

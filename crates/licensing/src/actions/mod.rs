//! What changes something, one file per verb.

mod add_resources;
mod allocate_resources;
mod erase_user;
mod release_resource;

pub use add_resources::{Added, add_resources};
pub use allocate_resources::{allocate_resource, allocate_resources};
pub use erase_user::erase_user;
pub use release_resource::{
    quarantine_resource, release_all, release_resource, remove_resource, return_resource,
};

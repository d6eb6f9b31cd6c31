//! What changes something, one file per verb.

mod erase_user;

pub use erase_user::erase_user;

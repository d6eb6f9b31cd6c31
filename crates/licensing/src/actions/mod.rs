//! What changes something, one file per verb.

mod erase_user;
mod validate_licence;

pub use erase_user::erase_user;
pub use validate_licence::{Validated, validate_licence};

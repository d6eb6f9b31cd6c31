//! What changes something, one file per verb.

mod erase_user;
mod make_pair;
mod open_account;

pub use erase_user::erase_user;
pub(crate) use make_pair::make_pair;
pub(crate) use open_account::open_account;

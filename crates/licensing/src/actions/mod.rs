//! What changes something, one file per verb.

mod make_pair;
mod open_account;

pub(crate) use make_pair::make_pair;
pub(crate) use open_account::open_account;

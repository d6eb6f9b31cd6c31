//! What is believed and why: signatures of answers, of licence keys, and of licence and machine files.

pub mod file;
mod key;
mod response;

pub use key::signed_key;
pub use response::Signed;

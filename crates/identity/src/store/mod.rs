//! Every query about the people who sign in.

pub mod credential;
pub mod guard;
pub mod link;
pub mod recovery;
pub mod setup;
pub mod totp;
pub mod user;
pub mod waiting;

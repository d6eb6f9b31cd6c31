//! Shapes and rules: no queries, no HTTP, no clock.

pub mod account;
pub mod api_key;
pub mod bearer;
pub mod claims;
pub mod factor;
pub mod guard;
pub mod link;
pub mod passkey;
pub mod password;
pub mod program;
pub mod provider;
pub mod recovery;
pub mod return_to;
pub mod role;
pub mod token;
pub mod totp;

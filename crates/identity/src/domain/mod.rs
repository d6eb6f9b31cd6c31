//! Shapes and rules: no queries, no HTTP, no clock.

pub mod account;
pub mod guard;
pub mod link;
pub mod password;
pub mod return_to;

//! Shapes and rules of licensing.

pub mod account;
pub mod activation;
pub mod entitlement;
pub mod environment;
pub mod group;
pub mod hardware;
pub mod heartbeat;
pub mod json;
pub mod licence;
pub mod machine;
pub mod metadata;
pub mod permission;
pub mod policy;
pub mod pool_key;
pub mod process;
pub mod product;
pub mod reach;
pub mod resource;
pub mod seats;
pub mod strategy;
pub mod token;
pub mod token_draft;
pub mod told;
pub mod user;
pub mod webhook;

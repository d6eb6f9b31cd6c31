//! Shapes and rules of licensing.

pub mod account;
pub mod activation;
pub mod entitlement;
pub mod environment;
pub mod group;
pub mod heartbeat;
pub mod json;
pub mod licence;
pub mod licence_draft;
pub mod licence_facts;
pub mod licence_refused;
pub mod machine;
pub mod metadata;
pub mod moving;
pub mod policy;
pub mod pool_key;
pub mod process;
pub mod product;
pub mod seats;
pub mod strategy;
pub mod term;
pub mod token;
pub mod user;

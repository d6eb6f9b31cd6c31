//! Every query of licensing.

pub mod account;
pub mod component;
pub mod credential;
pub mod delivery;
pub mod dependants;
pub mod entitlement;
pub mod entry;
pub mod environment;
pub mod erasure;
pub mod group;
pub mod licence;
pub mod machine;
mod noun;
pub mod policy;
pub mod pool_key;
pub mod process;
pub mod product;
pub mod reach;
pub mod resource;
pub mod token;
pub mod user;
pub mod webhook;

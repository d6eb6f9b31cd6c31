//! Every query of licensing.

pub mod account;
pub mod choices;
pub mod component;
pub mod entitlement;
pub mod environment;
pub mod erasure;
pub mod group;
pub mod licence;
pub mod licence_list;
pub mod licence_search;
pub mod machine;
pub mod machine_list;
pub mod machine_search;
mod noun;
pub mod paging;
pub mod policy;
pub mod pool_key;
pub mod process;
pub mod product;
pub mod token;
pub mod user;

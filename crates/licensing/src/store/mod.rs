//! Every query of licensing.

pub mod account;
pub mod choices;
pub mod component;
pub mod entitlement;
pub mod environment;
pub mod erasure;
pub mod group;
pub mod issuing;
pub mod licence;
pub mod licence_list;
pub mod licence_search;
pub mod licence_end;
pub mod licence_member;
pub mod licence_overdue;
pub mod machine;
pub mod machine_list;
pub mod machine_search;
mod noun;
pub mod paging;
pub mod policy;
pub mod pool_key;
pub mod process;
pub mod product;
pub mod resource;
pub mod token;
pub mod user;

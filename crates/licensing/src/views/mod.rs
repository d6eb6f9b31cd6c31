//! Finished data drawn as HTML.

pub mod account;
pub mod nav;
pub mod offline;
pub mod resource;
pub mod webhook;
pub mod token;
pub mod token_form;
pub mod conflict;
pub mod entitlement;
pub mod entry;
pub mod entry_form;
pub mod environment;
pub mod group;
pub mod history;
pub mod nav;
pub mod policy;
pub mod product;
pub mod resource;
pub mod user;

//! Finished data drawn as HTML.

pub mod account;
pub mod nav;
pub mod offline;
pub mod resource;
pub mod webhook;
pub mod token;
pub mod token_form;

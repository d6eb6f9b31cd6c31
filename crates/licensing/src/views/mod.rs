//! Finished data drawn as HTML.

pub mod nav;
pub mod offline;
pub mod resource;

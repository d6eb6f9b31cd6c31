//! Finished data drawn as HTML.

pub mod nav;

//! One-time links for the command line and demo data.

pub use crate::actions::{invite, issue_reset as reset, one_time};

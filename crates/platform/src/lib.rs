//! Platform: what every app stands on, and knows nothing about any of them.

pub mod config;
pub mod keys;
pub mod mail;
pub mod outbound;
pub mod rng;

//! The small interface beside Keygen's: plain JSON, signed as everything is.

pub mod version;

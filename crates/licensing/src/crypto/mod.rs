//! Keys, signatures and files that clients check: nothing here knows a database.
#![cfg_attr(not(test), expect(dead_code, reason = "the actions and the wire are built upon it"))]

pub(crate) mod algorithm;
mod armour;
pub(crate) mod dataset;
pub(crate) mod file;
pub(crate) mod key;
pub(crate) mod pair;
pub(crate) mod public;
pub(crate) mod response;
#[cfg(test)]
mod testing;

//! Licensing: what is sold as licences, and the server that products ask for them.
//!
//! Programs come in by `wire`, which speaks Keygen's API; people by `web`. Both call the same actions.

mod actions;
mod crypto;
mod domain;
mod store;
mod web;
mod wire;

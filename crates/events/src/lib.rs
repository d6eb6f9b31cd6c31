//! Everything one app may tell another: ids and facts, one page per app.

pub mod directory;
pub mod helpdesk;
pub mod identity;
pub mod licensing;
pub mod operations;

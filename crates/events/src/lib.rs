//! Everything one app may tell another: ids and facts, one page per app.

pub mod directory;
pub mod helpdesk;
pub mod house;
pub mod identity;

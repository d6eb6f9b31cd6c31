//! What organisations and persons are, and what may be written about them.

pub mod contact;
pub mod country;
pub mod draft;
pub mod email;
pub mod organisation;
pub mod person;
pub mod provider;
pub mod refused;
pub mod words;

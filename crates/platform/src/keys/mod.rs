//! Keys: the only module that holds secret keys.

mod secret;

pub use secret::Secret;

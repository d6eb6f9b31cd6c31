//! What changes something, one file per verb.

mod validate_licence;

pub use validate_licence::{Validated, validate_licence};

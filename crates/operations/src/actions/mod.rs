//! The verbs of operations, one file each.

mod discard_job;
mod repeat_job;
mod verify_audit;

pub use discard_job::discard_job;
pub use repeat_job::repeat_job;
pub use verify_audit::{ask_to_verify_audit, verify_audit};

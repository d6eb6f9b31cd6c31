//! The verbs of operations, one file each.

mod block_address;
mod discard_job;
mod export_audit;
mod repeat_job;
mod sign_head;
mod unblock_address;
mod verify_audit;

pub use block_address::block_address;
pub use discard_job::discard_job;
pub use export_audit::export_audit;
pub use repeat_job::repeat_job;
pub use sign_head::{ask_for_head, sign_head};
pub use unblock_address::unblock_address;
pub use verify_audit::{ask_to_verify_audit, verify_audit};

//! The verbs of operations, one file each.

mod apply_rules;
mod ask_erasure;
mod ask_export;
mod begun;
mod block_address;
mod discard_job;
mod download_export;
mod erase_subject;
mod export_audit;
mod faults;
mod hold;
mod repeat_job;
mod sign_head;
mod turn_switch;
mod unblock_address;
mod verify_audit;
mod write_export;

pub use apply_rules::{apply_rules, ask_to_apply, rules};
pub use ask_erasure::{as_they_stand, ask_erasure, preview_erasure, subject_of};
pub use ask_export::ask_export;
pub use block_address::block_address;
pub use discard_job::discard_job;
pub use download_export::download_export;
pub use erase_subject::{erase_letters, erase_subject};
pub use export_audit::export_audit;
pub use hold::{lift_hold, put_hold};
pub use repeat_job::repeat_job;
pub use sign_head::{ask_for_head, sign_head};
pub use turn_switch::turn_switch;
pub use unblock_address::unblock_address;
pub use verify_audit::{ask_to_verify_audit, verify_audit};
pub use write_export::write_export;

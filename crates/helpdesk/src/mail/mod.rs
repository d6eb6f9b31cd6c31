//! Mail on its way in: taken byte by byte, then read: identify → thread → decide → keep.

mod batch;
mod bounce;
mod fetch;
mod health;
mod identify;
mod keep;
mod read;
mod take;
mod thread;
pub(crate) mod trouble;
pub mod watch;
pub(crate) mod write;

pub(crate) use health::health;
pub use read::{read_stored, sweep};
pub use take::{Fetched, Taken, take};

/// What stands before the number in our subjects: `[Ticket#4711]`.
pub const HOOK: &str = "Ticket#";

/// At most `most` characters, without what no database takes.
pub(crate) fn cut(text: &str, most: usize) -> String {
    text.chars().filter(|c| *c != '\0').take(most).collect()
}

/// The key that makes our Message-IDs unforgeable.
pub(crate) fn id_key(keys: &platform::keys::Keys) -> [u8; 32] {
    keys.mac("helpdesk.message_id", b"v1")
}

//! Room on the disk of the data folder. While there is next to none, nothing is changed: a write that fails half-way costs
//! more than one that is refused with a word. It heals by itself.

use crate::Kontor;
use crate::config::DataConfig;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const LOOK_EVERY: Duration = Duration::from_secs(5);
const MB: u64 = 1024 * 1024;

/// Whether the disk is full, as this node saw it last.
#[derive(Default)]
pub struct Room(AtomicBool);

impl Kontor {
    /// Whether the disk of the data folder has less room than `data.keep_free_mb`: nothing is changed meanwhile.
    pub fn is_full(&self) -> bool {
        self.switches.room.0.load(Ordering::Relaxed)
    }
}

/// Looks again and again until the server stops.
pub async fn watch(kontor: Kontor) {
    let stop = kontor.stopping();
    while !stop.is_cancelled() {
        look(&kontor);
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Looks how much room there is. A disk that says nothing has room.
pub fn look(kontor: &Kontor) {
    if let Some((free, keep)) = room(kontor) {
        note(kontor, free, keep);
    }
}

/// How much is free and how much is to be, in MB.
fn room(kontor: &Kontor) -> Option<(u64, u64)> {
    let config = kontor.config.section::<DataConfig>();
    let stat = rustix::fs::statvfs(&config.path).ok()?;
    Some((stat.f_bavail.saturating_mul(stat.f_frsize) / MB, config.keep_free_mb))
}

/// Whether it is full now, whoever looked last: `kontor doctor` looks once.
pub(crate) fn is_full_now(kontor: &Kontor) -> bool {
    kontor.is_full() || room(kontor).is_some_and(|(free, keep)| is_full(false, free, keep))
}

/// What follows from so much room, in MB.
pub fn note(kontor: &Kontor, free: u64, keep: u64) {
    let before = kontor.is_full();
    let full = is_full(before, free, keep);
    if before == full {
        return;
    }
    kontor.switches.room.0.store(full, Ordering::Relaxed);
    if full {
        tracing::error!(
            free_mb = free,
            "The disk of the data folder is full: nothing is changed until there is room"
        );
    } else {
        tracing::info!(free_mb = free, "There is room on the disk again");
        // jobs may have waited for this
        kontor.wake();
    }
}

/// With a quarter more than what is kept free it counts as healed, so that it does not come and go.
fn is_full(before: bool, free: u64, keep: u64) -> bool {
    if before { free < keep.saturating_add(keep / 4) } else { free < keep }
}

#[cfg(test)]
mod tests {
    use super::is_full;

    #[test]
    fn a_full_disk_heals_only_with_some_more_room_than_it_was_full_with() {
        assert!(!is_full(false, 100, 100));
        assert!(is_full(false, 99, 100));
        assert!(is_full(true, 124, 100));
        assert!(!is_full(true, 125, 100));
        assert!(!is_full(false, 0, 0) && !is_full(true, 0, 0), "0 turns it off");
        assert!(is_full(true, u64::MAX - 1, u64::MAX));
    }
}

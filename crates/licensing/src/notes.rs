//! When licences were last validated: noted in memory, for a validation waits for no disk, and written down in groups.

use crate::domain::licence::LicenceId;
use crate::store::validation::Note;
use crate::{lots, store};
use platform::held::Held;
use platform::{Cx, Kontor, Millis, Result};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So long a note waits at most. Whatever is committed makes all that is kept in memory be looked at anew ([`crate::recent`]), so
/// this comes seldom, and together with the history.
pub(crate) const EVERY: Duration = Duration::from_secs(5);
/// So many licences are written with one statement.
const AT_ONCE: usize = 1_000;

/// What is not written down yet.
pub(crate) struct Notes(Mutex<HashMap<LicenceId, (Millis, bool)>>);

impl Held for Notes {
    fn new(_: &Kontor) -> Self {
        Self(Mutex::default())
    }
}

impl Notes {
    /// A licence was validated. What is noted last is the latest, and what was good once was good.
    pub(crate) fn note(&self, note: Note) {
        let mut waiting = self.waiting();
        let (at, good) = waiting.entry(note.licence).or_insert((note.at, note.good));
        *at = Millis(at.0.max(note.at.0));
        *good |= note.good;
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<LicenceId, (Millis, bool)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Vec<Note> {
        let waiting = std::mem::take(&mut *self.waiting()).into_iter();
        let notes = waiting.map(|(licence, (at, good))| Note { licence, at, good });
        let mut notes: Vec<_> = notes.collect();
        notes.sort_unstable_by_key(|note| (note.at.0.timestamp(), note.good));
        notes
    }
}

/// Writes down until the server stops, and once more when the last request was answered.
pub(crate) async fn keep(kontor: Kontor) {
    lots::every(kontor, EVERY, async |kontor| {
        if let Err(cause) = write(&kontor).await {
            tracing::warn!(%cause, "When licences were validated could not be written down");
        }
    })
    .await;
}

/// Writes down all that is noted. What cannot be written is noted again.
pub async fn write(kontor: &Kontor) -> Result<()> {
    if kontor.is_read_only() {
        return Ok(()); // the notes stay in memory until they may be written
    }
    let notes = kontor.held::<Notes>();
    let all = notes.take();
    for (done, some) in all.chunks(AT_ONCE).enumerate() {
        if let Err(cause) = write_some(kontor, some).await {
            all[done * AT_ONCE..].iter().for_each(|note| notes.note(*note));
            return Err(cause);
        }
    }
    Ok(())
}

async fn write_some(kontor: &Kontor, some: &[Note]) -> Result<()> {
    let cx = Cx::system(kontor);
    let tx = cx.begin().await?;
    store::validation::note(&tx, some).await?;
    tx.commit().await?; // nobody waits for it, so nobody is woken
    Ok(())
}

//! What the sweep sees and moves: files go to the folder `trash` first, from which a put, a read or the next sweep takes
//! them back.

use super::{FileId, Files, renew};
use chrono::{DateTime, Utc};
use rustix::fs::FlockOperation;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const TRASH: &str = "trash";
/// Whoever makes this file says: sweep once, however many go.
const CONSENT: &str = "sweep-anyway";
/// Says that the last sweep was refused: `<how many would go> <how many there are>`.
const REFUSED: &str = "sweep-refused";

/// What is in the store under one first digit.
#[derive(Default)]
pub(crate) struct Looked {
    /// How many files are there, the trash left out.
    pub there: usize,
    /// Those that were put for the last time before the given moment.
    pub older: Vec<FileId>,
    pub trashed: Vec<FileId>,
}

impl Files {
    /// The files whose id begins with this digit. What a crash left half written before `before` is removed.
    pub(crate) async fn look(&self, digit: char, before: DateTime<Utc>) -> anyhow::Result<Looked> {
        let this = self.clone();
        tokio::task::spawn_blocking(move || this.look_now(digit, before.into())).await?
    }

    /// How many of these this database's keyring did not seal: they belong to another database.
    pub(crate) async fn foreign(&self, ids: Vec<FileId>) -> anyhow::Result<usize> {
        let this = self.clone();
        let count = move || ids.iter().filter(|id| this.is_foreign(id)).count();
        Ok(tokio::task::spawn_blocking(count).await?)
    }

    /// Moves those of these files to the trash that were not put again since `before`; returns how many went.
    pub(crate) async fn discard(
        &self,
        ids: Vec<FileId>,
        before: DateTime<Utc>,
    ) -> anyhow::Result<usize> {
        let this = self.clone();
        let step = move |id: &str| this.discard_one(id, before.into());
        self.each(ids, step).await
    }

    /// Deletes those of these files that were moved to the trash before `before`; returns how many went.
    pub(crate) async fn purge(
        &self,
        ids: Vec<FileId>,
        before: DateTime<Utc>,
    ) -> anyhow::Result<usize> {
        let this = self.clone();
        let step = move |id: &str| remove_older(&this.trashed(id), before.into());
        self.each(ids, step).await
    }

    /// Deletes those of these files for good that were not put again since `before`, wherever they lie; returns how many
    /// went.
    pub(crate) async fn erase(
        &self,
        ids: Vec<FileId>,
        before: DateTime<Utc>,
    ) -> anyhow::Result<usize> {
        let this = self.clone();
        let step = move |id: &str| {
            let both = [this.path(id)?, this.trashed(id)];
            let gone = both.map(|path| remove_older(&path, before.into()));
            gone.into_iter().try_fold(false, |any, one| Ok(any | one?))
        };
        self.each(ids, step).await
    }

    /// Takes these out of the trash; returns how many were in it.
    pub(crate) async fn bring_back(&self, ids: Vec<FileId>) -> anyhow::Result<usize> {
        let this = self.clone();
        self.each(ids, move |id: &str| this.take_out(id)).await
    }

    /// Whether somebody said that the sweep is to be done however many go.
    pub(crate) fn may_sweep_anyway(&self) -> bool {
        self.folder.join(CONSENT).exists()
    }

    /// Notes how the sweep ended: nothing when it was done, else how many of how many would have gone.
    pub(crate) fn note_sweep(&self, refused: Option<(usize, usize)>) -> anyhow::Result<()> {
        if let Some((over, there)) = refused {
            return Ok(std::fs::write(self.folder.join(REFUSED), format!("{over} {there}"))?);
        }
        for name in [REFUSED, CONSENT] {
            match std::fs::remove_file(self.folder.join(name)) {
                Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(cause.into()),
                _ => {}
            }
        }
        Ok(())
    }

    /// How many files of how many the last sweep would have moved, if it was refused.
    pub(crate) fn sweep_refused(&self) -> Option<(usize, usize)> {
        let said = std::fs::read_to_string(self.folder.join(REFUSED)).ok()?;
        let (over, there) = said.split_once(' ')?;
        Some((over.parse().ok()?, there.parse().ok()?))
    }

    /// Does one thing to each, a hundred at a time, while nobody puts one of them: whoever did before made it new.
    async fn each(
        &self,
        ids: Vec<FileId>,
        step: impl Fn(&str) -> anyhow::Result<bool> + Send + 'static,
    ) -> anyhow::Result<usize> {
        let this = self.clone();
        let all = move || {
            let mut done = 0;
            for some in ids.chunks(100) {
                let _alone = this.lock(FlockOperation::LockExclusive)?;
                let each = some.iter().map(|id| step(id).map(usize::from));
                done += each.sum::<anyhow::Result<usize>>()?;
            }
            Ok(done)
        };
        tokio::task::spawn_blocking(all).await?
    }

    fn look_now(&self, digit: char, before: SystemTime) -> anyhow::Result<Looked> {
        let mut looked = Looked::default();
        for folder in std::fs::read_dir(&*self.folder)? {
            let folder = folder?.path();
            let head = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if head == TRASH {
                let names = names(&folder)?.into_iter();
                looked.trashed = names.filter(|id| id.starts_with(digit)).collect();
            } else if head.len() == 2 && head.starts_with(digit) && folder.is_dir() {
                self.look_into(&folder, head, before, &mut looked)?;
            }
        }
        looked.trashed.retain(|id| self.path(id).is_ok());
        Ok(looked)
    }

    fn look_into(
        &self,
        folder: &Path,
        head: &str,
        before: SystemTime,
        looked: &mut Looked,
    ) -> anyhow::Result<()> {
        for name in names(folder)? {
            let (path, id) = (folder.join(&name), format!("{head}{name}"));
            let ours = self.path(&id).is_ok();
            looked.there += usize::from(ours);
            if !is_older(&path, before)? {
                continue;
            }
            if ours {
                looked.older.push(id);
            } else if name.starts_with(".tmp") {
                std::fs::remove_file(&path)?; // its writer was killed before it had a name
            }
        }
        Ok(())
    }

    fn discard_one(&self, id: &str, before: SystemTime) -> anyhow::Result<bool> {
        let path = self.path(id)?;
        if !is_older(&path, before)? {
            return Ok(false);
        }
        let to = self.trashed(id);
        std::fs::create_dir_all(self.folder.join(TRASH))?;
        // its days in the trash begin now; one whose time cannot be set stays where it is
        if renew(&path).is_err() {
            return Ok(false);
        }
        std::fs::rename(&path, &to)?;
        Ok(true)
    }

    /// Takes a file back that is to be read; false when it is not in the trash either.
    pub(super) fn take_back(&self, id: &str) -> anyhow::Result<bool> {
        let _nobody_sweeps = self.lock(FlockOperation::LockShared)?;
        // another reader may have been first
        Ok(self.take_out(id)? || self.path(id)?.exists())
    }

    /// Takes a file out of the trash, if it is there, as new as on its first day. The caller holds the lock.
    pub(super) fn take_out(&self, id: &str) -> anyhow::Result<bool> {
        let (from, to) = (self.trashed(id), self.path(id)?);
        if to.exists() || !from.exists() {
            return Ok(false);
        }
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder)?;
        }
        match std::fs::rename(&from, &to) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(false),
            other => other?,
        }
        renew(&to)?;
        Ok(true)
    }

    fn trashed(&self, id: &str) -> PathBuf {
        self.folder.join(TRASH).join(id)
    }

    /// What cannot be read counts as foreign too, unless it is gone.
    fn is_foreign(&self, id: &str) -> bool {
        let Ok(path) = self.path(id) else { return true };
        let opened = std::fs::File::open(path).or_else(|_| std::fs::File::open(self.trashed(id)));
        let mut head = Vec::new();
        match opened {
            Ok(file) => file.take(64).read_to_end(&mut head).is_err() || !self.keys.knows(&head),
            Err(cause) => cause.kind() != ErrorKind::NotFound,
        }
    }
}

fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let names = std::fs::read_dir(folder)?.map(|file| Ok(file?.file_name()));
    let names = names.collect::<std::io::Result<Vec<_>>>()?;
    Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect())
}

/// Whether there was such a file, and it is gone now.
fn remove_older(path: &Path, than: SystemTime) -> anyhow::Result<bool> {
    let old = is_older(path, than)?;
    if old {
        std::fs::remove_file(path)?;
    }
    Ok(old)
}

/// False also for what is no longer there.
fn is_older(path: &Path, than: SystemTime) -> anyhow::Result<bool> {
    match std::fs::metadata(path) {
        Ok(found) => Ok(found.is_file() && found.modified()? < than),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

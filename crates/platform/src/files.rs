//! Files: a folder of sealed, content-addressed blobs. Who may read one is decided where it is referred to.

use crate::keys::{Aad, Keys};
use anyhow::Context;
use rustix::fs::{AtFlags, FlockOperation, Timespec, Timestamps};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::NamedTempFile;

mod trash;

/// From here on one look at the whole file system is cheaper than one for each file.
const FEW: usize = 3;

/// The keyed hash of the content in hex: the same bytes are stored once, and the name tells nothing.
pub type FileId = String;

#[derive(Clone)]
pub struct Files {
    folder: Arc<PathBuf>,
    keys: Keys,
}

impl Files {
    /// Opens the store; the folder is made if it is missing.
    pub fn open(folder: PathBuf, keys: Keys) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        Ok(Self { folder: Arc::new(folder), keys })
    }

    /// Stores the bytes; when this returns they are on the disk, whatever happens next.
    pub async fn put(&self, bytes: Vec<u8>) -> anyhow::Result<FileId> {
        let ids = self.put_many(vec![bytes]).await?;
        ids.into_iter().next().context("one file has one id")
    }

    /// Stores several at once, in their order: the disk is waited for once, not for each.
    pub async fn put_many(&self, files: Vec<Vec<u8>>) -> anyhow::Result<Vec<FileId>> {
        let this = self.clone();
        tokio::task::spawn_blocking(move || this.put_now(&files)).await?
    }

    /// The bytes of a file.
    pub async fn get(&self, id: &str) -> anyhow::Result<Vec<u8>> {
        let (this, id) = (self.clone(), id.to_owned());
        tokio::task::spawn_blocking(move || {
            let path = this.path(&id)?;
            let sealed = std::fs::read(&path).or_else(|cause| match this.take_back(&id) {
                Ok(true) => std::fs::read(&path),
                _ => Err(cause),
            });
            let sealed = sealed.with_context(|| format!("file {id} cannot be read"))?;
            Ok(this.keys.unseal(&Aad::new("files", "content", &id), &sealed)?)
        })
        .await?
    }

    /// Held until it is dropped, also against other processes on this folder.
    fn lock(&self, how: FlockOperation) -> anyhow::Result<std::fs::File> {
        let folder = std::fs::File::open(&*self.folder)?;
        rustix::fs::flock(&folder, how)?;
        Ok(folder)
    }

    fn put_now(&self, files: &[Vec<u8>]) -> anyhow::Result<Vec<FileId>> {
        let _nobody_sweeps = self.lock(FlockOperation::LockShared)?;
        let mut ids = Vec::with_capacity(files.len());
        let mut written = Vec::new();
        for bytes in files {
            let id = hex::encode(self.keys.mac("file", bytes));
            let path = self.path(&id)?;
            self.take_out(&id)?;
            // one that is somebody else's to touch is written anew
            if !path.exists() || renew(&path).is_err() {
                written.push((self.write(&id, &path, bytes)?, path));
            }
            ids.push(id);
        }
        // a name must never stand for bytes that are not there yet
        self.sync(written.iter().map(|(file, _)| file.as_file()))?;
        let mut folders = Vec::new();
        for (file, path) in written {
            file.persist(&path)?;
            let folder = path.parent().context("a file lies in a folder")?;
            folders.push(std::fs::File::open(folder)?);
        }
        // a new name is durable only when its folder is
        self.sync(folders.iter())?;
        Ok(ids)
    }

    /// Seals the bytes into a file without a name.
    fn write(&self, id: &str, path: &Path, bytes: &[u8]) -> anyhow::Result<NamedTempFile> {
        let folder = path.parent().context("a file lies in a folder")?;
        std::fs::create_dir_all(folder)?;
        let sealed = self.keys.seal_file(&Aad::new("files", "content", &id), bytes)?;
        let mut temporary = NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut temporary, &sealed)?;
        Ok(temporary)
    }

    /// Waits until all of these are on the disk: one by one, or by the whole file system where they are many.
    fn sync<'a>(
        &self,
        files: impl ExactSizeIterator<Item = &'a std::fs::File>,
    ) -> anyhow::Result<()> {
        if files.len() > FEW {
            rustix::fs::syncfs(std::fs::File::open(&*self.folder)?)?;
            return Ok(());
        }
        for file in files {
            file.sync_all()?;
        }
        Ok(())
    }

    /// `ab/cd…`: 256 folders keep each one small.
    fn path(&self, id: &str) -> anyhow::Result<PathBuf> {
        anyhow::ensure!(
            id.len() == 64 && id.bytes().all(|b| b.is_ascii_hexdigit()),
            "{id:?} is no file id"
        );
        Ok(self.folder.join(&id[..2]).join(&id[2..]))
    }
}

/// Makes a file as new as if it were put for the first time.
fn renew(path: &Path) -> anyhow::Result<()> {
    let now = Timespec { tv_sec: 0, tv_nsec: rustix::fs::UTIME_NOW };
    let times = Timestamps { last_access: now, last_modification: now };
    rustix::fs::utimensat(rustix::fs::CWD, path, &times, AtFlags::empty())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Files;
    use crate::testing::TestKontor;

    fn count(folder: &std::path::Path) -> usize {
        let inside = |entry: std::fs::DirEntry| std::fs::read_dir(entry.path()).unwrap().count();
        std::fs::read_dir(folder).unwrap().map(|entry| inside(entry.unwrap())).sum()
    }

    #[tokio::test]
    async fn the_same_bytes_are_stored_once_and_many_come_back_in_their_order() {
        let t = TestKontor::start(&[]).await;
        let folder = t.folder().join("more");
        let files = Files::open(folder.clone(), t.kontor.keys.clone()).unwrap();
        let all: Vec<Vec<u8>> = (0..9_u8).map(|n| vec![n % 8; 100]).collect();
        let ids = files.put_many(all.clone()).await.unwrap();
        assert_eq!((ids[0].clone(), ids.len(), count(&folder)), (ids[8].clone(), 9, 8));
        for (id, bytes) in ids.iter().zip(&all) {
            assert_eq!(&files.get(id).await.unwrap(), bytes);
        }
        assert_eq!(files.put(all[3].clone()).await.unwrap(), ids[3]);
        assert_eq!(count(&folder), 8);
    }
}

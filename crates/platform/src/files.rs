//! Files: a folder of sealed, content-addressed blobs. Who may read one is decided where it is referred to.

use crate::keys::{Aad, Keys};
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        let this = self.clone();
        tokio::task::spawn_blocking(move || this.put_now(&bytes)).await?
    }

    /// The bytes of a file.
    pub async fn get(&self, id: &str) -> anyhow::Result<Vec<u8>> {
        let (this, id) = (self.clone(), id.to_owned());
        tokio::task::spawn_blocking(move || {
            let path = this.path(&id)?;
            let sealed =
                std::fs::read(&path).with_context(|| format!("file {id} cannot be read"))?;
            Ok(this.keys.unseal(&Aad::new("files", "content", &id), &sealed)?)
        })
        .await?
    }

    fn put_now(&self, bytes: &[u8]) -> anyhow::Result<FileId> {
        let id = hex::encode(self.keys.mac("file", bytes));
        let path = self.path(&id)?;
        if path.exists() {
            return Ok(id);
        }
        let folder = path.parent().context("a file lies in a folder")?;
        std::fs::create_dir_all(folder)?;
        let sealed = self.keys.seal_file(&Aad::new("files", "content", &id), bytes)?;
        let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
        std::io::Write::write_all(&mut temporary, &sealed)?;
        temporary.as_file().sync_data()?;
        temporary.persist(&path)?;
        sync_folder(folder)?;
        Ok(id)
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

/// A new name is durable only when its folder is.
fn sync_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
}

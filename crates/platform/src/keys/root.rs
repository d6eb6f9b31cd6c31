//! The root key: outside the database, because a copy of the database must not open anything.

use super::crypt::{self, Key};
use super::{KeyError, Secret};
use crate::config::{Config, DataConfig, KeysConfig, Said, weak, weakness};
use crate::said;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

/// The one secret from which the others are unwrapped.
#[derive(Clone, Debug)]
pub struct RootKey(Found);

#[derive(Clone, Debug)]
enum Found {
    Known(Key),
    /// There is none yet; the first start makes one here.
    Missing(PathBuf),
}

impl RootKey {
    /// Finds the root key: `keys.root`, else `keys.root_file`, else the systemd credential `root.key`, else `root.key`
    /// in the data folder. A missing file is made only when the keyring is empty.
    pub fn find(config: &Config) -> Result<Self, KeyError> {
        let keys = config.section::<KeysConfig>();
        if let Some(root) = &keys.root {
            return Ok(Self(Found::Known(crypt::stretch(root.expose()))));
        }
        if let Some(path) = &keys.root_file {
            return Self::in_file(path);
        }
        match config
            .credentials()
            .map(|folder| folder.join("root.key"))
            .filter(|path| path.exists())
        {
            Some(path) => read(&path).map(|key| Self(Found::Known(key))), // systemd guards its folder
            None => Self::in_file(&config.section::<DataConfig>().path.join("root.key")),
        }
    }

    /// Whether whoever copies the data folder has the root key with it.
    pub fn lies_with_data(config: &Config) -> bool {
        let keys = config.section::<KeysConfig>();
        let data = &config.section::<DataConfig>().path;
        match (&keys.root, &keys.root_file) {
            (Some(_), _) => false,
            (None, Some(path)) => path.starts_with(data),
            (None, None) => {
                !config.credentials().is_some_and(|folder| folder.join("root.key").exists())
            }
        }
    }

    /// The root key in a file that only its owner may read.
    pub fn in_file(path: &Path) -> Result<Self, KeyError> {
        match std::fs::metadata(path) {
            Ok(metadata) => {
                guarded(&metadata).map_err(|reason| refused(path, reason))?;
                read(path).map(|key| Self(Found::Known(key)))
            }
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                Ok(Self(Found::Missing(path.to_owned())))
            }
            Err(why) => Err(refused(path, unreadable(&why))),
        }
    }

    /// The root key made from a secret text, as `keys.root` gives it.
    pub fn of_text(text: &str) -> Self {
        Self(Found::Known(crypt::stretch(text)))
    }

    /// The key; where there is none, `first` says whether one may be made.
    pub(super) fn key(&self, first: bool) -> Result<Key, KeyError> {
        match &self.0 {
            Found::Known(key) => Ok(key.clone()),
            Found::Missing(path) if first => make(path),
            Found::Missing(path) => Err(KeyError::RootMissing(path.clone())),
        }
    }
}

fn refused(path: &Path, reason: Said) -> KeyError {
    KeyError::RootFile { path: path.to_owned(), reason }
}

fn unreadable(why: &std::io::Error) -> Said {
    said!("sie ist nicht lesbar ({why})", "it cannot be read ({why})")
}

/// Whether only its owner can read the file, and the owner is us or the system.
fn guarded(metadata: &std::fs::Metadata) -> Result<(), Said> {
    let owner = metadata.uid();
    if !metadata.is_file() {
        Err(said!("sie ist keine Datei", "it is not a file"))
    } else if owner != rustix::process::geteuid().as_raw() && owner != 0 {
        Err(said!(
            "sie gehört einem anderen Benutzer; geben Sie sie mit chown dem, der Kontor ausführt",
            "it belongs to another user; chown it to the user that runs Kontor"
        ))
    } else if metadata.mode() & 0o077 != 0 {
        Err(said!(
            "andere dürfen sie lesen; sagen Sie: chmod 600",
            "others may read it; say: chmod 600"
        ))
    } else {
        Ok(())
    }
}

/// 32 bytes are the key itself; text is stretched to one.
fn read(path: &Path) -> Result<Key, KeyError> {
    let bytes = Secret::new(std::fs::read(path).map_err(|why| refused(path, unreadable(&why)))?);
    if let Ok(key) = <[u8; 32]>::try_from(bytes.expose().as_slice()) {
        return Ok(Secret::new(key));
    }
    let text = std::str::from_utf8(bytes.expose()).map(str::trim);
    let text = text.map_err(|_| {
        let neither =
            said!("sie enthält weder 32 Bytes noch Text", "it holds neither 32 bytes nor text");
        refused(path, neither)
    })?;
    match weakness(text) {
        Some(why) => {
            let Said { de, en } = weak(why);
            Err(refused(path, said!("ihr Text {de}", "its text {en}")))
        }
        None => Ok(crypt::stretch(text)),
    }
}

/// Writes a new key so that a crash leaves a whole file or none, and another process' file is never replaced.
fn make(path: &Path) -> Result<Key, KeyError> {
    let failed = |why: std::io::Error| {
        refused(path, said!("sie kann nicht angelegt werden: {why}", "it cannot be made: {why}"))
    };
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    let key = Secret::new(crate::rng::bytes::<32>());
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?; // 0600 from the start
    std::io::Write::write_all(&mut file, key.expose()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => {
            std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
            tracing::info!(path = %path.display(), "Made a root key; keep a copy of it apart from the backups");
            Ok(key)
        }
        Err(why) if why.error.kind() == std::io::ErrorKind::AlreadyExists => read(path),
        Err(why) => Err(failed(why.error)),
    }
}

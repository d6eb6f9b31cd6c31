//! The state folder: small files, replaced as a whole, readable by their owner alone.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::fingerprint::{Sources, System};
use crate::{Error, Result};

/// A folder of small texts.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    folder: PathBuf,
}

impl Store {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// None where nothing was kept.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>> {
        let path = self.folder.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(failed("read", &path, cause)),
        }
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> Result<()> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let path = self.folder.join(name);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = self.folder.join(format!("{name}.{}-{count}", std::process::id()));
        let write = || {
            fs::create_dir_all(&self.folder)?;
            create(&beside)?.write_all(text.as_bytes())?;
            fs::rename(&beside, &path)
        };
        write().map_err(|cause| {
            let _ = fs::remove_file(&beside);
            failed("write", &path, cause)
        })
    }

    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        let path = self.folder.join(name);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                Err(failed("remove", &path, cause))
            }
            _ => Ok(()),
        }
    }
}

fn failed(verb: &str, path: &Path, cause: std::io::Error) -> Error {
    Error::State { what: format!("cannot {verb} the licence state in {}", path.display()), cause }
}

fn create(path: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Where a program's state and its second copy go if nobody says otherwise: the user's folders for state and cache.
pub(crate) fn usual_folders(sources: &dyn Sources) -> [Option<PathBuf>; 2] {
    let variable =
        |name: &str| sources.variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = |rest: &str| variable("HOME").map(|home| home.join(rest));
    match System::HERE {
        System::Windows => [variable("LOCALAPPDATA"), variable("APPDATA")],
        System::MacOs => [home("Library/Application Support"), home("Library/Caches")],
        _ => [
            variable("XDG_STATE_HOME").or_else(|| home(".local/state")),
            variable("XDG_CACHE_HOME").or_else(|| home(".cache")),
        ],
    }
}

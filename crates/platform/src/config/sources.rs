//! Everything that may say something about a setting, gathered before any of it is understood.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// What `Config::load` reads. `Sources::default()` says nothing at all, which gives the defaults.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// `section.key` and value, as on the command line; a later one wins.
    pub flags: Vec<(String, String)>,
    pub env: BTreeMap<String, String>,
    /// The file of `--config`; it must exist.
    pub file: Option<PathBuf>,
    /// Where a file is looked for without `--config`; the first that exists is read.
    pub search: Vec<PathBuf>,
}

impl Sources {
    /// The environment of this process and the usual files.
    pub fn of_process(flags: Vec<(String, String)>, file: Option<PathBuf>) -> Self {
        let text = |os: std::ffi::OsString| os.to_string_lossy().into_owned();
        let env = std::env::vars_os().map(|(name, value)| (text(name), text(value))).collect();
        Self { flags, env, file, search: super::SEARCHED.iter().map(PathBuf::from).collect() }
    }

    /// The systemd folder of credentials, if there is one.
    pub fn credentials(&self) -> Option<PathBuf> {
        self.env.get("CREDENTIALS_DIRECTORY").filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

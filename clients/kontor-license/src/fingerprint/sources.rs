//! Where a machine's facts are read: a trait, so that tests make up machines.

use std::path::Path;
use std::process::{Command, Stdio};

/// The systems whose sources are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    Linux,
    Windows,
    MacOs,
    Other,
}

impl System {
    pub const HERE: Self = if cfg!(target_os = "linux") {
        Self::Linux
    } else if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Other
    };
}

/// Files, commands and variables of a machine. None where something is not there or may not be read.
pub trait Sources: Send + Sync {
    fn text(&self, path: &str) -> Option<String>;
    /// The names in a folder.
    fn names(&self, folder: &str) -> Vec<String>;
    /// The path that a path leads to, without any link in it.
    fn target(&self, path: &str) -> Option<String>;
    /// What a program prints; it is given by its full path, for a name could be anybody's.
    fn output(&self, program: &str, arguments: &[&str]) -> Option<String>;
    fn variable(&self, name: &str) -> Option<String>;
}

/// The machine that this program runs on.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThisMachine;

impl Sources for ThisMachine {
    fn text(&self, path: &str) -> Option<String> {
        let bytes = std::fs::read(path).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<_> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn target(&self, path: &str) -> Option<String> {
        Path::new(path).canonicalize().ok()?.into_os_string().into_string().ok()
    }

    fn output(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            // CREATE_NO_WINDOW: a program without a console opens none for this
            command.creation_flags(0x0800_0000);
        }
        let output = command.output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

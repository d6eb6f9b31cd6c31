//! What is wrong with the configuration, and where the value came from.

use super::Said;
use crate::{Lang, said};
use serde::Serialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// `--set key=value`, or a flag of its own.
    Flag,
    /// A variable of the environment; also those of the replaced systems, and systemd's folders.
    Env(String),
    /// A file that a `…_FILE` variable names.
    EnvFile {
        variable: String,
        path: PathBuf,
    },
    /// A file in `$CREDENTIALS_DIRECTORY`.
    Credential(PathBuf),
    /// A line of `kontor.toml`.
    File {
        path: PathBuf,
        line: usize,
    },
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Env(name) => f.write_str(name),
            Self::EnvFile { variable, path } => write!(f, "{variable}={}", path.display()),
            Self::Credential(path) => write!(f, "{}", path.display()),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

impl Origin {
    /// For people; `Display` is for the file that `config print` writes.
    pub fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Flag, Lang::De) => "Schalter".into(),
            (Self::Default, Lang::De) => "Standard".into(),
            _ => self.to_string(),
        }
    }
}

/// One thing that keeps Kontor from starting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// `section.key`, or a section or a file's name where no key is meant.
    pub key: String,
    pub origin: Option<Origin>,
    /// What is wrong, without the key's name.
    pub text: Said,
    /// The known key that was probably meant.
    pub nearest: Option<String>,
}

impl Problem {
    pub fn new(key: impl Into<String>, origin: impl Into<Option<Origin>>, text: Said) -> Self {
        Self { key: key.into(), origin: origin.into(), text, nearest: None }
    }

    pub(super) fn of_file(path: &Path, text: Said) -> Self {
        Self::new(path.display().to_string(), None, text)
    }

    pub(super) fn unknown(key: &str, origin: Origin, known: &[String]) -> Self {
        Self {
            nearest: nearest(key, known),
            ..Self::new(key, origin, Said::new("gibt es nicht", "no such setting"))
        }
    }
}

impl Problem {
    /// The whole line.
    pub fn say(&self, lang: Lang) -> String {
        let origin = self.origin.as_ref().map(|origin| format!(" ({})", origin.say(lang)));
        let nearest = self.nearest.as_ref().map(|nearest| {
            said!("; meinten Sie {nearest}?", "; did you mean {nearest}?").to(lang).to_owned()
        });
        let (origin, nearest) = (origin.unwrap_or_default(), nearest.unwrap_or_default());
        format!("{}{origin}: {}{nearest}", self.key, self.text.to(lang))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

/// The known name that is most like `name`, if any is like it at all.
pub(super) fn nearest(name: &str, known: &[String]) -> Option<String> {
    let name = name.to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or(&name);
    let by_last = |key: &&String| key.rsplit('.').next() == Some(last);
    if let Some(moved) = known.iter().find(by_last) {
        return Some(moved.clone());
    }
    let scored = known.iter().map(|key| (strsim::jaro_winkler(&name, key), key));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then(|| best.1.clone())
}

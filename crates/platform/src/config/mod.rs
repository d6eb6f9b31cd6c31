//! Configuration: flag > environment > file > default, typed per section, every problem said at once.
//!
//! A section is a struct with `#[serde(deny_unknown_fields, default)]` that implements [`Section`]. Its keys can be
//! given, from strong to weak, as
//!
//! 1. a flag (`--set server.listen=…` or a flag of its own),
//! 2. `KONTOR_SERVER__LISTEN`, or `KONTOR_SERVER__LISTEN_FILE` naming a file that holds the value,
//! 3. a systemd credential `server.listen` in `$CREDENTIALS_DIRECTORY`,
//! 4. a variable of one of the systems that Kontor replaces ([`alias`]),
//! 5. `kontor.toml` (`--config`, else `./kontor.toml`, else `/etc/kontor/kontor.toml`),
//! 6. a folder that systemd made for us (`$STATE_DIRECTORY`, `$LOGS_DIRECTORY`),
//! 7. the default in the code.

mod advice;
pub mod alias;
mod database_url;
pub mod docs;
mod family;
mod file;
mod load;
pub mod manual;
mod net;
mod problem;
mod raw;
mod reload;
mod said;
mod sections;
mod show;
mod sources;
mod weak;

pub use database_url::{DatabaseUrl, sqlite_file};
pub use file::SEARCHED;
pub use load::Config;
pub use net::{Cidr, CidrPort, Listen};
pub use problem::{Origin, Problem};
pub use reload::Change;
pub use said::Said;
pub use sections::*;
pub use show::Explained;
pub use sources::Sources;
pub use weak::{Weakness, weak, weakness};

use raw::Raw;
use serde::{Serialize, de::DeserializeOwned};
use std::any::Any;
use std::collections::BTreeMap;

/// One table of `kontor.toml`.
pub trait Section: DeserializeOwned + Serialize + Default + Send + Sync + 'static {
    /// The table's name, such as `helpdesk`.
    const NAME: &'static str;
    /// Whether there may be any number of such tables, each below this name with one of the administrator's choice:
    /// `[oidc.work]`, and `KONTOR_OIDC__WORK__…` in the environment. [`Config::family`] has them.
    const FAMILY: bool = false;
    /// What each key means, for `config explain` and the manual; every field has one (the tests of a section compare).
    const KEYS: &'static [Key];

    /// What is wrong beyond the types: the key, and the sentence about it without its name.
    fn problems(&self) -> Vec<(&'static str, Said)> {
        Vec::new()
    }
}

/// One key's name and meaning.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    /// The meaning in German, one sentence.
    pub de: &'static str,
    /// The meaning in English, one sentence.
    pub en: &'static str,
    /// Whether the value is never shown.
    pub secret: bool,
    /// Whether a new value counts without a restart: everything reads it anew whenever it is needed.
    pub live: bool,
}

impl Key {
    pub const fn new(name: &'static str, de: &'static str, en: &'static str) -> Self {
        Self { name, de, en, secret: false, live: false }
    }

    /// The same key, whose value is never shown.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// The same key, of which a new value counts after SIGHUP.
    #[must_use]
    pub const fn live(self) -> Self {
        Self { live: true, ..self }
    }
}

/// A section without its type, so that sections of all apps stand in one list.
#[derive(Clone, Copy, Debug)]
pub struct SectionSpec {
    pub name: &'static str,
    pub keys: &'static [Key],
    pub family: bool,
    pub(crate) names: fn() -> Vec<String>,
    pub(crate) read: fn(&BTreeMap<String, Raw>) -> Reading,
}

impl SectionSpec {
    pub const fn of<S: Section>() -> Self {
        let (name, keys, family) = (S::NAME, S::KEYS, S::FAMILY);
        Self { name, keys, family, names: names::<S>, read: read::<S> }
    }

    fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// What came of reading a section: the value where it could be read, and what was wrong with which key.
pub(crate) struct Reading {
    typed: Option<Box<dyn Any + Send + Sync>>,
    shown: serde_json::Map<String, serde_json::Value>,
    wrong: Vec<(Option<String>, Said)>,
}

fn fields<S: Section>(section: &S) -> serde_json::Map<String, serde_json::Value> {
    match serde_json::to_value(section) {
        Ok(serde_json::Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    }
}

fn names<S: Section>() -> Vec<String> {
    fields(&S::default()).into_iter().map(|(name, _)| name).collect()
}

/// Reads each key alone first, so that one wrong value does not hide the next.
fn read<S: Section>(given: &BTreeMap<String, Raw>) -> Reading {
    let mut wrong: Vec<(Option<String>, Said)> = Vec::new();
    for (name, value) in given {
        if let Err(why) = raw::section::<S>([(name.clone(), value.clone())]) {
            wrong.push((Some(name.clone()), why));
        }
    }
    let whole =
        given.iter().filter(|(name, _)| !wrong.iter().any(|(key, _)| key.as_ref() == Some(*name)));
    let section = match raw::section::<S>(whole.map(|(name, value)| (name.clone(), value.clone())))
    {
        Ok(section) => section,
        Err(why) => {
            wrong.push((None, why));
            return Reading { typed: None, shown: serde_json::Map::new(), wrong };
        }
    };
    let shown = fields(&section);
    wrong.extend(section.problems().into_iter().map(|(key, said)| (Some(key.to_owned()), said)));
    Reading { typed: Some(Box::new(section)), shown, wrong }
}

#[cfg(test)]
mod tests;

//! Showing the settings: one with its history, or all of them. A secret is never shown.

use super::load::Loaded;
use super::problem::nearest;
use super::{Config, Origin, alias};
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write as _;

const HIDDEN: &str = "…";

/// All there is to say about one key.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// `section.key`
    pub key: String,
    pub value: Value,
    pub origin: Origin,
    pub default: Value,
    /// The meaning, in German and in English.
    pub meaning_de: &'static str,
    pub meaning_en: &'static str,
    /// The variable of the environment that sets it.
    pub variable: String,
    /// Variables of the replaced systems that set it too.
    pub aliases: Vec<&'static str>,
}

impl Config {
    /// Explains `section.key`; an unknown key is answered with the nearest known one, if any.
    pub fn explain(&self, key: &str) -> Result<Explained, Option<String>> {
        let known = || -> Vec<String> {
            self.keys().map(|(section, name)| format!("{section}.{name}")).collect()
        };
        let found = key
            .rsplit_once('.')
            .and_then(|(section, name)| Some((self.now().sections.get(section)?, name)));
        match found {
            Some((section, name)) if section.shown.contains_key(name) => Ok(section.explain(name)),
            _ => Err(nearest(key, &known())),
        }
    }

    /// Every key as (section, name), in the order of the file that `print` writes.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.now()
            .sections
            .values()
            .flat_map(|section| section.shown.keys().map(|key| (section.spec.name, key.as_str())))
    }

    /// All settings in force as TOML with their origins; secrets show as `…`.
    pub fn print(&self) -> String {
        let mut out = String::new();
        for section in self.now().sections.values() {
            let _ = writeln!(out, "[{}]", section.spec.name);
            for name in section.shown.keys() {
                let told = section.explain(name);
                let _ = match toml_text(&told.value) {
                    Some(value) => writeln!(out, "{name} = {value} # {}", told.origin),
                    None => writeln!(out, "# {name} is not set"),
                };
            }
            out.push('\n');
        }
        out
    }
}

impl Loaded {
    pub(super) fn explain(&self, name: &str) -> Explained {
        let key = format!("{}.{name}", self.spec.name);
        let meaning = self.spec.key(name);
        let defaults = (self.spec.read)(&std::collections::BTreeMap::new()).shown;
        let hide = |value: Option<&Value>| match value {
            Some(value) if meaning.is_some_and(|key| key.secret) && !value.is_null() => {
                HIDDEN.into()
            }
            value => value.cloned().unwrap_or(Value::Null),
        };
        Explained {
            value: hide(self.shown.get(name)),
            origin: self.origins.get(name).cloned().unwrap_or(Origin::Default),
            default: hide(defaults.get(name)),
            meaning_de: meaning.map_or("", |key| key.de),
            meaning_en: meaning.map_or("", |key| key.en),
            variable: variable(&key),
            aliases: alias::of_key(&key),
            key,
        }
    }
}

/// The environment's name of `section.key`.
pub(super) fn variable(key: &str) -> String {
    format!("KONTOR_{}", key.replace('.', "__").to_ascii_uppercase())
}

/// The value as it would stand in `kontor.toml`; none where nothing is set.
pub(super) fn toml_text(value: &Value) -> Option<String> {
    if value.is_null() {
        return None;
    }
    toml::Value::try_from(value).ok().map(|value| value.to_string())
}

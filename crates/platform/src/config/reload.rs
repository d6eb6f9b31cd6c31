//! Reading everything anew while the server runs (SIGHUP): what may change does, the rest is told.

use super::load::{Loaded, Settings, understand};
use super::{Config, Problem, Raw, SectionSpec, Sources};

/// A key whose value is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `section.key`
    pub key: String,
    /// Whether it counts already; else it waits for a restart, and the old value goes on.
    pub live: bool,
}

impl Config {
    /// Reads all sources anew. Where anything is wrong, nothing changes.
    pub fn reload(
        &self,
        sources: &Sources,
        sections: &[SectionSpec],
    ) -> Result<Vec<Change>, Vec<Problem>> {
        let (old, mut fresh) = (self.now(), Settings::read(sources, sections)?);
        let mut changes = Vec::new();
        for (name, section) in &mut fresh.sections {
            let Some(before) = old.sections.get(name) else { continue };
            let differing = differences(before, section);
            if differing.iter().any(|change| !change.live) {
                *section = held_back(before, section)?;
            }
            changes.extend(differing);
        }
        // two reloads at once cannot be: one task answers the signal
        let _ = old.next.set(Box::new(fresh));
        Ok(changes)
    }
}

fn differences(old: &Loaded, new: &Loaded) -> Vec<Change> {
    let mut changes = Vec::new();
    for (name, value) in &new.shown {
        let key = new.spec.key(name);
        // what is shown of a secret is the same for each
        let hidden = value.as_str().is_some_and(|text| text.contains('…'));
        if old.shown.get(name) != Some(value) || hidden && text(old, name) != text(new, name) {
            let live = key.is_some_and(|key| key.live);
            changes.push(Change { key: format!("{}.{name}", new.spec.name), live });
        }
    }
    changes
}

fn text(section: &Loaded, name: &str) -> Option<String> {
    section.given.0.get(name).map(|(raw, _)| match raw {
        Raw::Text(text) | Raw::Toml(toml::Value::String(text)) => text.trim().to_owned(),
        Raw::Toml(other) => other.to_string(),
    })
}

/// The new section with the old values of all keys that need a restart.
fn held_back(old: &Loaded, new: &Loaded) -> Result<Loaded, Vec<Problem>> {
    let mut values = new.given.0.clone();
    for key in new.spec.keys.iter().filter(|key| !key.live) {
        match old.given.0.get(key.name) {
            Some(given) => values.insert(key.name.to_owned(), given.clone()),
            None => values.remove(key.name),
        };
    }
    let mut problems = Vec::new();
    match understand(new.spec, values, &mut problems) {
        Some(section) if problems.is_empty() => Ok(section),
        _ => Err(problems),
    }
}

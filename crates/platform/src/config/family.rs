//! Sections of which there may be several: each has a name of the administrator's choice, `[oidc.work]`.

use super::file::Entry;
use super::{Config, Raw, Section, SectionSpec, Sources, alias};
use std::collections::BTreeSet;

/// The sections to read: in place of each family its members, which something names.
pub(super) fn expand(
    sections: &[SectionSpec],
    sources: &Sources,
    entries: &[Entry],
) -> Vec<SectionSpec> {
    let mut all = Vec::new();
    for spec in sections {
        if spec.family {
            let member = |name: String| SectionSpec {
                // a few letters for each reading of the settings, which are never freed either
                name: format!("{}.{name}", spec.name).leak(),
                ..*spec
            };
            all.extend(members(spec.name, sources, entries).into_iter().map(member));
        } else {
            all.push(*spec);
        }
    }
    all
}

fn members(family: &str, sources: &Sources, entries: &[Entry]) -> BTreeSet<String> {
    let within = |key: &str| {
        let (name, _) = key.strip_prefix(family)?.strip_prefix('.')?.split_once('.')?;
        Some(name.to_owned())
    };
    let sections = entries.iter().filter_map(|entry| {
        let name = entry.section.strip_prefix(family)?.strip_prefix('.')?;
        Some(name.to_owned())
    });
    let flags = sources.flags.iter().filter_map(|(key, _)| within(key));
    let own = sources
        .env
        .keys()
        .filter_map(|name| within(&key(name.strip_prefix("KONTOR_")?, &[family])));
    let foreign = alias::find(&sources.env).values.into_iter().filter_map(|(key, ..)| within(key));
    sections.chain(flags).chain(own).chain(foreign).filter(|name| is_name(name)).collect()
}

/// A name that an address and a variable can hold: lower-case letters and digits, at most 30.
pub(super) fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=30).contains(&name.len()) && name.bytes().all(plain)
}

/// `section.key` of what stands behind `KONTOR_`; below a family it is `family.name.key`.
pub(super) fn key(variable: &str, families: &[&str]) -> String {
    let key = variable.to_ascii_lowercase().replacen("__", ".", 1);
    match key.split_once('.') {
        Some((family, _)) if families.contains(&family) => key.replacen("__", ".", 1),
        _ => key,
    }
}

/// Tables below a family are sections of their own; what stands in it outside of one is told as it is.
pub(super) fn split(entries: Vec<Entry>, sections: &[SectionSpec]) -> Vec<Entry> {
    let mut all = Vec::new();
    for entry in entries {
        let family = sections.iter().any(|spec| spec.family && spec.name == entry.section);
        match (entry.key, entry.value) {
            (Some(name), Raw::Toml(toml::Value::Table(table))) if family => {
                let section = format!("{}.{name}", entry.section);
                all.extend(table.into_iter().map(|(key, value)| Entry {
                    section: section.clone(),
                    key: Some(key),
                    value: Raw::Toml(value),
                    origin: entry.origin.clone(),
                }));
            }
            (key, value) => all.push(Entry { key, value, ..entry }),
        }
    }
    all
}

impl Config {
    /// The members of a family by their names.
    pub fn family<S: Section>(&self) -> impl Iterator<Item = (&'static str, &S)> {
        self.now().sections.values().filter_map(|section| {
            let name = section.spec.name.strip_prefix(S::NAME)?.strip_prefix('.')?;
            Some((name, section.typed()?))
        })
    }
}

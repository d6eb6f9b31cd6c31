//! Every source laid over the next weaker one, then each section read once.

use super::problem::nearest;
use super::{
    Origin, Problem, Raw, Said, Section, SectionSpec, Sources, advice, alias, family, file,
};
use crate::said;
use std::any::Any;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The settings in force. Clones share them, also when they are read anew.
#[derive(Clone, Debug)]
pub struct Config(Arc<Settings>);

/// One reading of all settings. A later reading hangs on the former, which whoever holds it goes on with: so a section
/// can be lent without a lock. They are never freed; nobody sends SIGHUP often enough for that to matter.
#[derive(Debug)]
pub(super) struct Settings {
    pub sections: BTreeMap<&'static str, Loaded>,
    pub warnings: Vec<Said>,
    pub file: Option<PathBuf>,
    pub credentials: Option<PathBuf>,
    pub next: OnceLock<Box<Settings>>,
}

#[derive(Debug)]
pub(super) struct Loaded {
    pub spec: SectionSpec,
    typed: Arc<dyn Any + Send + Sync>,
    /// The values as they may be shown: a secret is `…`.
    pub shown: serde_json::Map<String, serde_json::Value>,
    pub origins: BTreeMap<String, Origin>,
    pub given: Given,
}

impl Loaded {
    /// The values, if the section is of this kind.
    pub fn typed<S: Section>(&self) -> Option<&S> {
        self.typed.downcast_ref()
    }
}

/// The values as they were given, for the next reading; `Debug` shows none of them.
pub(super) struct Given(pub Values);

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Config {
    /// Reads all `sections`, or says everything that is wrong at once.
    pub fn load(sources: &Sources, sections: &[SectionSpec]) -> Result<Self, Vec<Problem>> {
        Settings::read(sources, sections).map(|settings| Self(Arc::new(settings)))
    }

    /// The last reading.
    pub(super) fn now(&self) -> &Settings {
        let mut settings = &*self.0;
        while let Some(next) = settings.next.get() {
            settings = next;
        }
        settings
    }

    /// The section's values. The section must have been in the list that was loaded: that list is put together once,
    /// at the start, from the apps that are compiled in.
    pub fn section<S: Section>(&self) -> &S {
        self.now().section()
    }

    /// What does not keep Kontor from starting but should be known: aliases without a meaning, and what is unwise.
    pub fn warnings(&self) -> &[Said] {
        &self.now().warnings
    }

    /// The file that was read.
    pub fn file(&self) -> Option<&Path> {
        self.now().file.as_deref()
    }

    /// The systemd folder of credentials.
    pub fn credentials(&self) -> Option<&Path> {
        self.now().credentials.as_deref()
    }
}

impl Settings {
    pub fn read(sources: &Sources, sections: &[SectionSpec]) -> Result<Self, Vec<Problem>> {
        let mut read = file::read(sources);
        read.entries = family::split(read.entries, sections);
        let families = sections.iter().filter(|spec| spec.family).map(|spec| spec.name).collect();
        let sections = &family::expand(sections, sources, &read.entries)[..];
        let mut given = Gathered::new(sections, families);
        given.ambient(sources);
        let path = given.file(read);
        given.aliases(sources);
        given.credentials(sources);
        given.environment(sources);
        given.flags(sources);
        let mut loaded = BTreeMap::new();
        for spec in sections {
            let values = given.values.remove(spec.name).unwrap_or_default();
            if let Some(section) = understand(*spec, values, &mut given.problems) {
                loaded.insert(spec.name, section);
            }
        }
        if !given.problems.is_empty() {
            return Err(given.problems);
        }
        let mut settings = Self {
            sections: loaded,
            warnings: given.warnings,
            file: path,
            credentials: sources.credentials(),
            next: OnceLock::new(),
        };
        let advice = advice::on(&settings);
        settings.warnings.extend(advice);
        Ok(settings)
    }

    pub fn section<S: Section>(&self) -> &S {
        let loaded = self.sections.get(S::NAME).and_then(Loaded::typed);
        loaded.expect("every section that is asked for is in the list given to Config::load")
    }
}

pub(super) type Values = BTreeMap<String, (Raw, Origin)>;

pub(super) fn understand(
    spec: SectionSpec,
    values: Values,
    problems: &mut Vec<Problem>,
) -> Option<Loaded> {
    let raws = values.iter().map(|(key, (raw, _))| (key.clone(), raw.clone())).collect();
    let origins: BTreeMap<String, Origin> =
        values.iter().map(|(key, (_, origin))| (key.clone(), origin.clone())).collect();
    let reading = (spec.read)(&raws);
    for (key, mut text) in reading.wrong {
        let Some(key) = key else {
            problems.push(Problem::new(spec.name, None, text));
            continue;
        };
        if text.en.starts_with("invalid type") && spec.key(&key).is_some_and(|key| key.secret) {
            text = said!("ist kein Text in Anführungszeichen", "is not text in quotes"); // the parser's own words would show the value
        }
        let origin = origins.get(&key).cloned().unwrap_or(Origin::Default);
        problems.push(Problem::new(format!("{}.{key}", spec.name), origin, text));
    }
    let typed = Arc::from(reading.typed?);
    Some(Loaded { spec, typed, shown: reading.shown, origins, given: Given(values) })
}

/// What was given, the strongest last.
struct Gathered {
    known: Vec<String>,
    families: Vec<&'static str>,
    values: BTreeMap<String, Values>,
    problems: Vec<Problem>,
    warnings: Vec<Said>,
}

impl Gathered {
    fn new(sections: &[SectionSpec], families: Vec<&'static str>) -> Self {
        let keys = |spec: &SectionSpec| -> Vec<String> {
            (spec.names)().into_iter().map(|key| format!("{}.{key}", spec.name)).collect()
        };
        let known = sections.iter().flat_map(keys).collect();
        let (values, problems, warnings) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { known, families, values, problems, warnings }
    }

    fn put(&mut self, key: &str, value: Raw, origin: Origin) {
        match key.rsplit_once('.') {
            Some((section, name)) if self.known.iter().any(|known| known == key) => {
                self.values.entry(section.into()).or_default().insert(name.into(), (value, origin));
            }
            _ => self.problems.push(Problem::unknown(key, origin, &self.known)),
        }
    }

    /// Folders that systemd made for the service are where its data and logs go, unless something else is said.
    fn ambient(&mut self, sources: &Sources) {
        let folders = [
            ("STATE_DIRECTORY", "data.path", ""),
            ("LOGS_DIRECTORY", "log.security_file", "/security.log"),
        ];
        for (variable, key, file) in folders {
            let given = sources.env.get(variable).and_then(|paths| paths.split(':').next());
            let Some(folder) = given.filter(|folder| !folder.is_empty()) else { continue };
            if self.known.iter().any(|known| known == key) {
                self.put(key, Raw::Text(format!("{folder}{file}")), Origin::Env(variable.into()));
            }
        }
    }

    fn file(&mut self, read: file::FileRead) -> Option<PathBuf> {
        self.problems.extend(read.problems);
        for entry in read.entries {
            let known_section =
                self.known.iter().any(|key| section_of(key) == Some(&entry.section));
            let family = entry.section.split('.').next().unwrap_or_default();
            match entry.key {
                _ if !known_section && self.families.contains(&family) => {
                    let text = said!(
                        "braucht einen Namen aus Kleinbuchstaben und Ziffern: [{family}.name]",
                        "needs a name of lower-case letters and digits: [{family}.name]"
                    );
                    let key = format!("[{}]", entry.section);
                    self.problems.push(Problem::new(key, entry.origin, text));
                }
                Some(key) if known_section => {
                    self.put(&format!("{}.{key}", entry.section), entry.value, entry.origin);
                }
                None if !known_section => {
                    let mut problem = Problem::unknown(&entry.section, entry.origin, &self.known);
                    problem.text =
                        said!("steht außerhalb eines Abschnitts", "stands outside a section");
                    self.problems.push(problem);
                }
                None => {
                    let section = &entry.section;
                    let text = said!(
                        "ist ein Abschnitt: schreiben Sie [{section}] über seine Schlüssel",
                        "is a section: write [{section}] above its keys"
                    );
                    self.problems.push(Problem::new(entry.section, entry.origin, text));
                }
                Some(_) => self.unknown_section(entry.section, entry.origin),
            }
        }
        read.path
    }

    /// Says once that a section is unknown, however many keys stand in it.
    fn unknown_section(&mut self, section: String, origin: Origin) {
        let key = format!("[{section}]");
        if self.problems.iter().any(|problem| problem.key == key) {
            return;
        }
        let sections: Vec<String> =
            self.known.iter().filter_map(|key| section_of(key).map(str::to_owned)).collect();
        let nearest = nearest(&section, &sections).map(|name| format!("[{name}]"));
        let text = said!("diesen Abschnitt gibt es nicht", "no such section");
        self.problems.push(Problem { nearest, ..Problem::new(key, origin, text) });
    }

    fn aliases(&mut self, sources: &Sources) {
        let found = alias::find(&sources.env);
        self.warnings.extend(found.warnings);
        self.problems.extend(found.problems);
        for (key, value, variable) in found.values {
            if self.known.iter().any(|known| known == key) {
                self.put(key, Raw::Text(value), Origin::Env(variable.into()));
            }
        }
    }

    /// Files named `section.key`; others there belong to somebody else (`root.key` is read by the keys themselves).
    fn credentials(&mut self, sources: &Sources) {
        let Some(folder) = sources.credentials() else { return };
        for key in self.known.clone() {
            let path = folder.join(&key);
            if path.exists() {
                self.put_file(&key, &path, Origin::Credential(path.clone()));
            }
        }
    }

    fn put_file(&mut self, key: &str, path: &Path, origin: Origin) {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                self.put(key, Raw::Text(text.trim_end_matches(['\n', '\r']).into()), origin);
            }
            Err(why) => self.problems.push(Problem::new(
                key,
                origin,
                said!("die Datei ist nicht lesbar: {why}", "the file cannot be read: {why}"),
            )),
        }
    }

    fn environment(&mut self, sources: &Sources) {
        for (variable, value) in &sources.env {
            let Some(name) = variable.strip_prefix("KONTOR_") else { continue };
            if !name.contains("__") {
                self.odd_variable(variable, name);
                continue;
            }
            let key = family::key(name, &self.families);
            // `keys.root_file` is a key of its own, so the exact name comes first
            match key.strip_suffix("_file") {
                Some(short)
                    if !self.known.contains(&key) && self.known.iter().any(|key| key == short) =>
                {
                    self.by_file(sources, short, variable, value);
                }
                _ => self.put(&key, Raw::Text(value.clone()), Origin::Env(variable.clone())),
            }
        }
    }

    /// A `…_FILE` variable: the value is what the file holds.
    fn by_file(&mut self, sources: &Sources, key: &str, variable: &str, path: &str) {
        let direct = variable.trim_end_matches("_FILE");
        if sources.env.contains_key(direct) {
            let text = said!(
                "ist zweimal gesetzt: mit {direct} und mit {variable}; behalten Sie eines",
                "is set twice: by {direct} and by {variable}; keep one"
            );
            self.problems.push(Problem::new(key, None, text));
            return;
        }
        let path = PathBuf::from(path);
        self.put_file(
            key,
            &path,
            Origin::EnvFile { variable: variable.to_owned(), path: path.clone() },
        );
    }

    /// One underscore where two are meant is told; what Kubernetes sets for a service named kontor is not ours.
    fn odd_variable(&mut self, variable: &str, name: &str) {
        let lower = name.to_ascii_lowercase();
        let meant = self.known.iter().find(|key| key.replace('.', "_") == lower);
        if let Some(key) = meant {
            let right = format!("KONTOR_{}", key.replace('.', "__").to_ascii_uppercase());
            self.warnings.push(said!(
                "{variable} wird nicht gelesen: {key} setzt {right}, mit zwei Unterstrichen",
                "{variable} is not read: {key} is set by {right}, with two underscores"
            ));
        }
    }

    fn flags(&mut self, sources: &Sources) {
        for (key, value) in &sources.flags {
            self.put(key, Raw::Text(value.clone()), Origin::Flag);
        }
    }
}

fn section_of(key: &str) -> Option<&str> {
    key.rsplit_once('.').map(|(section, _)| section)
}

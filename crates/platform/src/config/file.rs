//! `kontor.toml`: its values with the lines they stand on.

use super::{Origin, Problem, Raw, Sources};
use crate::said;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// Where a configuration file is looked for when `--config` names none.
pub const SEARCHED: [&str; 2] = ["kontor.toml", "/etc/kontor/kontor.toml"];

/// A key of the file: `section`, `key` (none where something stands outside a section), value, origin.
pub(super) struct Entry {
    pub section: String,
    pub key: Option<String>,
    pub value: Raw,
    pub origin: Origin,
}

#[derive(Default)]
pub(super) struct FileRead {
    pub path: Option<PathBuf>,
    pub entries: Vec<Entry>,
    pub problems: Vec<Problem>,
}

/// Reads the file that counts; none is fine unless one was named.
pub(super) fn read(sources: &Sources) -> FileRead {
    let named = sources.file.as_ref();
    let Some(path) = named.or_else(|| sources.search.iter().find(|path| path.exists())) else {
        return FileRead::default();
    };
    let mut file = FileRead { path: Some(path.clone()), ..FileRead::default() };
    match std::fs::read(path).map(String::from_utf8) {
        Err(why) => file.problems.push(Problem::of_file(
            path,
            said!("ist nicht lesbar: {why}", "cannot be read: {why}"),
        )),
        Ok(Err(_)) => file
            .problems
            .push(Problem::of_file(path, said!("ist kein UTF-8-Text", "is not UTF-8 text"))),
        Ok(Ok(text)) => parse(path, &text, &mut file),
    }
    file
}

fn parse(path: &Path, text: &str, file: &mut FileRead) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let (spans, values) = match (DeTable::parse(text), text.parse::<toml::Table>()) {
        (Ok(spans), Ok(values)) => (spans.into_inner(), values),
        (Err(why), _) | (_, Err(why)) => {
            let at =
                format!("{}:{}", path.display(), why.span().map_or(1, |span| line(span.start)));
            let why = why.message();
            let text = said!(
                "ist kein TOML; sehen Sie in dieser Zeile und der davor nach Anführungszeichen, Klammern und dem „=“ (gemeldet wurde: „{why}“)",
                "is not TOML; look for quotes, brackets and the “=” in this line and the one before (it was said: “{why}”)"
            );
            file.problems.push(Problem::new(at, None, text));
            return;
        }
    };
    for (section, inner) in &spans {
        let origin = |at: usize| Origin::File { path: path.to_owned(), line: line(at) };
        let (DeValue::Table(keys), Some(toml::Value::Table(found))) =
            (inner.get_ref(), values.get(&**section.get_ref()))
        else {
            let (section, origin) = (section.get_ref().to_string(), origin(section.span().start));
            file.entries.push(Entry {
                section,
                key: None,
                value: Raw::Text(String::new()),
                origin,
            });
            continue;
        };
        for key in keys.keys() {
            let Some(value) = found.get(&**key.get_ref()) else { continue };
            file.entries.push(Entry {
                section: section.get_ref().to_string(),
                key: Some(key.get_ref().to_string()),
                value: Raw::Toml(value.clone()),
                origin: origin(key.span().start),
            });
        }
    }
}

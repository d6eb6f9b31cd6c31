//! The header lines of a mail or a part: names, raw values, decoded text.

use std::borrow::Cow;

use crate::encoded_word;

/// Header fields in their order, values unfolded, bytes untouched.
#[derive(Clone, Debug, Default)]
pub struct Headers {
    fields: Vec<(String, Vec<u8>)>,
    hint: Option<String>,
}

/// More fields than this are an attack, not a mail.
const MOST_FIELDS: usize = 2_000;

impl Headers {
    /// Reads the header of `raw`; answers with the offset where the body starts.
    pub fn read(raw: &[u8]) -> (Self, usize) {
        let mut headers = Self::default();
        let mut at = 0;
        while at < raw.len() {
            let line_end = memchr::memchr(b'\n', &raw[at..]).map_or(raw.len(), |p| at + p + 1);
            let line = trim_line_end(&raw[at..line_end]);
            if line.is_empty() {
                return (headers, line_end);
            }
            headers.add_line(line, at == 0);
            at = line_end;
        }
        (headers, raw.len())
    }

    fn add_line(&mut self, line: &[u8], first: bool) {
        if matches!(line[0], b' ' | b'\t') {
            if let Some((_, value)) = self.fields.last_mut() {
                value.push(b' ');
                value.extend_from_slice(line.trim_ascii());
            }
            return;
        }
        // "From someone Mon Jan 1 …" is how mbox files begin a mail
        if first && (line.starts_with(b"From ") || line.starts_with(b">From "))
            || self.fields.len() >= MOST_FIELDS
        {
            return;
        }
        let Some(colon) = line.iter().position(|b| *b == b':') else { return };
        let name = line[..colon].trim_ascii();
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        self.fields.push((name, line[colon + 1..].trim_ascii().to_vec()));
    }

    /// Whether no field could be read.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Tells which charset the mail uses elsewhere, for raw 8-bit values.
    pub fn set_hint(&mut self, hint: Option<String>) {
        self.hint = hint;
    }

    /// A charset that one of the fields names, for raw 8-bit values in the others.
    pub fn charset(&self) -> Option<String> {
        self.fields.iter().find_map(|(_, value)| encoded_word::charset_of(value))
    }

    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The raw value of the first field of that (lower case) name.
    pub fn raw(&self, name: &str) -> Option<&[u8]> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_slice())
    }

    /// The raw values of all fields of that name, topmost first.
    pub fn all_raw<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a [u8]> {
        self.fields.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_slice())
    }

    pub fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// The first field of that name as text, encoded words decoded.
    pub fn text(&self, name: &str) -> Option<String> {
        self.raw(name).map(|value| self.decode(value))
    }

    /// The first field of that name without decoding: for ids and keywords.
    pub fn ascii(&self, name: &str) -> Option<Cow<'_, str>> {
        self.raw(name).map(String::from_utf8_lossy)
    }

    pub fn decode(&self, value: &[u8]) -> String {
        encoded_word::decode(value, self.hint())
    }

    /// Every field as (lower-case name, decoded value), for the raw view.
    pub fn iter(&self) -> impl Iterator<Item = (&str, String)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), self.decode(value)))
    }
}

fn trim_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.iter().all(|b| matches!(b, b'\r')) { b"" } else { line }
}

//! Who wrote and to whom: address lists as they really come.

use serde::Serialize;

use crate::{charset, encoded_word, header::Headers};

/// One mailbox: what is shown, and where mail goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The display name, empty if none.
    pub name: String,
    /// The address as given, without brackets; not always a valid one.
    pub email: String,
}

impl Address {
    /// Whether mail could be sent there.
    pub fn is_sendable(&self) -> bool {
        let Some((local, domain)) = self.email.rsplit_once('@') else { return false };
        let plain =
            |c: char| !c.is_whitespace() && !c.is_control() && !"<>(),;:\"[]\\…".contains(c);
        !local.is_empty()
            && !domain.is_empty()
            && !local.contains('@')
            && self.email.chars().all(plain)
    }

    /// Where an answer can go: the address, or the only one among the words that stand in its place.
    pub fn reachable(&self) -> Option<String> {
        if self.is_sendable() {
            return Some(self.email.clone());
        }
        let mut words = self.email.split_whitespace().filter(|word| word.contains('@'));
        let email = words.next()?.trim_matches(|c| "<>\"',;".contains(c)).to_owned();
        let found = Self { name: String::new(), email };
        (words.next().is_none() && found.is_sendable()).then_some(found.email)
    }

    /// The display name; where nobody set brackets, the words beside the only address.
    pub fn called(&self) -> String {
        if !self.name.is_empty() || self.is_sendable() || self.reachable().is_none() {
            return self.name.clone();
        }
        let words = self.email.split_whitespace().filter(|word| !word.contains('@'));
        words.collect::<Vec<_>>().join(" ")
    }

    /// The form for comparing: lower case, nothing else changed.
    pub fn folded(&self) -> String {
        self.email.to_lowercase()
    }

    /// The part after the last `@`, in lower case.
    pub fn domain(&self) -> Option<String> {
        self.email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase())
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.name.is_empty() {
            return f.write_str(&self.email);
        }
        let special = |c: char| "()<>[]:;@\\,\"".contains(c);
        if self.name.contains(special) {
            write!(
                f,
                "\"{}\" <{}>",
                self.name.replace('\\', "\\\\").replace('"', "\\\""),
                self.email
            )
        } else {
            write!(f, "{} <{}>", self.name, self.email)
        }
    }
}

/// Bytes of an address (RFC 5321 §4.5.3.1.3).
const LONGEST_EMAIL: usize = 254;
/// Bytes of a display name.
const LONGEST_NAME: usize = 400;
/// Bytes of one header field that are read.
const LONGEST: usize = 200_000;
/// The most addresses taken from one mail.
const MOST: usize = 500;

/// All addresses of all fields of that name.
pub fn list(headers: &Headers, field: &str) -> Vec<Address> {
    let mut all: Vec<Address> =
        headers.all_raw(field).flat_map(|raw| parse(raw, headers)).collect();
    all.truncate(MOST);
    all
}

/// The sender: the first usable address of `From`, else `Reply-To`, `Return-Path`, `Sender`.
pub fn sender(headers: &Headers) -> Address {
    const FIELDS: [&str; 5] = ["from", "reply-to", "return-path", "sender", "x-envelope-from"];
    let found = FIELDS
        .iter()
        .find_map(|field| list(headers, field).into_iter().find(|a| a.email.contains('@')));
    found
        .or_else(|| list(headers, "from").into_iter().find(|a| !a.email.is_empty()))
        .unwrap_or_default()
}

/// Reads one address list. Encoded words are decoded in names only: decoded inside an address,
/// they could make it another person's.
pub fn parse(raw: &[u8], headers: &Headers) -> Vec<Address> {
    let raw = &raw[..raw.len().min(LONGEST)];
    let mut all: Vec<Address> = Vec::new();
    for entry in split_list(raw) {
        let Some(mut address) = entry_address(entry, headers) else { continue };
        // Meier, Uwe <a@b.de>: the comma belongs to a name that nobody quoted
        if let Some(before) =
            all.pop_if(|before| before.name.is_empty() && !before.email.contains('@'))
        {
            if address.email.contains('@') && bracketed(entry).is_some() {
                address.name = format!("{}, {}", before.email, address.name);
            } else {
                all.push(before);
            }
        }
        all.push(address);
    }
    all
}

/// Cuts at commas and semicolons outside of quotes, comments and brackets; drops group names.
fn split_list(raw: &[u8]) -> Vec<&[u8]> {
    let mut entries = Vec::new();
    let (mut start, mut at) = (0, 0);
    let (mut quoted, mut comments, mut angle) = (false, 0usize, false);
    // an opener without its closer is an ordinary letter
    let last = |byte: u8| raw.iter().rposition(|b| *b == byte).unwrap_or(0);
    let (last_quote, last_comment, last_angle) = (last(b'"'), last(b')'), last(b'>'));
    while at < raw.len() {
        match raw[at] {
            b'\\' => at += 1,
            b'"' if comments == 0 => quoted = !quoted && at < last_quote,
            _ if quoted => {}
            // a comma inside an encoded word is part of a name
            b'=' if !angle && raw[at + 1..].starts_with(b"?") => {
                at += encoded_word::length(&raw[at..]).unwrap_or(1) - 1;
            }
            b'(' if at < last_comment => comments += 1,
            b')' => comments = comments.saturating_sub(1),
            _ if comments > 0 => {}
            b'<' => angle = at < last_angle,
            b'>' => angle = false,
            b',' | b';' if !angle => {
                entries.push(&raw[start..at]);
                start = at + 1;
            }
            b':' if !angle && is_group_name(&raw[start..at]) => start = at + 1,
            _ => {}
        }
        at += 1;
    }
    entries.push(raw.get(start..).unwrap_or(b""));
    entries
}

/// `undisclosed-recipients:` and its kind; not `mailto:` and not an address with a port.
fn is_group_name(text: &[u8]) -> bool {
    !text.contains(&b'@') && !text.trim_ascii().is_empty()
}

fn entry_address(entry: &[u8], headers: &Headers) -> Option<Address> {
    let entry = entry.trim_ascii();
    if entry.is_empty() {
        return None;
    }
    let address = match bracketed(entry) {
        Some((name, email)) => {
            Address { name: clean_name(name, headers), email: clean_email(email, headers) }
        }
        None => bare(entry, headers),
    };
    (!address.email.is_empty() || !address.name.is_empty()).then_some(address)
}

/// `name <email>`: the last opening bracket outside quotes.
fn bracketed(entry: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut quoted = false;
    let mut open = None;
    for (at, byte) in entry.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'<' if !quoted => open = Some(at),
            _ => {}
        }
    }
    let open = open.or_else(|| entry.iter().rposition(|b| *b == b'<'))?;
    let rest = &entry[open + 1..];
    let close = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
    Some((&entry[..open], &rest[..close]))
}

/// `email`, `email (name)`, `"email"`, or words: "Uwe a@b.de" is no address and stays as it is written.
fn bare(entry: &[u8], headers: &Headers) -> Address {
    let (outside, comment) = split_comment(entry);
    let outside = outside.trim_ascii();
    if outside.is_empty() || (!outside.contains(&b'@') && comment.contains(&b'@')) {
        // "Name (user@example.com)": the address hides in the comment
        return Address {
            name: clean_name(outside, headers),
            email: clean_email(comment, headers),
        };
    }
    Address { name: clean_name(comment, headers), email: clean_email(outside, headers) }
}

/// The text outside the last comment, and the comment's text.
fn split_comment(entry: &[u8]) -> (&[u8], &[u8]) {
    match (entry.iter().position(|b| *b == b'('), entry.iter().rposition(|b| *b == b')')) {
        (Some(open), Some(close)) if open < close => {
            let before = entry[..open].trim_ascii();
            let outside = if before.is_empty() { &entry[close + 1..] } else { before };
            (outside, &entry[open + 1..close])
        }
        _ => (entry, b""),
    }
}

/// A display name: unquoted, decoded, one line, nothing that reorders text.
fn clean_name(raw: &[u8], headers: &Headers) -> String {
    let raw = raw.trim_ascii();
    let unquoted: Vec<u8> = if raw.contains(&b'"') { unquote(raw) } else { raw.to_vec() };
    let text = headers.decode(&unquoted);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = charset::visible(&text).into_owned();
    shortened(text.trim_matches(|c: char| "\"',".contains(c) || c.is_whitespace()), LONGEST_NAME)
}

/// At most so many bytes; what was cut shows it, so that it is no address any more.
fn shortened(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return text.to_owned();
    }
    let end = (0..longest).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", &text[..end])
}

fn unquote(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut bytes = raw.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => {}
            b'\\' => out.extend(bytes.next()),
            other => out.push(*other),
        }
    }
    out
}

/// An address: trimmed of brackets, quotes and trailing dots; raw 8-bit decoded, encoded words not.
fn clean_email(raw: &[u8], headers: &Headers) -> String {
    let text = charset::decode_with_hint(raw.trim_ascii(), None, headers.hint());
    let text = charset::visible(&text).into_owned();
    let text = text.trim_matches(|c: char| c.is_whitespace() || "<>\"'".contains(c));
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    shortened(text.trim_end_matches('.'), LONGEST_EMAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(raw: &str) -> (String, String) {
        let all = parse(raw.as_bytes(), &Headers::default());
        assert_eq!(all.len(), 1, "{raw}: {all:?}");
        (all[0].name.clone(), all[0].email.clone())
    }

    fn pair(name: &str, email: &str) -> (String, String) {
        (name.to_owned(), email.to_owned())
    }

    #[test]
    fn the_usual_forms_are_read() {
        assert_eq!(one("a@b.de"), pair("", "a@b.de"));
        assert_eq!(one("<a@b.de>"), pair("", "a@b.de"));
        assert_eq!(one("\"Meier, Uwe\" <a@b.de>"), pair("Meier, Uwe", "a@b.de"));
        assert_eq!(one("=?utf-8?Q?J=C3=BCrgen?= <a@b.de>"), pair("Jürgen", "a@b.de"));
        assert_eq!(one("a@b.de (Uwe Meier)"), pair("Uwe Meier", "a@b.de"));
        assert_eq!(one("Uwe (a@b.de)"), pair("Uwe", "a@b.de"));
        assert_eq!(one("Meier, Uwe <a@b.de>"), pair("Meier, Uwe", "a@b.de"));
        assert_eq!(one("=?utf-8?Q?Meier,_Uwe?= <a@b.de>"), pair("Meier, Uwe", "a@b.de"));
        assert_eq!(one("Uwe a@b.de"), pair("", "Uwe a@b.de"));
    }

    #[test]
    fn an_encoded_word_never_makes_an_address() {
        let (_, email) = one("=?utf-8?Q?boss=40victim.de=3E?= <me@evil.de>");
        assert_eq!(email, "me@evil.de");
        let (_, email) = one("=?utf-8?Q?boss?=@victim.de");
        assert_ne!(email, "boss@victim.de");
        let (_, email) = one("<=?utf-8?Q?boss=40victim=2Ede?=>");
        assert_ne!(email, "boss@victim.de");
    }

    #[test]
    fn groups_and_empty_entries_vanish() {
        assert!(parse(b"undisclosed-recipients:;", &Headers::default()).is_empty());
        let all = parse(b"team: a@b.de, \"X\" <c@d.de>;, ,", &Headers::default());
        assert_eq!(all.iter().map(|a| a.email.as_str()).collect::<Vec<_>>(), ["a@b.de", "c@d.de"]);
    }
}

//! `Content-Type` and `Content-Disposition`: a value with parameters, as RFC 2231 says and as mailers do it.

use crate::{charset, encoded_word, header::Headers, transfer};

/// `text/html; charset=utf-8` taken apart: the value in lower case, parameters in order.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub value: String,
    params: Vec<(String, Vec<u8>)>,
}

impl Typed {
    pub fn read(raw: &[u8]) -> Self {
        let mut rest = raw;
        let value = take_until(&mut rest, b';');
        let value = String::from_utf8_lossy(value).trim().trim_matches('"').to_ascii_lowercase();
        // "text/html charset=utf-8": the semicolon is missing
        let value = value.split_whitespace().next().unwrap_or("").trim_end_matches(',').to_owned();
        let mut typed = Self { value, params: Vec::new() };
        while !rest.is_empty() && typed.params.len() < 100 {
            typed.take_param(&mut rest);
        }
        typed
    }

    fn take_param(&mut self, rest: &mut &[u8]) {
        let Some(end) = rest.iter().position(|b| matches!(b, b'=' | b';')) else {
            *rest = b"";
            return;
        };
        let name = String::from_utf8_lossy(rest[..end].trim_ascii()).to_ascii_lowercase();
        let named = rest[end] == b'=';
        *rest = &rest[end + 1..];
        if !named {
            return;
        }
        let value = take_value(rest);
        if !self.params.iter().any(|(n, _)| *n == name) {
            self.params.push((name, value));
        }
    }

    /// A parameter as bytes; only the plain form (boundaries, charsets).
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.params.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_slice())
    }

    /// A plain parameter as ASCII text, up to the first blank.
    pub fn token(&self, name: &str) -> Option<String> {
        let value = String::from_utf8_lossy(self.bytes(name)?).into_owned();
        let token = value.split_whitespace().next()?.trim_matches(|c| "\"';,".contains(c));
        (!token.is_empty()).then(|| token.to_owned())
    }

    /// A parameter as text: `name*`, then `name*0`…, then `name`; encoded words are decoded too.
    pub fn text(&self, name: &str, headers: &Headers) -> Option<String> {
        self.extended(name, headers)
            .or_else(|| self.bytes(name).map(|v| headers.decode(v)))
            .filter(|v| !v.trim().is_empty())
    }

    /// RFC 2231: `name*=charset'lang'percent` and its numbered pieces.
    fn extended(&self, name: &str, headers: &Headers) -> Option<String> {
        if let Some(value) = self.bytes(&format!("{name}*")) {
            return Some(decode_extended(value, headers));
        }
        let mut joined: Vec<u8> = Vec::new();
        let mut label: Option<Option<String>> = None;
        for index in 0..self.params.len() {
            if let Some(piece) = self.bytes(&format!("{name}*{index}*")) {
                // only the first piece names the charset
                let (found, text) =
                    Some(split_label(piece)).filter(|_| index == 0).unwrap_or((None, piece));
                label.get_or_insert(found);
                joined.extend(percent(text));
            } else if let Some(piece) = self.bytes(&format!("{name}*{index}")) {
                joined.extend_from_slice(piece);
            } else {
                break;
            }
        }
        if joined.is_empty() {
            return None;
        }
        Some(match label {
            Some(label) => charset::decode_with_hint(&joined, label.as_deref(), headers.hint()),
            None => encoded_word::decode(&joined, headers.hint()),
        })
    }
}

fn decode_extended(value: &[u8], headers: &Headers) -> String {
    if value.starts_with(b"=?") {
        return headers.decode(value);
    }
    let (label, text) = split_label(value);
    charset::decode_with_hint(&percent(text), label.as_deref(), headers.hint())
}

/// `charset'language'text` → (charset, text); a value without the two quotes is text.
fn split_label(value: &[u8]) -> (Option<String>, &[u8]) {
    let mut quotes = value.iter().enumerate().filter(|(_, b)| **b == b'\'').map(|(i, _)| i);
    match (quotes.next(), quotes.next()) {
        (Some(first), Some(second)) => {
            (Some(String::from_utf8_lossy(&value[..first]).into_owned()), &value[second + 1..])
        }
        _ => (None, value),
    }
}

fn percent(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while at < value.len() {
        match (value[at], transfer::hex_pair(&value[at + 1..])) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn take_until<'a>(rest: &mut &'a [u8], stop: u8) -> &'a [u8] {
    let end = rest.iter().position(|b| *b == stop).unwrap_or(rest.len());
    let taken = &rest[..end];
    *rest = rest.get(end + 1..).unwrap_or(b"");
    taken
}

/// A quoted or bare parameter value; leaves `rest` after the next semicolon.
fn take_value(rest: &mut &[u8]) -> Vec<u8> {
    *rest = rest.trim_ascii_start();
    if rest.first() != Some(&b'"') {
        return take_until(rest, b';').trim_ascii().to_vec();
    }
    let text = &rest[1..];
    let mut value = Vec::new();
    let mut at = 0;
    while at < text.len() && text[at] != b'"' {
        // only `\"` and `\\` are escapes: C:\temp\file.txt is a Windows path
        if text[at] == b'\\' && matches!(text.get(at + 1), Some(b'"' | b'\\')) {
            at += 1;
        }
        value.push(text[at]);
        at += 1;
    }
    *rest = text.get(at + 1..).unwrap_or(b"");
    take_until(rest, b';');
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(raw: &str) -> Option<String> {
        Typed::read(raw.as_bytes()).text("filename", &Headers::default())
    }

    #[test]
    fn names_are_found_in_every_form() {
        assert_eq!(name_of("attachment; filename=a.txt").as_deref(), Some("a.txt"));
        assert_eq!(
            name_of("attachment; filename=mein Bild.jpg; size=3").as_deref(),
            Some("mein Bild.jpg")
        );
        assert_eq!(
            name_of("attachment; filename=\"a \\\"b\\\".txt\"").as_deref(),
            Some("a \"b\".txt")
        );
        assert_eq!(
            name_of("attachment; filename*=utf-8''T%C3%BCr.pdf").as_deref(),
            Some("Tür.pdf")
        );
        assert_eq!(
            name_of("attachment; filename*=\"ISO-8859-1''T%FCr.pdf\"").as_deref(),
            Some("Tür.pdf")
        );
        let pieces = "attachment; filename*0*=utf-8''T%C3; filename*1*=%BCr; filename*2=\".pdf\"";
        assert_eq!(name_of(pieces).as_deref(), Some("Tür.pdf"));
        assert_eq!(
            name_of("attachment; filename=\"=?utf-8?Q?T=C3=BCr.pdf?=\"").as_deref(),
            Some("Tür.pdf")
        );
        assert_eq!(name_of("attachment; filename=\"\""), None);
    }

    #[test]
    fn a_value_survives_missing_semicolons_and_quotes() {
        let typed = Typed::read(b"Text/HTML charset=utf-8; boundary=\"a b");
        assert_eq!(typed.value, "text/html");
        assert_eq!(typed.bytes("boundary"), Some(&b"a b"[..]));
    }
}

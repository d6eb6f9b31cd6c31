//! Names of folders on the wire: modified UTF-7 (RFC 3501 §5.1.3), quoted.

use crate::mail::{Error, Kind};
use base64::Engine as _;
use base64::alphabet::IMAP_MUTF7;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};

const UTF7: GeneralPurpose = GeneralPurpose::new(&IMAP_MUTF7, NO_PAD);

/// A folder as the server lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The name as a person reads it.
    pub name: String,
    /// What parts the levels of the name.
    pub delimiter: Option<char>,
    /// `\Sent`, `\Junk`, `\Noselect` and the like.
    pub flags: Vec<String>,
}

/// The folder's name, ready to be put into a command.
pub(super) fn quoted_name(name: &str) -> Result<String, Error> {
    quote(&encode(name))
}

/// A quoted string. Line breaks and NUL cannot be said.
pub(super) fn quote(text: &str) -> Result<String, Error> {
    if text.contains(['\r', '\n', '\0']) {
        return Err(Error::new(Kind::Unsayable, "a line break or NUL"));
    }
    Ok(format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

fn encode(name: &str) -> String {
    let mut out = String::new();
    let mut foreign = Vec::new();
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            flush(&mut out, &mut foreign);
            out.push(c);
            if c == '&' {
                out.push('-');
            }
        } else {
            let mut units = [0; 2];
            foreign.extend(c.encode_utf16(&mut units).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    flush(&mut out, &mut foreign);
    out
}

fn flush(out: &mut String, foreign: &mut Vec<u8>) {
    if !foreign.is_empty() {
        out.push('&');
        UTF7.encode_string(&*foreign, out);
        out.push('-');
        foreign.clear();
    }
}

/// The name as a person reads it; what is no modified UTF-7 stays as it is.
pub(super) fn decode(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let mut out = String::new();
    let mut rest = &*name;
    while let Some((before, after)) = rest.split_once('&') {
        let Some((inner, end)) = after.split_once('-') else { break };
        out.push_str(before);
        match inner {
            "" => out.push('&'),
            _ => match decode_units(inner) {
                Some(text) => out.push_str(&text),
                None => return name.into_owned(),
            },
        }
        rest = end;
    }
    out + rest
}

fn decode_units(inner: &str) -> Option<String> {
    let bytes = UTF7.decode(inner).ok().filter(|bytes| bytes.len().is_multiple_of(2))?;
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_survive_the_way_there_and_back() {
        for (name, wire) in [
            ("Entwürfe", "Entw&APw-rfe"),
            ("R&D", "R&-D"),
            ("台北", "&U,BTFw-"),
            ("INBOX/Sent", "INBOX/Sent"),
        ] {
            assert_eq!(encode(name), wire);
            assert_eq!(decode(wire.as_bytes()), name);
        }
        assert_eq!(decode(encode("a😀b").as_bytes()), "a😀b");
        assert_eq!(decode(b"broken &!!-"), "broken &!!-");
    }

    #[test]
    fn a_name_cannot_end_the_command() {
        assert!(!quoted_name("a\r\nX LOGOUT").unwrap().contains('\n'), "it is encoded");
        assert!(quote("a\r\nX LOGOUT").is_err());
        assert_eq!(quoted_name("a\"b\\c").unwrap(), r#""a\"b\\c""#);
    }
}

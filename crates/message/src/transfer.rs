//! Content-Transfer-Encoding undone, as forgiving as mailers are careless.

use std::borrow::Cow;

/// How the bytes of a part were made fit for travel (RFC 2045 §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Identity,
    Base64,
    QuotedPrintable,
    Uuencode,
}

impl Encoding {
    /// An unknown name means "as it stands".
    pub fn named(name: &str) -> Self {
        let name = name
            .split(';')
            .next()
            .unwrap_or("")
            .trim_matches(|c: char| c.is_whitespace() || c == '"');
        match name.to_ascii_lowercase().as_str() {
            "base64" | "base-64" => Self::Base64,
            "quoted-printable" | "quoted printable" | "quotedprintable" => Self::QuotedPrintable,
            "x-uuencode" | "uuencode" | "x-uue" | "uue" => Self::Uuencode,
            _ => Self::Identity,
        }
    }

    pub fn decode(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Identity => Cow::Borrowed(bytes),
            Self::Base64 => Cow::Owned(base64(bytes)),
            Self::QuotedPrintable => Cow::Owned(quoted_printable(bytes)),
            Self::Uuencode => Cow::Owned(uuencode(bytes)),
        }
    }
}

const NO: u8 = 0xff;

const SEXTETS: [u8; 256] = {
    let mut table = [NO; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut value = 0u8;
    while value < 64 {
        table[alphabet[value as usize] as usize] = value;
        value += 1;
    }
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table
};

/// Base64; anything outside the alphabet is skipped, padding closes a group but not the text.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let (mut group, mut count, mut at) = (0u32, 0u8, 0);
    while at < bytes.len() {
        if count == 0 {
            at += whole_groups(&bytes[at..], &mut out);
        }
        let Some(&byte) = bytes.get(at) else { break };
        at += 1;
        match SEXTETS[usize::from(byte)] {
            NO if byte == b'=' => {
                flush(&mut out, group, count);
                (group, count) = (0, 0);
            }
            NO => {}
            sextet => {
                group = group << 6 | u32::from(sextet);
                count += 1;
            }
        }
        if count == 4 {
            out.extend_from_slice(&group.to_be_bytes()[1..]);
            (group, count) = (0, 0);
        }
    }
    flush(&mut out, group, count);
    out
}

/// Decodes undisturbed groups of four; answers how many bytes they were.
fn whole_groups(bytes: &[u8], out: &mut Vec<u8>) -> usize {
    let mut read = 0;
    for four in bytes.chunks_exact(4) {
        let [a, b, c, d] =
            [four[0], four[1], four[2], four[3]].map(|byte| SEXTETS[usize::from(byte)]);
        if (a | b | c | d) & 0xc0 != 0 {
            break;
        }
        let group = u32::from(a) << 18 | u32::from(b) << 12 | u32::from(c) << 6 | u32::from(d);
        out.extend_from_slice(&group.to_be_bytes()[1..]);
        read += 4;
    }
    read
}

/// The one or two bytes of an unfinished group.
fn flush(out: &mut Vec<u8>, group: u32, count: u8) {
    match count {
        2 => out.push((group >> 4).to_be_bytes()[3]),
        3 => out.extend_from_slice(&(group >> 2).to_be_bytes()[2..]),
        _ => {}
    }
}

/// Quoted-printable; a `=` that is followed by no two hex digits and no line end stands for itself.
pub fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte != b'=' {
            out.push(byte);
            at += 1;
            continue;
        }
        if let Some(value) = hex_pair(&bytes[at + 1..]) {
            out.push(value);
            at += 3;
        } else if let Some(skip) = soft_break(&bytes[at + 1..]) {
            at += 1 + skip;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    out
}

/// The value of two leading hex digits.
pub fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |b: &u8| char::from(*b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    Some(digit(bytes.first()?)? << 4 | digit(bytes.get(1)?)?)
}

/// Length of the blanks and line end after a soft break, if there is one.
fn soft_break(rest: &[u8]) -> Option<usize> {
    let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    match &rest[blanks..] {
        [] => Some(blanks),
        [b'\r', b'\n', ..] => Some(blanks + 2),
        [b'\n' | b'\r', ..] => Some(blanks + 1),
        _ => None,
    }
}

/// The lines between `begin` and `end`; without `begin`, every line.
pub fn uuencode(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() * 3 / 4);
    for line in bytes.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.starts_with(b"begin ") {
            out.clear();
            continue;
        }
        if line == b"end" {
            break;
        }
        uu_line(line, &mut out);
    }
    out
}

fn uu_line(line: &[u8], out: &mut Vec<u8>) {
    let Some((&first, rest)) = line.split_first() else { return };
    let length = usize::from(first.wrapping_sub(32) & 63);
    let before = out.len();
    for group in rest.chunks(4) {
        let mut value = 0u32;
        for i in 0..4 {
            value = value << 6 | u32::from(group.get(i).map_or(0, |b| b.wrapping_sub(32) & 63));
        }
        out.extend_from_slice(&value.to_be_bytes()[1..]);
    }
    out.truncate(before + length.min(out.len() - before));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_survives_noise_and_missing_padding() {
        assert_eq!(base64(b"SGFs\r\n bG8!gV2\x00Vs dA"), b"Hallo Welt");
        assert_eq!(base64(b"YQ==Yg=="), b"ab");
        assert_eq!(base64(b"A"), b"");
    }

    #[test]
    fn quoted_printable_joins_soft_breaks_and_keeps_what_is_no_code() {
        assert_eq!(quoted_printable(b"a=\r\nb=C3=BC= \nc=3Dd =zz ="), "abüc=d =zz ".as_bytes());
    }

    #[test]
    fn uuencoded_lines_are_cut_to_their_length() {
        assert_eq!(uuencode(b"begin 644 cat.txt\n#0V%T\n`\nend\n"), b"Cat");
    }
}

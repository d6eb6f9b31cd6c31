//! Characters out of bytes: what the sender declared, checked against what the bytes say.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{EUC_JP, Encoding, GB18030, ISO_2022_JP, SHIFT_JIS, UTF_8, WINDOWS_1252};
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

/// Names that mailers use and the WHATWG list lacks.
const ALIASES: &[(&str, &str)] = &[
    ("iso-gb2312", "gb18030"),
    ("gb2312-80", "gb18030"),
    ("gb_2312", "gb18030"),
    ("cp936", "gbk"),
    ("cn-gb", "gbk"),
    ("hz-gb-2312", "gb18030"),
    ("cp949", "euc-kr"),
    ("ms949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("ksc5601", "euc-kr"),
    ("ks_c_5601", "euc-kr"),
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("sjis-win", "shift_jis"),
    ("cp50220", "iso-2022-jp"),
    ("cp50221", "iso-2022-jp"),
    ("iso-2022-jp-1", "iso-2022-jp"),
    ("iso-2022-jp-2", "iso-2022-jp"),
    ("iso-2022-jp-ms", "iso-2022-jp"),
    ("eucjp-ms", "euc-jp"),
    ("cp950", "big5"),
    ("8859-1", "iso-8859-1"),
    ("8859_1", "iso-8859-1"),
    ("latin-1", "iso-8859-1"),
    ("iso-latin-1", "iso-8859-1"),
    ("iso8859_1", "iso-8859-1"),
    ("iso-8859-8-e", "iso-8859-8"),
    ("ansi", "windows-1252"),
    ("utf8mb4", "utf-8"),
    ("utf_8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("unicode", "utf-8"),
    ("unknown-8bit", ""),
    ("unknown", ""),
    ("x-unknown", ""),
    ("default", ""),
    ("x-user-defined", ""),
    ("binary", ""),
    ("us-ascii", ""),
    ("ascii", ""),
    ("ansi_x3.4-1968", ""),
];

enum Label {
    Known(&'static Encoding),
    /// Handled by the mail parser: not on the web's list, still in old mail.
    Old(fn(&[u8]) -> String),
    /// Nothing declared, or nothing that says more than "bytes".
    Unknown,
}

/// Decodes `bytes` by the declared `label`, and by what they look like where that cannot be right.
pub fn decode(bytes: &[u8], label: Option<&str>) -> String {
    decode_with_hint(bytes, label, None)
}

/// As [`decode`]; `hint` is a charset used elsewhere in the same mail.
pub fn decode_with_hint(bytes: &[u8], label: Option<&str>, hint: Option<&str>) -> String {
    let text = match label.map_or(Label::Unknown, lookup) {
        Label::Known(encoding) => declared(bytes, encoding, hint),
        Label::Old(decoder) => decoder(bytes),
        Label::Unknown => guess(bytes, hint),
    };
    tidy(text)
}

/// The web's name of a charset label, where there is one: "1252" is "windows-1252".
pub fn canonical(label: &str) -> Option<&'static str> {
    match lookup(label) {
        Label::Known(encoding) => Some(encoding.name()),
        Label::Old(_) | Label::Unknown => None,
    }
}

fn lookup(label: &str) -> Label {
    let label = label.trim_matches(|c: char| c.is_whitespace() || "\"'<>;,".contains(c));
    let label = label.to_ascii_lowercase();
    let name =
        ALIASES.iter().find(|(alias, _)| *alias == label).map_or(label.as_str(), |(_, name)| *name);
    if name.is_empty() {
        return Label::Unknown;
    }
    if name.contains("utf-7") || name == "utf7" {
        return mail_parser::decoders::charsets::map::charset_decoder(b"utf-7")
            .map_or(Label::Unknown, Label::Old);
    }
    if let Some(encoding) = Encoding::for_label_no_replacement(name.as_bytes()) {
        return Label::Known(encoding);
    }
    // "1252", "cp-1251", "win-1252", "ms-874": a code page by its number
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let prefix = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_');
    if ["", "cp", "win", "windows", "ms", "x-cp", "ibm"].contains(&prefix)
        && let Some(encoding) =
            Encoding::for_label_no_replacement(format!("windows-{digits}").as_bytes())
    {
        return Label::Known(encoding);
    }
    match mail_parser::decoders::charsets::map::charset_decoder(name.as_bytes()) {
        Some(decoder) => Label::Old(decoder),
        None => Label::Unknown,
    }
}

fn declared(bytes: &[u8], encoding: &'static Encoding, hint: Option<&str>) -> String {
    // GBK and GB2312 are parts of GB18030, which never fails where they succeed
    let encoding = if encoding.name() == "GBK" { GB18030 } else { encoding };
    if encoding == ISO_2022_JP && !bytes.is_ascii() {
        return japanese(bytes).unwrap_or_else(|| guess(bytes, hint));
    }
    let (text, _, broken) = encoding.decode(bytes);
    if !broken {
        return text.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if encoding == UTF_8 && !mostly_utf8(bytes) {
        return guess(bytes, hint);
    }
    text.into_owned()
}

/// Whether the bytes are UTF-8 with a few errors rather than something else.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// 8-bit bytes called ISO-2022-JP, which is 7-bit: `Shift_JIS` or `EUC-JP` in truth.
fn japanese(bytes: &[u8]) -> Option<String> {
    [SHIFT_JIS, EUC_JP, UTF_8].into_iter().find_map(|encoding| {
        let (text, _, broken) = encoding.decode(bytes);
        (!broken).then(|| text.into_owned())
    })
}

/// Decodes bytes of which nothing is known: UTF-8, then escape sequences, then the hint, then the likeliest.
pub fn guess(bytes: &[u8], hint: Option<&str>) -> String {
    if bytes.is_ascii() {
        return escaped(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    if mostly_utf8(bytes) && bytes.len() > 200 {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    if let Some(Label::Known(encoding)) = hint.map(lookup)
        && encoding != UTF_8
    {
        if encoding == ISO_2022_JP
            && let Some(text) = japanese(bytes)
        {
            return text;
        }
        let (text, _, broken) = encoding.decode(bytes);
        if !broken {
            return text.into_owned();
        }
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let encoding = detector.guess(None, true);
    let (text, _, broken) = encoding.decode(bytes);
    if broken { WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

/// ISO-2022-JP shows itself by its escape sequences.
fn escaped(bytes: &[u8]) -> Option<String> {
    const SEQUENCES: [&[u8]; 4] = [b"\x1b$B", b"\x1b$@", b"\x1b(J", b"\x1b(I"];
    if !bytes.contains(&0x1b) || !SEQUENCES.iter().any(|s| bytes.windows(3).any(|w| w == *s)) {
        return None;
    }
    let (text, _, broken) = ISO_2022_JP.decode(bytes);
    (!broken).then(|| text.into_owned())
}

/// No NUL, no byte order mark, letters in composed form.
fn tidy(mut text: String) -> String {
    if text.contains(['\0', '\u{feff}']) {
        text.retain(|c| c != '\0' && c != '\u{feff}');
    }
    nfc(text)
}

/// Unicode normalisation form C: `u` + diaeresis becomes `ü`.
pub fn nfc(text: String) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
        return text;
    }
    text.nfc().collect()
}

/// Drops what can reorder or hide text in a name: control characters, bidi overrides, zero width.
pub fn visible(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| {
        (c.is_control() && c != '\t' && c != '\n')
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{061c}')
    };
    if text.contains(hidden) {
        Cow::Owned(text.chars().filter(|c| !hidden(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

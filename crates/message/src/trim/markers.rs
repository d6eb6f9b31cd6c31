//! What stands between new text and old: dashes, old headers, the signatures of telephones.

use super::tables::{DEVICES, FROM_KEYS, HEADER_KEYS, ORIGINAL, SIGNATURE_ENDS, SIGNATURES};

/// A line of nothing but dashes and the like.
pub fn is_delimiter(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace()).count();
    let wide = text.contains(['-', '—', '–', '―', 'ᐧ', '_']);
    text.chars().all(|c| c.is_whitespace() || "-_=+~#*—–―ᐧ".contains(c))
        && (marks >= 2 || (marks == 1 && wide))
}

/// "-----Original Message-----" and "Begin forwarded message:".
pub fn is_separator(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let is_mark = |c: char| c.is_whitespace() || "-_=*>:：#+~—–.".contains(c);
    let core = text.trim_matches(is_mark);
    let marked = text.starts_with(['-', '_', '=', '*', '—', '–', '#', '+', '~'])
        || text.ends_with(['-', '_', '=', ':', '：', '—']);
    if !marked || core.is_empty() {
        return false;
    }
    let core = core.to_lowercase();
    ORIGINAL.iter().any(|known| {
        core == *known
            || (core.starts_with(known) && core.len() < known.len() + 40 && text.starts_with('-'))
    })
}

/// The header name that a line begins with.
pub fn header_key(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(['*', '_', '\u{feff}', '\u{200e}', ' ']);
    let colon = text.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：'))?.0;
    let key =
        text[..colon].trim_matches(|c: char| c.is_whitespace() || "*_".contains(c)).to_lowercase();
    HEADER_KEYS.iter().find(|known| **known == key).copied()
}

/// Whether a header line names a sender with an address: "Von: Uwe <uwe@example.com>".
pub fn names_sender(text: &str) -> bool {
    header_key(text).is_some_and(|key| FROM_KEYS.contains(&key)) && text.contains('@')
}

/// Whether joined lines are the header of an older mail: "Von: … Gesendet: … An: …".
pub fn opens_headers(text: &str) -> bool {
    let Some(key) = header_key(text).filter(|key| FROM_KEYS.contains(key)) else { return false };
    let lower = text.to_lowercase();
    let others = HEADER_KEYS
        .iter()
        .filter(|other| **other != key && other.len() > 1 && lower.contains(&format!(" {other}:")))
        .count();
    others >= 1
}

/// "Sent from my telephone" in any language.
pub fn is_signature(text: &str) -> bool {
    let core = text.trim_matches(|c: char| c.is_whitespace() || "<>()[]{}*_-–—~.\"'“”".contains(c));
    if core.is_empty() || core.chars().count() > 150 || header_key(text).is_some() {
        return false;
    }
    let lower = core.to_lowercase();
    if SIGNATURES.iter().any(|known| lower.starts_with(known)) {
        return true;
    }
    let names_device = DEVICES.iter().any(|device| lower.contains(device));
    let short = core.chars().count() <= 80;
    names_device
        && short
        && (lower.contains("from mobile")
            || lower.contains("from my ")
            || SIGNATURE_ENDS.iter().any(|end| lower.ends_with(end)))
}

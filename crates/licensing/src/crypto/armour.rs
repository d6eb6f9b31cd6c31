//! Bytes as text between a first and a last line, as in PEM files (RFC 7468).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The bytes as base64 in lines of so many columns. Every line ends with a line feed, the last one too: there are
/// clients that cut the last line off together with it.
pub(super) fn armour(title: &str, bytes: &[u8], columns: usize) -> String {
    let text = STANDARD.encode(bytes);
    let mut out = String::with_capacity(text.len() + text.len() / columns + 2 * title.len() + 40);
    out.extend(["-----BEGIN ", title, "-----\n"]);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(columns.min(rest.len()));
        out.extend([line, "\n"]);
        rest = after;
    }
    out.extend(["-----END ", title, "-----\n"]);
    out
}

/// What stands in such a text, wherever its lines were broken on the way.
pub(super) fn unarmour(title: &str, text: &str) -> Option<Vec<u8>> {
    let inside = text
        .trim_ascii()
        .strip_prefix("-----BEGIN ")?
        .strip_prefix(title)?
        .strip_prefix("-----")?
        .strip_suffix("-----")?
        .strip_suffix(title)?
        .strip_suffix("-----END ")?;
    let inside: String = inside.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    STANDARD.decode(inside).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_and_only_the_last_is_shorter() {
        for length in 0..200 {
            let bytes = vec![0xa5; length];
            let text = armour("LICENSE FILE", &bytes, 60);
            let lines: Vec<&str> = text.lines().collect();
            let [first, inside @ .., last] = &lines[..] else { panic!("{text}") };
            assert_eq!(*first, "-----BEGIN LICENSE FILE-----");
            assert_eq!(*last, "-----END LICENSE FILE-----");
            assert_eq!(inside.len(), length.div_ceil(3).checked_mul(4).unwrap().div_ceil(60));
            if let [full @ .., end] = inside {
                assert!(full.iter().all(|line| line.len() == 60));
                assert!((1..=60).contains(&end.len()));
            }
            assert!(text.ends_with("-----\n"));
            assert_eq!(unarmour("LICENSE FILE", &text), Some(bytes));
        }
    }

    #[test]
    fn another_title_is_another_thing() {
        let text = armour("LICENSE FILE", b"abc", 60);
        assert_eq!(unarmour("MACHINE FILE", &text), None);
        assert_eq!(unarmour("LICENSE", &text), None);
        assert_eq!(unarmour("LICENSE FILE", ""), None);
    }
}

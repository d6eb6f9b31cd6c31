//! The words that names are found by: without case and accents, umlauts written out and bare, cut at what is no letter or digit.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut: nobody types more.
const LONGEST: usize = 60;
/// More words than this find nothing more.
const MOST: usize = 40;
/// So many words of what was typed are looked for.
const TYPED: usize = 8;

/// Lower case without accents; umlauts become `ae`, `oe`, `ue` when `written_out`, else bare letters.
fn folded(text: &str, written_out: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' if written_out => plain.push_str("ae"),
            'ö' if written_out => plain.push_str("oe"),
            'ü' if written_out => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'ø' => plain.push_str(if written_out { "oe" } else { "o" }),
            'ł' => plain.push('l'),
            'đ' => plain.push('d'),
            c if c.is_ascii() => plain.push(c),
            c => plain.extend(std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
    plain
}

fn split(folded: &str) -> impl Iterator<Item = String> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LONGEST).collect())
}

/// The words that something is found by; “Müller” is found as `mueller` and as `muller`.
pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        words.extend(split(&folded(text, true)));
        if !text.is_ascii() {
            words.extend(split(&folded(text, false)));
        }
    }
    words.into_iter().take(MOST).collect()
}

/// What was typed, as words; each must be the beginning of a word of what is found.
pub fn typed(text: &str) -> BTreeSet<String> {
    split(&folded(text, true)).take(TYPED).collect()
}

/// The end of the range of words that begin so: no character sorts behind it.
pub fn end_of_range(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(text: &str, name: &str) -> bool {
        let words = of([name]);
        let begins =
            |typed: &String| words.range(typed.clone()..end_of_range(typed)).next().is_some();
        let typed = typed(text);
        !typed.is_empty() && typed.iter().all(begins)
    }

    #[test]
    fn names_are_found_by_the_beginnings_of_their_words_in_every_spelling() {
        for (text, name) in [
            ("müll nord", "Nordmeer-Müller"),
            ("muller", "Müller"),
            ("MUELLER", "Mu\u{308}ller"),
            ("strass", "Straße 7"),
            ("100%", "Sägewerk 100% Nord"),
            ("lodz", "Łódź"),
            ("host-7", "host-77.example"),
        ] {
            assert!(finds(text, name), "{text} in {name}");
        }
        for (text, name) in
            [("eller", "Müller"), ("nord süd", "Nord"), (" -- % _ '", "Nord"), ("", "Nord")]
        {
            assert!(!finds(text, name), "{text} in {name}");
        }
    }

    #[test]
    fn neither_names_nor_searches_have_words_without_end() {
        let long = (0..100).map(|n| format!("w{n:0>99}")).collect::<Vec<_>>().join(" ");
        assert_eq!((of([long.as_str()]).len(), typed(&long).len()), (1, 1), "cut to the same");
        let many = (0..100).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!((of([many.as_str()]).len(), typed(&many).len()), (MOST, TYPED));
        assert!(of([long.as_str()]).iter().all(|word| word.chars().count() == LONGEST));
    }
}

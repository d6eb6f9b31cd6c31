//! How names are made comparable: without case and accents, umlauts written out, cut into words.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are cut: nobody types more.
const LONGEST: usize = 100;
/// More words than this find nothing more.
const MOST: usize = 60;

/// Lower case without accents; umlauts become `ae`, `oe`, `ue` when `written_out`, else bare letters.
pub fn fold(text: &str, written_out: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' if written_out => folded.push_str("ae"),
            'ö' if written_out => folded.push_str("oe"),
            'ü' if written_out => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str(if written_out { "oe" } else { "o" }),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            c if c.is_ascii() => folded.push(c),
            c => folded.extend(std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c))),
        }
    }
    folded.to_lowercase()
}

/// The name as it is sorted, as in a German telephone book (DIN 5007-2); at most 200 characters.
pub fn sort_key(name: &str) -> String {
    fold(name.trim(), true).chars().take(200).collect()
}

/// The words of a folded text, each cut after `longest` characters.
pub fn split(folded: &str, longest: usize) -> impl Iterator<Item = String> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| word.chars().take(longest).collect())
}

/// What was typed into a search, as words; every one must be the beginning of a word of what is found.
pub fn searched(text: &str) -> Vec<String> {
    let mut words: Vec<String> = split(&fold(text, true), LONGEST).take(8).collect();
    words.sort();
    words.dedup();
    words
}

/// The words that something is found by; “Müller” is found as `mueller` and as `muller`.
pub fn of(texts: impl IntoIterator<Item = impl AsRef<str>>) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        let text = text.as_ref();
        words.extend(split(&fold(text, true), LONGEST));
        words.extend(split(&fold(text, false), LONGEST));
    }
    words.into_iter().take(MOST).collect()
}

/// The words that a phone number is found by: the digits, and the German form with its leading zero.
pub fn of_phone(number: &str) -> Vec<String> {
    let digits = super::contact::digits(number);
    let national = digits.strip_prefix("49").map(|rest| format!("0{rest}"));
    [Some(digits), national].into_iter().flatten().filter(|word| !word.is_empty()).collect()
}

/// The end of the range of words that begin with `word`.
pub fn end_of_range(word: &str) -> String {
    format!("{word}\u{10ffff}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_are_found_in_all_three_spellings() {
        for (typed, name) in [
            ("mueller", "Müller"),
            ("MÜLLER", "Mueller"),
            ("muller", "Müller"),
            ("strasse", "Straße"),
            ("Jose", "José"),
            ("lodz", "Łódź"),
            ("müller", "Mu\u{308}ller"),
        ] {
            let words = of([name]);
            assert!(searched(typed).iter().all(|w| words.contains(w)), "{typed} in {words:?}");
        }
    }

    #[test]
    fn words_are_cut_at_whatever_is_no_letter_or_digit() {
        assert_eq!(searched("  o'Neill-Meyer, GmbH & Co. "), ["co", "gmbh", "meyer", "neill", "o"]);
        assert!(searched(" -- % _ '").is_empty());
    }

    #[test]
    fn phone_numbers_are_found_abroad_and_at_home() {
        assert_eq!(of_phone("+49 (40) 123-45"), ["494012345", "04012345"]);
        assert_eq!(of_phone("0049 40 12345"), ["494012345", "04012345"]);
        assert_eq!(of_phone("040 12345"), ["04012345"]);
    }

    #[test]
    fn names_sort_like_a_telephone_book() {
        assert!(sort_key("Ärzte") < sort_key("Afrika"));
        assert_eq!(sort_key(" Österreich "), "oesterreich");
    }
}

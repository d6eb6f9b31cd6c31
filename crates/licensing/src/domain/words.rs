//! The words that licences and machines are found by, made as the directory makes its own.

use directory::words::{fold, split};
use std::collections::BTreeSet;

/// Longer words are cut: nobody types more.
const LONGEST: usize = 60;
/// More words than this find nothing more.
const MOST: usize = 40;
/// So many words of what was typed are looked for.
const TYPED: usize = 8;

/// The words that something is found by; “Müller” is found as `mueller` and as `muller`.
pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        words.extend(split(&fold(text, true), LONGEST));
        if !text.is_ascii() {
            words.extend(split(&fold(text, false), LONGEST));
        }
    }
    words.into_iter().take(MOST).collect()
}

/// What was typed, as words; each must be the beginning of a word of what is found.
pub fn typed(text: &str) -> BTreeSet<String> {
    split(&fold(text, true), LONGEST).take(TYPED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::words::end_of_range;

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

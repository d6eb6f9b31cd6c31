use maud::{Markup, html};

fn initials(name: &str) -> String {
    let words: Vec<_> = name.split(|c: char| c.is_whitespace() || c == '-').collect();
    let first = |word: &&str| word.chars().find(|c| c.is_alphanumeric());
    let mut letters: Vec<char> = words.iter().filter_map(first).collect();
    if letters.len() > 2 {
        letters = vec![letters[0], letters[letters.len() - 1]];
    }
    letters.into_iter().collect()
}

/// One of six grounds, the same for a name on every page.
fn hue(name: &str) -> u32 {
    name.bytes().fold(7u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) % 6
}

/// A person as initials; decoration beside the name.
pub fn avatar(name: &str) -> Markup {
    html! { span.avatar.{ "h" (hue(name)) } aria-hidden="true" { (initials(name)) } }
}

/// The same at 36 px, for headers.
pub fn avatar_large(name: &str) -> Markup {
    html! { span.avatar.large.{ "h" (hue(name)) } aria-hidden="true" { (initials(name)) } }
}

/// Initials and name.
pub fn who(name: &str) -> Markup {
    html! { span.who { (avatar(name)) span.truncate { (name) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_word() {
        assert_eq!(initials("Anna-Lena von Berg"), "AB");
        assert_eq!(initials("Ott"), "O");
        assert_eq!(initials("(GmbH) Ärger"), "GÄ");
        assert_eq!(initials(""), "");
    }
}

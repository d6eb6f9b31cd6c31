//! Phone numbers and websites.

/// Digits alone; the `+` or `00` of an international number is left out.
pub fn digits(number: &str) -> String {
    let number = number.trim();
    // the zero in brackets is dialled at home only: +49 (0)40 …
    let number = if number.starts_with('+') || number.starts_with("00") {
        number.replacen("(0)", "", 1)
    } else {
        number.to_owned()
    };
    let digits: String = number.chars().filter(char::is_ascii_digit).take(50).collect();
    digits.strip_prefix("00").map_or(digits.clone(), str::to_owned)
}

/// True for a number as people write it, with an extension or without: at least three digits.
pub fn is_phone(text: &str) -> bool {
    text.chars().count() <= 50
        && text.chars().all(|c| c.is_ascii_digit() || " +-/().,*#".contains(c) || "ext".contains(c))
        && text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// A website as an address that can be opened; `example.org` is meant as `https://example.org`.
pub fn website(text: &str) -> Option<String> {
    let text = text.trim();
    let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let name = host.split(':').next()?;
    let clean = !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"'".contains(c));
    (clean && url.len() <= 500 && super::email::is_domain(name)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_row_of_digits() {
        for number in ["+49 40 123-45", "0049 (40) 12345", "+49 (0)40 12345", "+49/40/12345"] {
            assert_eq!(digits(number), "494012345", "{number}");
        }
        assert_eq!(digits("040 12345"), "04012345");
    }

    #[test]
    fn words_are_no_phone_numbers() {
        assert!(is_phone("+49 40 123 ext 7"));
        for bad in ["", "12", "call me", "040<script>"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(website("example.org").as_deref(), Some("https://example.org"));
        assert_eq!(website("http://example.org:81/x").as_deref(), Some("http://example.org:81/x"));
        for bad in
            ["javascript:alert(1)", "ftp://example.org", "https://a b.de", "x", "https://\"x.de"]
        {
            assert_eq!(website(bad), None, "{bad}");
        }
    }
}

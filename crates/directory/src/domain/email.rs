//! E-mail addresses and mail domains, as far as the directory must understand them.

/// The longest address that SMTP can carry (RFC 5321 §4.5.3.1.3, erratum 1690).
pub const LONGEST: usize = 254;

/// True for something like `name@example.org`: one `@` that counts, no blanks, a domain behind it.
pub fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= LONGEST
        && (1..=64).contains(&local.len())
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c))
        && !local.contains('@')
        && is_domain(domain)
}

/// True for a host name of at least two labels (RFC 1123 §2.1), in ASCII or in letters of any script.
pub fn is_domain(text: &str) -> bool {
    let labels: Vec<_> = text.split('.').collect();
    text.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
}

/// A domain as people paste it: `@Example.org.`, `https://www.example.org/` → `example.org`.
pub fn domain_key(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let text = text.rsplit_once('@').map_or(text, |(_, domain)| domain);
    let text = text.split('/').next().unwrap_or_default();
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('.').to_owned()
}

/// The domain of an address and the domains above it, the nearest first, down to two labels.
pub fn domains_of(email: &str) -> Vec<&str> {
    let Some((_, domain)) = email.rsplit_once('@') else { return Vec::new() };
    let mut found = Vec::new();
    let mut rest = domain;
    while rest.contains('.') {
        found.push(rest);
        rest = rest.split_once('.').map_or("", |(_, above)| above);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_garbage() {
        for good in ["a@b.de", "o'neill+x@mail.example.org", "jürgen@müller.de"] {
            assert!(is_address(good), "{good}");
        }
        let long = format!("{}@b.de", "a".repeat(65));
        for bad in [
            "", "a", "@b.de", "a@", "a@b", "a b@c.de", "a@b@c.de", "<a@b.de>", "a@-b.de",
            "a@b..de", &long,
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn domains_are_read_as_people_paste_them() {
        for text in [
            "example.org",
            " @Example.ORG ",
            "https://www.example.org/path",
            "info@example.org",
            "example.org.",
        ] {
            assert_eq!(domain_key(text), "example.org", "{text}");
        }
    }

    #[test]
    fn a_mail_host_belongs_to_the_domain_above_it() {
        assert_eq!(domains_of("a@mail.acme.de"), ["mail.acme.de", "acme.de"]);
        assert!(domains_of("nonsense").is_empty());
    }
}

//! Which secrets are none: published, typed, or too short.

use super::Said;
use crate::said;

/// What is wrong with a weak secret, and what to do about it.
pub fn weak(why: Weakness) -> Said {
    let (de, en) = why;
    said!(
        "{de}; ein gutes macht: openssl rand -base64 48",
        "{en}; make one with: openssl rand -base64 48"
    )
}

/// A reason in German and in English, without its subject.
pub type Weakness = (&'static str, &'static str);

/// Parts of the examples in manuals, and of what people type instead.
const EXAMPLES: [&str; 20] = [
    "change-me",
    "change_me",
    "changeme",
    "changethis",
    "replace-me",
    "replaceme",
    "ihr-super",
    "geheim",
    "your-secure",
    "your-secret",
    "yoursecret",
    "your_secret",
    "secret-key",
    "secret_key",
    "secretkey",
    "supersecret",
    "super-secret",
    "placeholder",
    "password",
    "passwort",
];

/// Random-looking, but printed in a manual for everyone to read.
const PUBLISHED: [&str; 1] = ["xK8_zQ9vN2mP5wR7yT3uE6aS1dF4gH0jL9cV8bN5mW2pQ7rT3yU6"];

/// Why `secret` must not be used as one, or nothing where it may.
pub fn weakness(secret: &str) -> Option<Weakness> {
    let lower = secret.to_lowercase();
    let chars: Vec<char> = secret.chars().collect();
    let variety = chars.iter().collect::<std::collections::BTreeSet<_>>().len();
    if PUBLISHED.contains(&secret)
        || EXAMPLES.iter().any(|example| lower.contains(example))
        || secret.contains('<')
    {
        Some((
            "ist ein Beispiel aus einer Anleitung, das jeder kennt",
            "is an example from a manual, which everyone knows",
        ))
    } else if chars.len() < 32 {
        Some(("ist kürzer als 32 Zeichen", "is shorter than 32 characters"))
    } else if variety < 8 || repeats(&chars) || counts(&chars) {
        Some(("ist zu regelmäßig, um zufällig zu sein", "is too regular to be random"))
    } else {
        None
    }
}

/// The same piece over and over.
fn repeats(chars: &[char]) -> bool {
    (1..=chars.len() / 2).any(|period| chars.iter().zip(&chars[period..]).all(|(a, b)| a == b))
}

/// Mostly the next or previous letter, as in `abcdefgh…`.
fn counts(chars: &[char]) -> bool {
    let near = chars
        .windows(2)
        .filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1)
        .count();
    near * 2 > chars.len()
}

#[cfg(test)]
mod tests {
    use super::weakness;

    #[test]
    fn examples_and_typed_secrets_are_refused() {
        for weak in [
            "ihr-super-geheimer-schlüssel-hier",
            "change-me-in-production-change-me-in-production",
            "your-secure-secret-key",
            "<min. 32 zufällige Zeichen – openssl rand -hex 32>",
            "xK8_zQ9vN2mP5wR7yT3uE6aS1dF4gH0jL9cV8bN5mW2pQ7rT3yU6",
            "",
            "short",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "q7Hd0pXzq7Hd0pXzq7Hd0pXzq7Hd0pXzq7Hd0pXz",
        ] {
            assert!(weakness(weak).is_some(), "{weak}");
        }
    }

    #[test]
    fn what_openssl_and_python_make_is_accepted() {
        for strong in [
            "6f3b0c9d1e7a4852b6c8f90a1d2e3b4c",
            "9b1f7c20d84e5a63f0b7c1d29e8a4f5607c3b1e2d4f5a69870c1b2e3f4a5d697",
            "Zk3vQ1s8Xw0bT9mJ2rLr7yHc5uNfAeP4gKdIoVhB6jRqEtYxCzMnUaWsGlFpDkSi",
        ] {
            assert_eq!(weakness(strong), None, "{strong}");
        }
    }
}

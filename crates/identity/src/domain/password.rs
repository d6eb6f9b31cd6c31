//! What a new password must be. It is kept exactly as it was typed: nothing is trimmed or folded (ASVS 6.2.8).

use platform::Refuse;
use sha1::{Digest, Sha1};
use zxcvbn::{Score, zxcvbn};

/// Why a password says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a password has at least {0} characters")]
    TooShort(usize),
    #[error("a password has at most {} characters", NewPassword::MAX)]
    TooLong,
    #[error("this password is easy to guess")]
    TooWeak,
    #[error("this password is among those that were stolen elsewhere")]
    Breached,
    #[error("the present password is wrong")]
    CurrentWrong,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::TooShort(_) => "identity-password-too-short",
            Self::TooLong => "identity-password-too-long",
            Self::TooWeak => "identity-password-too-weak",
            Self::Breached => "identity-password-breached",
            Self::CurrentWrong => "identity-password-current-wrong",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::CurrentWrong => "current",
            _ => "password",
        })
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooShort(min) => vec![("min", min.to_string())],
            Self::TooLong => vec![("max", NewPassword::MAX.to_string())],
            Self::TooWeak | Self::Breached | Self::CurrentWrong => Vec::new(),
        }
    }
}

/// A password that is good enough; its `Debug` does not show it.
pub struct NewPassword(String);

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

impl NewPassword {
    pub const MAX: usize = 128;
    const MAX_BYTES: usize = 512;

    /// `min` is the house's least length; `context` is what a guesser would try first: name, address, company.
    pub fn new(text: &str, min: usize, context: &[&str]) -> Result<Self, Refused> {
        let length = text.chars().count();
        if length < min {
            return Err(Refused::TooShort(min));
        }
        if length > Self::MAX || text.len() > Self::MAX_BYTES {
            return Err(Refused::TooLong);
        }
        if is_strong(text) && is_strong(&without(text, context)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refused::TooWeak)
        }
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// SHA-1 in capital hex digits: how lists of stolen passwords name one.
pub fn sha1(password: &str) -> String {
    hex::encode_upper(Sha1::digest(password.as_bytes()))
}

/// At least 10⁸ guesses by zxcvbn's count.
fn is_strong(text: &str) -> bool {
    zxcvbn(text, &[]).score() >= Score::Three
}

/// What is left when everything is taken away that a guesser knows (ASVS 6.2.11).
fn without(text: &str, context: &[&str]) -> String {
    let known = context.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<String> = known.chain(["kontor"]).map(str::to_lowercase).collect();
    // the longest first: "brandt" before "brand"
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let long = words.iter().filter(|word| word.chars().count() > 2);
    long.fold(text.to_lowercase(), |rest, word| rest.replace(word.as_str(), ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters() {
        let check = |text: &str| NewPassword::new(text, 15, &[]).map(|_| ());
        assert_eq!(check("Kurz-aber-gut1"), Err(Refused::TooShort(15)));
        assert_eq!(check("Möwen über Speicher 7"), Ok(()));
        assert_eq!(check(&"aB3$ßqZ9".repeat(17)), Err(Refused::TooLong));
        assert_eq!(check(&"🂡🂮🃁🃞🂭🃖🂸🂥🃊".repeat(14)), Ok(()));
    }

    #[test]
    fn long_but_easy_to_guess_is_refused() {
        let check = |text: &str| {
            NewPassword::new(text, 15, &["Maria Brandt", "maria@brandt-software.test"]).map(|_| ())
        };
        assert_eq!(check("aaaaaaaaaaaaaaaaaaaa"), Err(Refused::TooWeak));
        assert_eq!(check("123456789012345678"), Err(Refused::TooWeak));
        assert_eq!(check("mariabrandt12345"), Err(Refused::TooWeak));
        assert_eq!(check("passwordpassword"), Err(Refused::TooWeak));
        assert_eq!(check("Elbe-Speicher-Kontorbuch-1888"), Ok(()));
    }

    #[test]
    fn nothing_is_trimmed_or_folded() {
        let kept = NewPassword::new("  Elbe Speicher Kontorbuch\t", 15, &[]).unwrap();
        assert_eq!(kept.expose(), "  Elbe Speicher Kontorbuch\t");
    }
}

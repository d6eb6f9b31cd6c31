//! What a program shows to come in: `kt_<id>_<secret><check>` for a key, `kta_…` and `ktr_…` for the tokens of a program
//! that signed in. The beginning and the check digits let scanners find one that leaked.

use platform::rng;
use std::fmt;

/// What a secret is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Made by a person for a program.
    Key,
    /// Lets a signed-in program act, for minutes.
    Access,
    /// Gets it the next access token.
    Refresh,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Key, Self::Access, Self::Refresh];

    fn prefix(self) -> &'static str {
        match self {
            Self::Key => "kt",
            Self::Access => "kta",
            Self::Refresh => "ktr",
        }
    }
}

/// Ten characters: enough to be found by, not to be guessed.
const ID: usize = 10;
/// 43 characters of 62: 256 bit.
const SECRET: usize = 43;
/// 32 bit of CRC-32 in characters of 62.
const CHECK: usize = 6;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// One such secret, apart. `Debug` shows no more than the database knows.
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer {
    pub sort: Sort,
    pub id: String,
    secret: String,
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}_…", self.sort.prefix(), self.id)
    }
}

impl Bearer {
    /// A new one that nobody can guess.
    pub fn new(sort: Sort) -> Self {
        Self { sort, id: word(ID), secret: word(SECRET) }
    }

    /// Reads what was shown. What is mistyped, cut off or made up by guessing is seen without looking it up.
    pub fn read(text: &str) -> Option<Self> {
        let (prefix, rest) = text.split_once('_')?;
        let sort = Sort::ALL.into_iter().find(|sort| sort.prefix() == prefix)?;
        let (id, secret) = rest.split_once('_')?;
        let fits = id.len() == ID && secret.len() == SECRET + CHECK;
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !fits || !plain(id) || !plain(secret) {
            return None;
        }
        let (secret, given) = secret.split_at(SECRET);
        let read = Self { sort, id: id.to_owned(), secret: secret.to_owned() };
        (read.check() == given).then_some(read)
    }

    /// What its owner is shown, once.
    pub fn reveal(&self) -> String {
        format!("{}{}", self.unchecked(), self.check())
    }

    /// What is hashed: the whole of it, so that no part of one counts with a part of another.
    pub fn unchecked(&self) -> String {
        format!("{}_{}_{}", self.sort.prefix(), self.id, self.secret)
    }

    fn check(&self) -> String {
        let mut rest = crc32fast::hash(self.unchecked().as_bytes());
        let mut digits = [b'0'; CHECK];
        for digit in digits.iter_mut().rev() {
            *digit = DIGITS[(rest % 62) as usize];
            rest /= 62;
        }
        digits.iter().map(|digit| char::from(*digit)).collect()
    }
}

/// Characters of 62, each as likely as any other.
fn word(length: usize) -> String {
    let mut word = String::with_capacity(length);
    while word.len() < length {
        // 248 is four times 62: what is above would make some characters likelier
        let fair = rng::bytes::<64>().into_iter().filter(|byte| *byte < 248);
        let fair = fair.map(|byte| char::from(DIGITS[usize::from(byte % 62)]));
        word.extend(fair.take(length - word.len()));
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_again_and_looks_like_itself_to_a_scanner() {
        for sort in Sort::ALL {
            let bearer = Bearer::new(sort);
            let shown = bearer.reveal();
            assert_eq!(Bearer::read(&shown), Some(bearer.clone()));
            assert!(shown.starts_with(&format!("{}_{}_", sort.prefix(), bearer.id)));
            assert!(!format!("{bearer:?}").contains(&bearer.secret));
        }
        assert_eq!(Bearer::new(Sort::Key).reveal().len(), "kt_".len() + ID + 1 + SECRET + CHECK);
        assert_ne!(Bearer::new(Sort::Key).reveal(), Bearer::new(Sort::Key).reveal());
    }

    #[test]
    fn the_check_digits_are_those_of_crc_32() {
        let id = "0123456789".to_owned();
        let bearer = Bearer { sort: Sort::Key, id, secret: "A".repeat(SECRET) };
        let whole = u64::from(crc32fast::hash(bearer.unchecked().as_bytes()));
        let read = bearer.check().bytes().fold(0_u64, |sum, byte| {
            sum * 62 + DIGITS.iter().position(|digit| *digit == byte).unwrap() as u64
        });
        assert_eq!(read, whole);
    }

    #[test]
    fn whatever_is_changed_it_is_another_or_none() {
        let shown = Bearer::new(Sort::Key).reveal();
        for at in 0..shown.len() {
            let mut bytes = shown.clone().into_bytes();
            bytes[at] = if bytes[at] == b'x' { b'y' } else { b'x' };
            assert_eq!(Bearer::read(&String::from_utf8(bytes).unwrap()), None, "{at}");
        }
        let access = format!("kta{}", &shown[2..]);
        for text in ["", "kt", "kt__", "kt_a_b", &shown[1..], &shown[..60], &access, "kt_é_x"] {
            assert_eq!(Bearer::read(text), None, "{text}");
        }
    }
}

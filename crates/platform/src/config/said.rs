//! What is said before anybody's language is known – about the configuration, the database – in German and in English.

use crate::Lang;
use crate::keys::KeyError;
use serde::{Serialize, Serializer};
use std::fmt;

/// A sentence in both languages. `Display`, logs and JSON have the English one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub de: String,
    pub en: String,
}

/// Between the languages where an error of `serde` carries them; no sentence has it.
const BETWEEN: char = '\u{1f}';

impl Said {
    pub fn new(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { de: de.into(), en: en.into() }
    }

    pub fn to(&self, lang: Lang) -> &str {
        match lang {
            Lang::De => &self.de,
            Lang::En => &self.en,
        }
    }

    /// A cause in somebody's language, and below it what libraries say.
    pub fn of(cause: &anyhow::Error, lang: Lang) -> String {
        let Some(said) = cause.downcast_ref::<Self>() else {
            let key = cause.downcast_ref::<KeyError>();
            return key.map_or_else(|| format!("{cause:#}"), |key| key.said().to(lang).to_owned());
        };
        let below = cause.chain().skip(1).map(|cause| format!(": {cause}"));
        said.to(lang).to_owned() + &below.collect::<String>()
    }

    /// Both as one text, for errors that are text alone.
    pub(super) fn joined(&self) -> String {
        format!("{}{BETWEEN}{}", self.en, self.de)
    }

    /// What `joined` made; else a sentence of a library, of which German says what it is.
    pub(super) fn split(text: &str) -> Self {
        match text.split_once(BETWEEN) {
            Some((en, de)) => Self::new(de, en),
            None => Self::new(of_library(text), text),
        }
    }
}

/// What `serde` and the TOML reader say most often, in German; the rest stays as it is, behind a German word.
fn of_library(text: &str) -> String {
    if let Some((value, expected)) = parts(text, "unknown variant ", ", expected ") {
        return format!("kennt {value} nicht; erwartet wird {}", in_german(expected));
    }
    if let Some((value, expected)) = parts(text, "invalid type: ", ", expected ") {
        return format!(
            "ist von der falschen Art ({value}); erwartet wird {}",
            in_german(expected)
        );
    }
    format!(
        "passt nicht; was hier stehen darf, sagt „kontor config explain“ (gemeldet wurde: „{text}“)"
    )
}

fn parts<'a>(text: &'a str, begin: &str, between: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(begin)?.split_once(between)
}

fn in_german(expected: &str) -> String {
    let words = [
        (" or ", " oder "),
        ("one of ", "eines von "),
        ("a string", "Text"),
        ("a sequence", "eine Liste"),
    ];
    words.iter().fold(expected.to_owned(), |text, (en, de)| text.replace(en, de))
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// As a cause it is said in the language of whoever reads it; see `Said::of`.
impl std::error::Error for Said {}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&self.en)
    }
}

/// A sentence in German, then in English; both take the same values.
#[macro_export]
macro_rules! said {
    ($de:literal, $en:literal) => {
        $crate::config::Said::new(format!($de), format!($en))
    };
}

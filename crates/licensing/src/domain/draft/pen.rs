//! How fields are read, and what is wrong with them.

use super::{Given, Refused, attribute, span};
use crate::domain::metadata::Metadata;
use platform::Refusal;
use serde_json::{Map, Value};
use std::str::FromStr;

/// The largest number that a limit can be: what all databases and JavaScript count to.
pub const LARGEST: u64 = 9_007_199_254_740_991;

/// Reads fields and collects what is wrong with them.
pub struct Pen<'a> {
    pub(super) given: &'a Given,
    pub(super) wrong: Vec<Refusal>,
}

impl<'a> Pen<'a> {
    pub fn new(given: &'a Given) -> Self {
        Self { given, wrong: Vec::new() }
    }

    pub fn refuse(&mut self, field: &'static str, refused: Refused) {
        let code = refused.reason().and_then(|reason| code_of(field, reason));
        let refusal = Refusal::from(refused).on(field);
        self.wrong.push(match code {
            Some(code) => refusal.coded(code),
            None => refusal,
        });
    }

    /// The same with a sentence of its own.
    pub fn refuse_as(&mut self, refusal: Refusal) {
        self.wrong.push(refusal);
    }

    pub fn end(self) -> Vec<Refusal> {
        self.wrong
    }

    /// What is said of a field as text of one line; an empty one where it is said that there is none.
    fn said_line(&mut self, field: &'static str, most: usize) -> Option<String> {
        let text = match self.given.said(field)? {
            Value::Null => "",
            Value::String(text) => text.trim(),
            _ => {
                self.refuse(field, Refused::NoText);
                return None;
            }
        };
        if text.chars().any(char::is_control) {
            self.refuse(field, Refused::ControlCharacter);
            return None;
        }
        if text.chars().count() > most {
            self.refuse(field, Refused::TooLong(most));
            return None;
        }
        Some(text.to_owned())
    }

    /// Text that may be empty.
    pub fn line(&mut self, field: &'static str, most: usize, into: &mut String) {
        if let Some(text) = self.said_line(field, most) {
            *into = text;
        }
    }

    /// Text that must be there.
    pub fn need_line(&mut self, field: &'static str, most: usize, into: &mut String) {
        let said = self.given.has(field);
        match self.said_line(field, most) {
            Some(text) if text.is_empty() => self.refuse(field, Refused::Blank),
            Some(text) => *into = text,
            None if !said && into.is_empty() => self.refuse(field, Refused::Missing),
            None => {}
        }
    }

    pub fn name(&mut self, into: &mut String) {
        self.need_line("name", 200, into);
    }

    /// A code that programs write: letters, digits, `.`, `-` and `_`.
    pub fn code(&mut self, text: &str) {
        let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if !text.chars().all(fits) {
            self.refuse("code", Refused::NoCode);
        }
    }

    /// Lines of text; a list of them on the wire.
    pub fn lines(&mut self, field: &'static str, most: usize, into: &mut String) {
        let Some(said) = self.given.said(field) else { return };
        let texts: Option<Vec<&str>> = match said {
            Value::Null => Some(Vec::new()),
            Value::String(text) => Some(text.lines().collect()),
            Value::Array(all) => all.iter().map(Value::as_str).collect(),
            _ => None,
        };
        let Some(texts) = texts else { return self.refuse(field, Refused::NoText) };
        let kept: Vec<_> = texts.into_iter().map(str::trim).filter(|one| !one.is_empty()).collect();
        let text = kept.join("\n");
        if text.chars().any(|c| c.is_control() && c != '\n') {
            self.refuse(field, Refused::ControlCharacter);
        } else if text.chars().count() > most {
            self.refuse(field, Refused::TooLong(most));
        } else {
            *into = text;
        }
    }

    pub fn number(&mut self, field: &'static str, least: u64, into: &mut Option<u64>) {
        let Some(said) = self.given.said(field) else { return };
        let read = match said {
            Value::Null => Ok(None),
            Value::Number(n) => whole(&n.to_string(), (least, LARGEST)).map(Some),
            Value::String(text) if self.given.typed_by_hand => {
                whole(text, (least, LARGEST)).map(Some)
            }
            _ => Err(Refused::NoNumber),
        };
        match read {
            Ok(n) => *into = n,
            Err(refused) => self.refuse(field, refused),
        }
    }

    pub fn seconds(&mut self, field: &'static str, least: u64, into: &mut Option<u64>) {
        let Some(said) = self.given.said(field) else { return };
        let read = match said {
            Value::Null => return *into = None,
            Value::Number(n) => n.as_u64(),
            Value::String(text) if self.given.typed_by_hand => span::seconds(text),
            _ => None,
        };
        match read {
            Some(n) if n < least => self.refuse(field, Refused::TooShort(least)),
            Some(n) if n > LARGEST => self.refuse(field, Refused::TooGreat(LARGEST)),
            Some(n) => *into = Some(n),
            None => self.refuse(field, Refused::NoSpan(least)),
        }
    }

    pub fn flag(&mut self, field: &'static str, into: &mut bool) {
        let Some(said) = self.given.said(field) else { return };
        match said {
            Value::Null => *into = false,
            Value::Bool(on) => *into = *on,
            Value::String(text) if self.given.typed_by_hand => *into = text != "false",
            _ => self.refuse(field, Refused::NoFlag),
        }
    }

    /// One of some words; the first of them where it is said that there is none.
    pub fn word(&mut self, field: &'static str, words: &[&'static str], into: &mut &'static str) {
        let Some(said) = self.given.said(field) else { return };
        if said.is_null() {
            words.first().into_iter().for_each(|first| *into = first);
            return;
        }
        let known = said.as_str().and_then(|text| words.iter().find(|word| **word == text));
        match known {
            Some(word) => *into = word,
            None => self.refuse(field, Refused::UnknownWord(words.join(", "))),
        }
    }

    /// The same where there may be none.
    pub fn maybe_word(
        &mut self,
        field: &'static str,
        words: &[&'static str],
        into: &mut Option<&'static str>,
    ) {
        if self.given.said(field).is_some_and(Value::is_null) {
            *into = None;
        } else if self.given.has(field) {
            let mut word = into.unwrap_or_default();
            self.word(field, words, &mut word);
            *into = Some(word).filter(|word| !word.is_empty());
        }
    }

    /// Another entry by its id; whether it is there, the action asks.
    pub fn id<T: FromStr>(&mut self, field: &'static str, into: &mut Option<T>) {
        let Some(said) = self.given.said(field) else { return };
        if said.is_null() {
            *into = None;
            return;
        }
        match said.as_str().map(str::parse) {
            Some(Ok(id)) => *into = Some(id),
            _ => self.refuse(field, Refused::Unknown),
        }
    }

    pub fn metadata(&mut self, into: &mut Metadata) {
        let value = match self.given.said("metadata") {
            None => return,
            Some(Value::Null) => Value::Object(Map::new()),
            Some(Value::String(text)) if self.given.typed_by_hand => {
                match serde_json::from_str(text) {
                    Ok(value) => value,
                    Err(_) => return self.refuse("metadata", Refused::NoJson),
                }
            }
            Some(value) => value.clone(),
        };
        match Metadata::new(value) {
            Ok(metadata) => *into = metadata,
            Err(refused) => self.refuse_as(Refusal::from(refused)),
        }
    }
}

/// The whole number that is written here, or on which side of its bounds it lies.
pub fn whole(text: &str, (least, most): (u64, u64)) -> Result<u64, Refused> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refused::NoNumber);
    }
    if digits.len() < text.len() {
        return Err(Refused::TooSmall(least));
    }
    // more digits than any number has are too many
    let number = digits.parse().unwrap_or(u64::MAX);
    match number {
        n if n < least => Err(Refused::TooSmall(least)),
        n if n > most => Err(Refused::TooGreat(most)),
        n => Ok(n),
    }
}

/// The wire's codes of what is missing, taken and the like, which are no `INVALID`.
fn code_of(field: &str, reason: &str) -> Option<&'static str> {
    const CODES: [&str; 21] = [
        "NAME_MISSING",
        "NAME_BLANK",
        "CODE_MISSING",
        "CODE_BLANK",
        "CODE_TAKEN",
        "EMAIL_MISSING",
        "EMAIL_BLANK",
        "EMAIL_TAKEN",
        "PRODUCT_MISSING",
        "PRODUCT_BLANK",
        "PRODUCT_NOT_FOUND",
        "PRODUCT_NOT_ALLOWED",
        "GROUP_NOT_FOUND",
        "GROUP_NOT_ALLOWED",
        "ENVIRONMENT_NOT_FOUND",
        "ENVIRONMENT_NOT_ALLOWED",
        "SCHEME_NOT_ALLOWED",
        "POLICY_NOT_FOUND",
        "DISTRIBUTION_STRATEGY_NOT_ALLOWED",
        "ISOLATION_STRATEGY_NOT_ALLOWED",
        "ENTITLEMENTS_NOT_FOUND",
    ];
    let upper = attribute::upper(field);
    let is =
        |code: &&&str| code.strip_suffix(reason).is_some_and(|rest| rest == format!("{upper}_"));
    CODES.iter().find(is).copied().or_else(|| attribute::refused_code(field, reason))
}

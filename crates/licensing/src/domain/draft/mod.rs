//! What is given of an entry, by a form or on the wire, and how it is read: all that is wrong is said at once.

pub mod attribute;
mod entitlement;
pub mod environment;
mod group;
mod policy;
mod pool;
pub mod product;
mod refused;
pub mod span;
mod user;

pub use policy::{Clash, setting};
pub use pool::{PoolRefused, pool_lines};
pub use refused::{InUse, Refused};

use super::entry::Entry;
use super::metadata::Metadata;
use platform::Refusal;
use serde_json::{Map, Value};
use std::str::FromStr;

/// The largest number that a limit can be: what all databases and JavaScript count to.
pub const LARGEST: u64 = 9_007_199_254_740_991;

/// Fields with their values; what is not there stays as it was.
#[derive(Clone, Debug, Default)]
pub struct Given {
    values: Map<String, Value>,
    /// From a form: everything is text, and empty text is nothing.
    typed_by_hand: bool,
}

impl Given {
    /// The attributes of a body.
    pub fn attributes(values: Map<String, Value>) -> Self {
        Self { values, typed_by_hand: false }
    }

    /// The fields of a form for an entry.
    pub fn form<E: Entry>(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let flags = E::FLAGS.iter().map(|flag| ((*flag).to_owned(), Value::from("false")));
        let mut values: Map<String, Value> = flags.collect();
        values.extend(pairs.into_iter().map(|(field, text)| (field, Value::String(text))));
        Self { values, typed_by_hand: true }
    }

    pub fn put(&mut self, field: &str, value: impl Into<Value>) {
        self.values.insert(field.to_owned(), value.into());
    }

    pub fn has(&self, field: &str) -> bool {
        self.values.contains_key(field)
    }

    /// Takes a field out.
    pub fn take(&mut self, field: &str) -> Option<Value> {
        self.values.remove(field)
    }

    pub fn text(&self, field: &str) -> Option<&str> {
        self.values.get(field)?.as_str()
    }

    /// None where nothing is said; null where it is said that there is none.
    fn said(&self, field: &str) -> Option<&Value> {
        let value = self.values.get(field)?;
        let empty = self.typed_by_hand && value.as_str().is_some_and(|text| text.trim().is_empty());
        Some(if empty { &Value::Null } else { value })
    }
}

/// Reads fields and collects what is wrong with them.
pub struct Pen<'a> {
    given: &'a Given,
    wrong: Vec<Refusal>,
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
        match whole(said, self.given.typed_by_hand) {
            Some(Some(n)) if n < least => self.refuse(field, Refused::TooSmall(least)),
            Some(Some(n)) if n > LARGEST => self.refuse(field, Refused::TooGreat(LARGEST)),
            Some(n) => *into = n,
            None => self.refuse(field, Refused::NoNumber),
        }
    }

    pub fn seconds(&mut self, field: &'static str, least: u64, into: &mut Option<u64>) {
        let Some(said) = self.given.said(field) else { return };
        let read = match said {
            Value::String(text) if self.given.typed_by_hand => span::seconds(text).map(Some),
            other => whole(other, false),
        };
        match read {
            Some(Some(n)) if n < least => self.refuse(field, Refused::TooShort(least)),
            Some(Some(n)) if n > LARGEST => self.refuse(field, Refused::TooGreat(LARGEST)),
            Some(n) => *into = n,
            None => self.refuse(field, Refused::NoSpan),
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

/// A whole number or, said so, none. None where it is neither.
fn whole(said: &Value, by_hand: bool) -> Option<Option<u64>> {
    match said {
        Value::Null => Some(None),
        Value::Number(n) => n.as_u64().map(Some),
        Value::String(text) if by_hand => text.trim().parse().ok().map(Some),
        _ => None,
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
    let is = |code: &&&str| code.strip_suffix(reason).is_some_and(|rest| rest == format!("{upper}_"));
    CODES.iter().find(is).copied().or_else(|| attribute::refused_code(field, reason))
}

/// A name as it is sorted and searched; letters that become two in lower case do not make it too long.
pub fn sort_key(name: &str) -> String {
    platform::users::name_key(name).chars().take(200).collect()
}

/// Metadata as a form shows it.
pub fn metadata_text(metadata: &Metadata) -> String {
    if metadata.is_empty() {
        return String::new();
    }
    serde_json::to_string_pretty(metadata).unwrap_or_default()
}

/// An id, or nothing.
pub fn id_text<T: ToString>(id: Option<T>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

/// A number, or nothing.
pub fn number_text(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use serde_json::json;

    /// What is refused of these attributes, as field and code.
    pub fn refused<E: Entry>(mut entry: E, attributes: Value) -> Vec<(String, Option<&'static str>)> {
        let Value::Object(attributes) = attributes else { panic!("no object") };
        let given = Given::attributes(attributes);
        let mut pen = Pen::new(&given);
        entry.read(&mut pen);
        let named = |r: Refusal| (r.field.unwrap_or_default().into_owned(), r.code);
        pen.end().into_iter().map(named).collect()
    }

    /// The entry with these attributes, which are all right.
    pub fn read<E: Entry>(mut entry: E, attributes: Value) -> E {
        assert_eq!(refused(entry.clone(), attributes.clone()), []);
        let Value::Object(attributes) = attributes else { panic!("no object") };
        let given = Given::attributes(attributes);
        entry.read(&mut Pen::new(&given));
        entry
    }

    /// A form that shows an entry and is sent as it is changes nothing.
    pub fn survives_its_form<E: Entry + std::fmt::Debug>(entry: &E, blank: E) {
        let pairs = entry.fields().into_iter().map(|(field, text)| (field.to_owned(), text));
        // a browser sends nothing for what is not ticked
        let sent = pairs.filter(|(f, text)| !(E::FLAGS.contains(&f.as_str()) && text == "false"));
        let given = Given::form::<E>(sent);
        let mut pen = Pen::new(&given);
        let mut again = blank;
        again.read(&mut pen);
        assert_eq!(pen.end(), []);
        assert_eq!(again.fields(), entry.fields());
        let mut same = entry.clone();
        same.read(&mut Pen::new(&given));
        assert_eq!(&same, entry);
    }

    pub fn now() -> platform::Millis {
        platform::Millis(chrono::DateTime::UNIX_EPOCH)
    }

    #[test]
    fn an_empty_field_of_a_form_is_nothing_and_an_absent_one_leaves_all_as_it_is() {
        let mut most = Some(3);
        let given = Given::attributes(serde_json::Map::new());
        Pen::new(&given).number("maxUsers", 1, &mut most);
        assert_eq!(most, Some(3));
        let form = [("maxUsers".to_owned(), " ".to_owned())];
        let given = Given::form::<crate::domain::group::Group>(form);
        Pen::new(&given).number("maxUsers", 1, &mut most);
        assert_eq!(most, None);
    }

    #[test]
    fn the_wire_gives_numbers_and_a_form_gives_text() {
        let mut most = None;
        let Value::Object(attributes) = json!({ "maxUsers": "3" }) else { panic!("no object") };
        let given = Given::attributes(attributes);
        let mut pen = Pen::new(&given);
        pen.number("maxUsers", 1, &mut most);
        assert_eq!((pen.end().len(), most), (1, None));
        let form = [("maxUsers".to_owned(), " 3".to_owned())];
        let given = Given::form::<crate::domain::group::Group>(form);
        Pen::new(&given).number("maxUsers", 1, &mut most);
        assert_eq!(most, Some(3));
    }
}

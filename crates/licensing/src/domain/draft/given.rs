//! What is given of an entry: fields of a form, or attributes of the wire.

use crate::domain::entry::Entry;
use serde_json::{Map, Value};

/// Fields with their values; what is not there stays as it was.
#[derive(Clone, Debug, Default)]
pub struct Given {
    values: Map<String, Value>,
    /// From a form: everything is text, and empty text is nothing.
    pub(super) typed_by_hand: bool,
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
    pub(super) fn said(&self, field: &str) -> Option<&Value> {
        let value = self.values.get(field)?;
        let empty = self.typed_by_hand && value.as_str().is_some_and(|text| text.trim().is_empty());
        Some(if empty { &Value::Null } else { value })
    }
}

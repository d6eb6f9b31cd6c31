//! What a vendor writes down about an entry: JSON of a bounded size.

use super::json::column_of_json;
use platform::Refuse;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An object of at most 16 KB, 64 keys and a depth of 4.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, DeriveValueType)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Metadata(Map<String, Value>);

column_of_json!(Metadata);

/// Why something is no metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("metadata must be an object")]
    NoObject,
    #[error("metadata may have at most {} keys", Metadata::MOST_KEYS)]
    TooManyKeys,
    #[error("metadata may be nested at most {} deep", Metadata::DEEPEST)]
    TooDeep,
    #[error("metadata may have at most {} bytes", Metadata::LONGEST)]
    TooLong,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NoObject => "licensing-metadata-no-object",
            Self::TooManyKeys => "licensing-metadata-many-keys",
            Self::TooDeep => "licensing-metadata-deep",
            Self::TooLong => "licensing-metadata-long",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("metadata")
    }
}

impl Metadata {
    pub const MOST_KEYS: usize = 64;
    pub const DEEPEST: usize = 4;
    /// Bytes of the JSON.
    pub const LONGEST: usize = 16 * 1024;

    pub fn new(value: Value) -> Result<Self, Refused> {
        let Value::Object(object) = value else { return Err(Refused::NoObject) };
        if object.len() > Self::MOST_KEYS {
            return Err(Refused::TooManyKeys);
        }
        if object.values().any(|value| depth(value) >= Self::DEEPEST) {
            return Err(Refused::TooDeep);
        }
        let own = Self(object);
        if own.to_string().len() > Self::LONGEST { Err(Refused::TooLong) } else { Ok(own) }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    pub fn as_object(&self) -> &Map<String, Value> {
        &self.0
    }
}

/// How many levels of arrays and objects a value has.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(all) => 1 + all.iter().map(depth).max().unwrap_or_default(),
        Value::Object(all) => 1 + all.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn metadata_is_an_object_of_a_bounded_size() {
        assert_eq!(Metadata::new(json!([1])), Err(Refused::NoObject));
        assert!(Metadata::new(json!({"a": {"b": {"c": {"d": 1}}}})).is_ok());
        assert_eq!(
            Metadata::new(json!({"a": {"b": {"c": {"d": {"e": 1}}}}})),
            Err(Refused::TooDeep)
        );
        let many: Map<_, _> = (0..65).map(|n| (n.to_string(), json!(n))).collect();
        assert_eq!(Metadata::new(many.into()), Err(Refused::TooManyKeys));
        assert_eq!(Metadata::new(json!({"a": "x".repeat(16 * 1024)})), Err(Refused::TooLong));
        let kept = Metadata::new(json!({"seat": 4, "of": ["x"]})).unwrap();
        assert_eq!(kept.to_string().parse::<Metadata>().unwrap(), kept);
    }
}

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// A field that may be left out, and may be null, which means something else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Given<T> {
    #[default]
    Nothing,
    This(Option<T>),
}

impl<T> Given<T> {
    /// What is given, else what was there.
    pub fn or(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Nothing => old,
            Self::This(new) => new,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::deserialize(from).map(Self::This)
    }
}

impl<T: JsonSchema> JsonSchema for Given<T> {
    fn schema_name() -> Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn json_schema(all: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(all)
    }

    fn inline_schema() -> bool {
        true
    }
}

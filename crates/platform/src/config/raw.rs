//! A value as it was given, before its type is known: text from a flag or the environment, or TOML.

use super::Said;
use crate::said;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use toml::de::Error;

#[derive(Clone, Debug)]
pub(crate) enum Raw {
    Text(String),
    Toml(toml::Value),
}

/// Reads a section from the given keys; the error is a sentence without the key's name.
pub(super) fn section<S: super::Section>(
    given: impl IntoIterator<Item = (String, Raw)>,
) -> Result<S, Said> {
    S::deserialize(MapDeserializer::new(given.into_iter()))
        .map_err(|e: Error| Said::split(e.message().trim()))
}

impl IntoDeserializer<'_, Error> for Raw {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

fn number<T: std::str::FromStr>(text: &str, (de, en): (&str, &str)) -> Result<T, Error> {
    let wrong = || said!("erwartet {de}, nicht {text:?}", "expects {en}, not {text:?}");
    text.trim().parse().map_err(|_| Error::custom(wrong().joined()))
}

fn truth(text: &str) -> Result<bool, Error> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" => Ok(false),
        _ => {
            let wrong = said!(
                "erwartet true oder false, nicht {text:?}",
                "expects true or false, not {text:?}"
            );
            Err(Error::custom(wrong.joined()))
        }
    }
}

const WHOLE: (&str, &str) = ("eine ganze Zahl", "a whole number");
const WHOLE_FROM_0: (&str, &str) = ("eine ganze Zahl ab 0", "a whole number from 0");
const NUMBER: (&str, &str) = ("eine Zahl", "a number");

macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty, $expected:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self {
                Self::Text(text) => visitor.$visit(number::<$type>(&text, $expected)?),
                Self::Toml(value) => value.$method(visitor),
            }
        }
    )*};
}

/// Text is read by the type that is asked for, which is why this is a deserializer and not a guess.
impl<'de> Deserializer<'de> for Raw {
    type Error = Error;

    numbers! {
        deserialize_i8 visit_i64 i64, WHOLE;
        deserialize_i16 visit_i64 i64, WHOLE;
        deserialize_i32 visit_i64 i64, WHOLE;
        deserialize_i64 visit_i64 i64, WHOLE;
        deserialize_u8 visit_u64 u64, WHOLE_FROM_0;
        deserialize_u16 visit_u64 u64, WHOLE_FROM_0;
        deserialize_u32 visit_u64 u64, WHOLE_FROM_0;
        deserialize_u64 visit_u64 u64, WHOLE_FROM_0;
        deserialize_f32 visit_f64 f64, NUMBER;
        deserialize_f64 visit_f64 f64, NUMBER;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => visitor.visit_string(text),
            Self::Toml(value) => value.deserialize_any(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => visitor.visit_bool(truth(&text)?),
            Self::Toml(value) => value.deserialize_bool(visitor),
        }
    }

    /// Empty text is "not given", which is how compose files pass on an unset variable.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) if text.trim().is_empty() => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                let items: Vec<Self> = items.map(|item| Self::Text(item.to_owned())).collect();
                visitor.visit_seq(SeqDeserializer::new(items.into_iter()))
            }
            Self::Toml(value) => value.deserialize_seq(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => {
                let text: serde::de::value::StringDeserializer<Error> = text.into_deserializer();
                text.deserialize_enum(name, variants, visitor)
            }
            Self::Toml(value) => value.deserialize_enum(name, variants, visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

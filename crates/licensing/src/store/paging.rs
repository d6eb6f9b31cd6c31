//! Lists by cursor: where a page ends and the next one begins, and in whose world one looks.

use crate::domain::environment::EnvironmentId;
use chrono::DateTime;
use platform::Millis;
use sea_orm::prelude::Uuid;
use std::fmt;
use std::str::FromStr;

/// Which entries are there for who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum World {
    /// All, whatever they belong to.
    #[default]
    All,
    /// Those of no environment.
    Live,
    /// Those of this environment alone.
    Isolated(EnvironmentId),
    /// Those of this environment, and those of none.
    Shared(EnvironmentId),
}

/// What a list is sorted by, of the last row that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    At(Millis),
    Name(String),
}

/// The last row that was seen. As text `<id>.<milliseconds>` or `<id>.n<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub id: Uuid,
    pub key: Key,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.key {
            Key::At(at) => write!(f, "{}.{}", self.id, at.0.timestamp_millis()),
            Key::Name(name) => write!(f, "{}.n{name}", self.id),
        }
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (id, key) = text.split_once('.').ok_or(())?;
        let key = if let Some(name) = key.strip_prefix('n') {
            Key::Name(name.to_owned())
        } else {
            let at = key.parse().map_err(drop)?;
            Key::At(Millis(DateTime::from_timestamp_millis(at).ok_or(())?))
        };
        Ok(Self { id: id.parse().map_err(drop)?, key })
    }
}

/// A pattern for all texts that have this one somewhere; its escape is `!`.
pub(super) fn part(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let id = Uuid::from_u128(7);
        let at = Millis(DateTime::from_timestamp_millis(1_795_248_000_123).unwrap());
        for key in [Key::At(at), Key::Name("a.b n".into()), Key::Name(String::new())] {
            let cursor = Cursor { id, key };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for wrong in ["", "x", "x.1", "00000000-0000-0000-0000-000000000007.x"] {
            assert_eq!(wrong.parse::<Cursor>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn signs_of_patterns_are_letters() {
        assert_eq!(part("a%b_c!"), "%a!%b!_c!!%");
    }
}

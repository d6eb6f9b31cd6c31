//! What the pages may be asked for, and why an answer is refused.

use platform::job::State;
use platform::{Refusal, Refuse, UserId};
use uuid::Uuid;

/// Why a filter says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no such filter")]
    NoFilter,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NoFilter => "operations-refused-filter",
        }
    }
}

fn refuse(field: &'static str) -> Refusal {
    Refusal::from(Refused::NoFilter).on(field)
}

/// A filter that may be left out: empty is none, anything else must be one.
fn read<T>(
    field: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| refuse(field))
}

/// A state of jobs, as it stands in addresses.
pub fn state(text: &str) -> Result<Option<State>, Refusal> {
    read("state", text, |text| STATES.into_iter().find(|(_, name)| *name == text).map(|(s, _)| s))
}

pub const STATES: [(State, &str); 4] = [
    (State::Ready, "ready"),
    (State::Running, "running"),
    (State::Failed, "failed"),
    (State::Quarantined, "quarantined"),
];

/// Where the next page begins.
pub fn before(text: &str) -> Result<Option<Uuid>, Refusal> {
    read("before", text, |text| text.parse().ok())
}

pub fn actor(text: &str) -> Result<Option<UserId>, Refusal> {
    read("actor", text, |text| text.parse().ok())
}

/// A name of jobs or facts, or an object: ASCII without blanks, at most 100 characters.
pub fn word(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    read(field, text, |text| {
        (text.len() <= 100 && text.bytes().all(|b| b.is_ascii_graphic())).then(|| text.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_filter_is_named() {
        assert_eq!(state("failed").unwrap(), Some(State::Failed));
        assert_eq!(state(" ").unwrap(), None);
        assert_eq!(state("Failed").unwrap_err().field.as_deref(), Some("state"));
        assert_eq!(before("1").unwrap_err().field.as_deref(), Some("before"));
        assert_eq!(actor("Ada").unwrap_err().field.as_deref(), Some("actor"));
        assert_eq!(word("name", "a b").unwrap_err().field.as_deref(), Some("name"));
        assert_eq!(word("name", " helpdesk.x ").unwrap().as_deref(), Some("helpdesk.x"));
    }
}

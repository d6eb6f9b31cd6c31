//! What may be turned, and why not.

use platform::Refuse;
use platform::switch::{Kind, Switch, Wanted};

/// Why a switch is not turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("there is no such switch")]
    Unknown,
    #[error("it is off in the configuration")]
    Fixed,
    #[error("a message has at most {LONGEST} characters")]
    TooLong,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Unknown => "operations-switch-unknown",
            Self::Fixed => "operations-switch-fixed",
            Self::TooLong => "operations-switch-long",
        }
    }
}

/// A message is no longer than this.
pub const LONGEST: usize = 1000;

/// The switch of this name, if it can be turned.
pub fn find(all: Vec<Switch>, name: &str) -> Result<Switch, Refused> {
    let found = all.into_iter().find(|switch| switch.name == name).ok_or(Refused::Unknown)?;
    if found.fixed { Err(Refused::Fixed) } else { Ok(found) }
}

/// What is to be written; none where nothing would change. Only a mode has words.
pub fn change(switch: &Switch, wanted: Wanted) -> Result<Option<Wanted>, Refused> {
    let said = switch.kind == Kind::Mode && wanted.on;
    let text = |text: String| if said { text.trim().to_owned() } else { String::new() };
    let wanted =
        Wanted { on: wanted.on, text_de: text(wanted.text_de), text_en: text(wanted.text_en) };
    if [&wanted.text_de, &wanted.text_en].iter().any(|text| text.chars().count() > LONGEST) {
        return Err(Refused::TooLong);
    }
    let texts =
        switch.turned.as_ref().map(|turned| (turned.text_de.as_str(), turned.text_en.as_str()));
    let same = texts.unwrap_or_default() == (wanted.text_de.as_str(), wanted.text_en.as_str());
    Ok((switch.on != wanted.on || !same).then_some(wanted))
}

//! Why an entry of the catalogue is not taken as it was given.

use super::span;
use crate::domain::policy::Settings;
use platform::Refuse;

/// What is wrong with one field; which one, the refusal says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("is missing")]
    Missing,
    #[error("cannot be blank")]
    Blank,
    #[error("must be text")]
    NoText,
    #[error("is too long (at most {0} characters)")]
    TooLong(usize),
    #[error("has control characters")]
    ControlCharacter,
    #[error("must be a whole number")]
    NoNumber,
    /// It needs at least so many seconds.
    #[error("must be a number of seconds")]
    NoSpan(u64),
    #[error("must be true or false")]
    NoFlag,
    #[error("must be greater than or equal to {0}")]
    TooSmall(u64),
    #[error("must be less than or equal to {0}")]
    TooGreat(u64),
    #[error("must be at least {0} seconds")]
    TooShort(u64),
    #[error("is not one of: {0}")]
    UnknownWord(String),
    #[error("has already been taken")]
    Taken,
    #[error("has characters other than letters, digits, dots, hyphens and underscores")]
    NoCode,
    #[error("must be an address that begins with https:// or http://")]
    NoAddress,
    #[error("must be an e-mail address")]
    NoEmail,
    #[error("must be JSON")]
    NoJson,
    #[error("does not exist")]
    Unknown,
    #[error("belongs to another environment")]
    OtherEnvironment,
    #[error("cannot be changed")]
    Fixed,
    #[error("has {0} already, which are all that it may have")]
    Full(u64),
}

impl Refused {
    /// The end of the wire's code where that is not `INVALID`.
    pub fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Missing => Some("MISSING"),
            Self::Blank => Some("BLANK"),
            Self::Taken => Some("TAKEN"),
            Self::Unknown => Some("NOT_FOUND"),
            Self::UnknownWord(_) | Self::OtherEnvironment | Self::Fixed => Some("NOT_ALLOWED"),
            _ => None,
        }
    }
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Missing | Self::Blank => "licensing-refused-missing",
            Self::NoText => "licensing-refused-text",
            Self::TooLong(_) => "licensing-refused-long",
            Self::ControlCharacter => "licensing-refused-control",
            Self::NoNumber => "licensing-refused-number",
            // an example that the field would refuse leads nobody on
            Self::NoSpan(least) if *least >= Settings::DAY => "licensing-refused-span-days",
            Self::NoSpan(_) => "licensing-refused-span",
            Self::NoFlag => "licensing-refused-flag",
            Self::TooSmall(_) => "licensing-refused-small",
            Self::TooGreat(_) => "licensing-refused-great",
            Self::TooShort(_) => "licensing-refused-short",
            Self::UnknownWord(_) => "licensing-refused-word",
            Self::Taken => "licensing-refused-taken",
            Self::NoCode => "licensing-refused-code",
            Self::NoAddress => "licensing-refused-address",
            Self::NoEmail => "licensing-refused-email",
            Self::NoJson => "licensing-refused-json",
            Self::Unknown => "licensing-refused-unknown",
            Self::OtherEnvironment => "licensing-refused-environment",
            Self::Fixed => "licensing-refused-fixed",
            Self::Full(_) => "licensing-refused-full",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong(most) => vec![("most", most.to_string())],
            Self::TooGreat(most) | Self::Full(most) => vec![("most", most.to_string())],
            Self::TooSmall(least) => vec![("least", least.to_string())],
            Self::TooShort(least) | Self::NoSpan(least) => vec![("least", span::text(*least))],
            _ => Vec::new(),
        }
    }
}

/// Why an entry cannot be removed: so many others stand on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InUse {
    #[error("{0} policies are of this product; remove them first")]
    Policies(u64),
    #[error("{0} licences stand on this; remove or move them first")]
    Licences(u64),
    #[error("{0} entries belong to this environment; remove them first")]
    Entries(u64),
}

impl Refuse for InUse {
    fn key(&self) -> &'static str {
        match self {
            Self::Policies(_) => "licensing-in-use-policies",
            Self::Licences(_) => "licensing-in-use-licences",
            Self::Entries(_) => "licensing-in-use-entries",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let (Self::Policies(n) | Self::Licences(n) | Self::Entries(n)) = self;
        vec![("n", n.to_string())]
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::Policies(_) => "POLICIES_EXIST",
            Self::Licences(_) => "LICENSES_EXIST",
            Self::Entries(_) => "ENVIRONMENT_IN_USE",
        })
    }
}

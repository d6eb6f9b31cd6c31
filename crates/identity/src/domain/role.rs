//! An own role: what is entered for one, and what of that is wrong.

use platform::{Grant, Refusal, Refuse, Result};
use std::collections::BTreeSet;

pub use platform::roles::{OwnRole, RoleId};

/// Why a role is not saved, given or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a role needs a name")]
    NameBlank,
    #[error("a name has at most {} characters and no control characters", Draft::LONGEST_NAME)]
    NameUnfit,
    #[error("another role has this name")]
    NameTaken,
    #[error("a description has at most {} characters", Draft::LONGEST_DESCRIPTION)]
    DescriptionUnfit,
    #[error("there is no such right")]
    RightUnknown,
    #[error("{0} people still have this role")]
    InUse(u64),
    #[error("there is no such role")]
    Unknown,
    #[error("nobody gives what they do not have themselves")]
    NotYours,
    #[error("the settings name this role for provider {0}")]
    Named(&'static str),
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameBlank => "identity-role-name-blank",
            Self::NameUnfit => "identity-role-name-unfit",
            Self::NameTaken => "identity-role-name-taken",
            Self::DescriptionUnfit => "identity-role-description-unfit",
            Self::RightUnknown => "identity-role-right-unknown",
            Self::InUse(_) => "identity-role-in-use",
            Self::Unknown => "identity-role-unknown",
            Self::NotYours => "identity-role-not-yours",
            Self::Named(_) => "identity-role-named",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameBlank | Self::NameUnfit | Self::NameTaken => Some("name"),
            Self::DescriptionUnfit => Some("description"),
            Self::Unknown | Self::NotYours => Some("role"),
            Self::RightUnknown | Self::InUse(_) | Self::Named(_) => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NameUnfit => vec![("max", Draft::LONGEST_NAME.to_string())],
            Self::DescriptionUnfit => vec![("max", Draft::LONGEST_DESCRIPTION.to_string())],
            Self::InUse(n) => vec![("n", n.to_string())],
            Self::Named(provider) => vec![("provider", (*provider).to_owned())],
            _ => Vec::new(),
        }
    }
}

/// A role as it was entered.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub name: String,
    pub description: String,
    /// The names of rights.
    pub rights: Vec<String>,
}

/// The same, all of it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub name: String,
    pub description: String,
    pub rights: BTreeSet<&'static str>,
}

impl Draft {
    pub const LONGEST_NAME: usize = 60;
    pub const LONGEST_DESCRIPTION: usize = 300;

    /// Reads it, with what its rights are of no use without, or says all that is wrong with it.
    pub fn read(&self, grants: &[&'static Grant]) -> Result<Facts, Vec<Refusal>> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let description = self.description.trim().replace("\r\n", "\n");
        let mut wrong: Vec<Refused> = Vec::new();
        match name.chars().count() {
            0 => wrong.push(Refused::NameBlank),
            n if n > Self::LONGEST_NAME || name.chars().any(char::is_control) => {
                wrong.push(Refused::NameUnfit);
            }
            _ => {}
        }
        let strange = |c: char| c.is_control() && c != '\n';
        if description.chars().count() > Self::LONGEST_DESCRIPTION || description.contains(strange)
        {
            wrong.push(Refused::DescriptionUnfit);
        }
        let mut rights = BTreeSet::new();
        for asked in &self.rights {
            match grants.iter().find(|grant| grant.right.0 == asked) {
                Some(grant) => {
                    let all = [Some(grant.right), grant.needs].into_iter().flatten();
                    rights.extend(all.map(|right| right.0));
                }
                None => wrong.push(Refused::RightUnknown),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(Into::into).collect());
        }
        Ok(Facts { name, description, rights })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::Right;

    const SEE: Right = Right("toy.see");
    static GRANTS: [Grant; 2] = [
        Grant::new(SEE, "toys", "toy-see"),
        Grant::new(Right("toy.play"), "toys", "toy-play").with(SEE),
    ];

    fn read(name: &str, description: &str, rights: &[&str]) -> Result<Facts, Vec<Refusal>> {
        let rights = rights.iter().map(|right| (*right).to_owned()).collect();
        let grants: Vec<&'static Grant> = GRANTS.iter().collect();
        Draft { name: name.into(), description: description.into(), rights }.read(&grants)
    }

    #[test]
    fn a_right_brings_along_what_it_is_of_no_use_without() {
        let facts = read("  First   line ", "", &["toy.play"]).unwrap();
        assert_eq!(facts.name, "First line");
        assert_eq!(facts.rights.into_iter().collect::<Vec<_>>(), ["toy.play", "toy.see"]);
        assert!(read("Guests", "", &[]).unwrap().rights.is_empty(), "a role may give nothing");
    }

    #[test]
    fn all_that_is_wrong_with_a_role_is_said_at_once() {
        let wrong = read("", &"x".repeat(301), &["toy.break"]).unwrap_err();
        let keys: Vec<_> = wrong.iter().map(|refusal| &*refusal.key).collect();
        assert_eq!(
            keys,
            [
                "identity-role-name-blank",
                "identity-role-description-unfit",
                "identity-role-right-unknown"
            ]
        );
        assert!(read(&"ß".repeat(60), "two\nlines", &[]).is_ok());
        assert!(read(&"ß".repeat(61), "", &[]).is_err());
        assert!(read("a\u{7}b", "", &[]).is_err());
    }
}

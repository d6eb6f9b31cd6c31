//! A token as it is asked for, and what of that is wrong.

use super::token::{Bearer, Permissions};
use chrono::{DateTime, Utc};
use platform::Refuse;
use sea_orm::prelude::Uuid;

/// Why a token is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a token needs a name by which it is known again")]
    NameBlank,
    #[error("a name has at most {} characters and no control characters", Draft::LONGEST_NAME)]
    NameUnfit,
    #[error("must be in the future")]
    ExpiryPast,
    #[error("the bearer may not have the permission {0}")]
    PermissionNotAllowed(String),
    #[error("a token that may do nothing is of no use")]
    PermissionsBlank,
    #[error("must be at least 1")]
    ActivationsUnfit,
    #[error("must be at least 1")]
    DeactivationsUnfit,
    #[error("only tokens of licences count what they activate")]
    ActivationsNotSupported,
    #[error("must exist")]
    OwnerMissing,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameBlank => "licensing-token-name-blank",
            Self::NameUnfit => "licensing-token-name-unfit",
            Self::ExpiryPast => "licensing-token-expiry-past",
            Self::PermissionNotAllowed(_) => "licensing-token-permission-not-allowed",
            Self::PermissionsBlank => "licensing-token-permissions-blank",
            Self::ActivationsUnfit | Self::DeactivationsUnfit => "licensing-token-count-unfit",
            Self::ActivationsNotSupported => "licensing-token-count-not-supported",
            Self::OwnerMissing => "licensing-token-owner-missing",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NameBlank | Self::NameUnfit => "name",
            Self::ExpiryPast => "expiry",
            Self::PermissionNotAllowed(_) | Self::PermissionsBlank => "permissions",
            Self::ActivationsUnfit | Self::ActivationsNotSupported => "max_activations",
            Self::DeactivationsUnfit => "max_deactivations",
            Self::OwnerMissing => "of",
        })
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NameUnfit => vec![("max", Draft::LONGEST_NAME.to_string())],
            Self::PermissionNotAllowed(name) => vec![("name", name.clone())],
            _ => Vec::new(),
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::NameBlank => "NAME_BLANK",
            Self::NameUnfit => "NAME_INVALID",
            Self::ExpiryPast => "EXPIRY_INVALID",
            Self::PermissionNotAllowed(_) => "PERMISSIONS_NOT_ALLOWED",
            Self::PermissionsBlank => "PERMISSIONS_BLANK",
            Self::ActivationsUnfit => "MAX_ACTIVATIONS_INVALID",
            Self::DeactivationsUnfit => "MAX_DEACTIVATIONS_INVALID",
            Self::ActivationsNotSupported => "MAX_ACTIVATIONS_NOT_SUPPORTED",
            Self::OwnerMissing => "BEARER_NOT_FOUND",
        })
    }
}

/// A token as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub bearer: Bearer,
    /// The product, user, licence or environment whose it is to be.
    pub of: Option<Uuid>,
    pub name: String,
    /// None for all that the bearer may.
    pub permissions: Option<Vec<String>>,
    /// None for good.
    pub expires_at: Option<DateTime<Utc>>,
    pub max_activations: Option<i64>,
    pub max_deactivations: Option<i64>,
}

impl Draft {
    pub const LONGEST_NAME: usize = 200;

    /// A token of this kind that may all and has no end.
    pub fn of(bearer: Bearer, of: Option<Uuid>) -> Self {
        Self {
            bearer,
            of,
            name: String::new(),
            permissions: None,
            expires_at: None,
            max_activations: None,
            max_deactivations: None,
        }
    }

    /// All that is wrong with it at once; else what it may do, in the order of the catalogue.
    pub fn check(&self, now: DateTime<Utc>) -> Result<Option<Permissions>, Vec<Refused>> {
        let mut wrong = Vec::new();
        let name = self.name.trim();
        if name.chars().count() > Self::LONGEST_NAME || name.chars().any(char::is_control) {
            wrong.push(Refused::NameUnfit);
        }
        if self.expires_at.is_some_and(|end| end <= now) {
            wrong.push(Refused::ExpiryPast);
        }
        if self.of.is_none() != self.bearer.is_of_account() {
            wrong.push(Refused::OwnerMissing);
        }
        wrong.extend(self.counts());
        let asked = self.permissions.as_deref();
        let too_much = asked.unwrap_or_default().iter().filter(|name| !self.bearer.may(name));
        wrong.extend(too_much.cloned().map(Refused::PermissionNotAllowed));
        if asked.is_some_and(<[_]>::is_empty) {
            wrong.push(Refused::PermissionsBlank);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let all = || self.bearer.permissions();
        Ok(asked.map(|asked| {
            let agreed = all().filter(|name| asked.iter().any(|one| one == name));
            Permissions(agreed.map(str::to_owned).collect())
        }))
    }

    fn counts(&self) -> Option<Refused> {
        let (most, least) = (self.max_activations, self.max_deactivations);
        if most.or(least).is_some() && self.bearer != Bearer::Activation {
            Some(Refused::ActivationsNotSupported)
        } else if most.is_some_and(|count| count < 1) {
            Some(Refused::ActivationsUnfit)
        } else if least.is_some_and(|count| count < 1) {
            Some(Refused::DeactivationsUnfit)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_248_000, 0).unwrap()
    }

    fn named(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_token_has_of_its_bearers_permissions_those_that_are_asked_for_each_once() {
        let draft = Draft::of(Bearer::Admin, None);
        assert_eq!(draft.check(now()), Ok(None));
        let names = ["machine.create", "license.read", "machine.create"];
        let draft = Draft { permissions: Some(named(&names)), ..draft };
        let agreed = draft.check(now()).unwrap().unwrap();
        assert_eq!(agreed.0, ["license.read", "machine.create"]);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let draft = Draft {
            name: "a\u{7}".into(),
            permissions: Some(named(&["license.read", "product.create", "nothing.there"])),
            expires_at: Some(now()),
            max_activations: Some(0),
            ..Draft::of(Bearer::Activation, None)
        };
        let wrong = draft.check(now()).unwrap_err();
        assert_eq!(
            wrong,
            [
                Refused::NameUnfit,
                Refused::ExpiryPast,
                Refused::OwnerMissing,
                Refused::ActivationsUnfit,
                Refused::PermissionNotAllowed("product.create".into()),
                Refused::PermissionNotAllowed("nothing.there".into()),
            ]
        );
        let counted = Draft { max_deactivations: Some(1), ..Draft::of(Bearer::Admin, None) };
        assert_eq!(counted.check(now()), Err(vec![Refused::ActivationsNotSupported]));
        let nothing = Draft { permissions: Some(named(&[])), ..Draft::of(Bearer::Admin, None) };
        assert_eq!(nothing.check(now()), Err(vec![Refused::PermissionsBlank]));
    }
}

//! Why a licence says no.

use super::licence_draft::LicenceDraft;
use super::licence_facts::LicenceFacts;
use platform::Refuse;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a name has at most {} characters", LicenceFacts::LONGEST_NAME)]
    NameTooLong,
    #[error("control characters cannot be stored")]
    NameControl,
    #[error("must be at least 1")]
    LimitZero,
    #[error("is too large")]
    LimitTooLarge,
    #[error("at most {} licences are issued at once", LicenceDraft::MOST)]
    TooMany,
    #[error("is taken by another licence")]
    KeyTaken,
    #[error("is too short (at least {} characters)", LicenceDraft::SHORTEST_KEY)]
    KeyTooShort,
    #[error("is too long (at most {} bytes)", LicenceDraft::LONGEST_KEY)]
    KeyTooLong,
    #[error("must not have the form of an id, and no spaces or control characters around or in it")]
    KeyInvalid,
    #[error("cannot be given where keys come from a pool")]
    KeyNotSupported,
    #[error("must be JSON that can be signed as a JSON Web Token")]
    DatasetInvalid,
    #[error("the pool has no key left")]
    PoolEmpty,
    #[error("the policy's scheme cannot be signed with")]
    SchemeInvalid,
    #[error("there is no such policy")]
    PolicyUnknown,
    #[error("there is no such user")]
    OwnerUnknown,
    #[error("there is no such group")]
    GroupUnknown,
    #[error("there is no such environment")]
    EnvironmentUnknown,
    #[error("there is no such organisation")]
    OrganisationUnknown,
    #[error("the group has as many licences as it may have")]
    GroupFull,
    #[error("is already suspended")]
    AlreadySuspended,
    #[error("is not suspended")]
    NotSuspended,
    #[error("cannot be renewed because the policy has no duration")]
    NoDuration,
    #[error("cannot be renewed because the licence has no end")]
    NeverEnds,
    #[error("cannot be checked in because the policy does not require it")]
    CheckInNotSupported,
    #[error("must be at least 1")]
    UsesAmount,
    #[error("usage exceeds the maximum that is allowed")]
    UsesExceeded,
    #[error("usage cannot be less than 0")]
    UsesBelowZero,
    #[error("the licence has as many users as it may have")]
    UsersExceeded,
    #[error("there is no such user")]
    UserUnknown,
    #[error("owns the licence and need not be attached")]
    UserOwns,
    #[error("is not attached")]
    UserNotAttached,
    #[error("there is no such entitlement")]
    EntitlementUnknown,
    #[error("is not attached")]
    EntitlementNotAttached,
    #[error("a value has at most {} characters", super::licence_facts::LONGEST_VALUE)]
    ValueTooLong,
    #[error("a licence cannot move to a policy of another product")]
    OtherProduct,
    #[error("a licence cannot move to a policy whose keys are made in another way")]
    OtherKeys,
    #[error("the licence has more than the strict policy allows")]
    OverStrict,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        self.said().0
    }

    fn field(&self) -> Option<&'static str> {
        self.said().1
    }

    fn code(&self) -> Option<&'static str> {
        self.said().2
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let most = match self {
            Self::NameTooLong => LicenceFacts::LONGEST_NAME,
            Self::TooMany => LicenceDraft::MOST,
            Self::KeyTooShort => LicenceDraft::SHORTEST_KEY,
            Self::KeyTooLong => LicenceDraft::LONGEST_KEY,
            Self::ValueTooLong => super::licence_facts::LONGEST_VALUE,
            _ => return Vec::new(),
        };
        vec![("count", most.to_string())]
    }
}

type Said = (&'static str, Option<&'static str>, Option<&'static str>);

impl Refused {
    /// Its text, the field at fault, and its code on the wire.
    fn said(self) -> Said {
        if let Some(said) = self.said_of_key() {
            return said;
        }
        match self {
            Self::NameTooLong => ("licensing-licence-name-long", Some("name"), None),
            Self::NameControl => ("licensing-licence-name-control", Some("name"), None),
            Self::LimitZero => ("licensing-licence-limit-zero", None, None),
            Self::LimitTooLarge => ("licensing-licence-limit-large", None, None),
            Self::TooMany => ("licensing-licence-too-many", Some("count"), None),
            Self::PolicyUnknown => unknown("licensing-licence-policy-unknown", "policy"),
            Self::OwnerUnknown => unknown("licensing-licence-user-unknown", "owner"),
            Self::GroupUnknown => unknown("licensing-licence-group-unknown", "group"),
            Self::EnvironmentUnknown => {
                unknown("licensing-licence-environment-unknown", "environment")
            }
            Self::OrganisationUnknown => {
                unknown("licensing-licence-organisation-unknown", "organisation")
            }
            Self::GroupFull => (
                "licensing-licence-group-full",
                Some("group"),
                Some("GROUP_LICENSE_LIMIT_EXCEEDED"),
            ),
            other => other.said_of_verb(),
        }
    }

    fn said_of_key(self) -> Option<Said> {
        let (text, code) = match self {
            Self::KeyTaken => ("licensing-licence-key-taken", "KEY_TAKEN"),
            Self::KeyTooShort => ("licensing-licence-key-short", "KEY_TOO_SHORT"),
            Self::KeyTooLong => ("licensing-licence-key-long", "KEY_TOO_LONG"),
            Self::KeyInvalid => ("licensing-licence-key-invalid", "KEY_INVALID"),
            Self::KeyNotSupported => ("licensing-licence-key-pool", "KEY_NOT_SUPPORTED"),
            Self::DatasetInvalid => ("licensing-licence-key-dataset", "KEY_INVALID"),
            Self::PoolEmpty => {
                let text = "licensing-licence-pool-empty";
                return Some((text, Some("policy"), Some("POLICY_POOL_EMPTY")));
            }
            Self::SchemeInvalid => {
                let text = "licensing-licence-scheme";
                return Some((text, Some("policy"), Some("POLICY_SCHEME_INVALID")));
            }
            _ => return None,
        };
        Some((text, Some("key"), Some(code)))
    }

    fn said_of_verb(self) -> Said {
        let (text, field, code) = match self {
            Self::AlreadySuspended => {
                ("licensing-licence-suspended", "suspended", "LICENSE_ALREADY_SUSPENDED")
            }
            Self::NotSuspended => {
                ("licensing-licence-not-suspended", "suspended", "LICENSE_NOT_SUSPENDED")
            }
            Self::NoDuration => {
                ("licensing-licence-no-duration", "expiry", "RENEWAL_NOT_SUPPORTED")
            }
            Self::NeverEnds => ("licensing-licence-never-ends", "expiry", "RENEWAL_NOT_SUPPORTED"),
            Self::CheckInNotSupported => {
                ("licensing-licence-no-check-in", "last_check_in", "CHECK_IN_NOT_SUPPORTED")
            }
            Self::UsesAmount => ("licensing-licence-uses-amount", "uses", "INCREMENT_INVALID"),
            Self::UsesExceeded => ("licensing-licence-uses-over", "uses", "USES_LIMIT_EXCEEDED"),
            Self::UsesBelowZero => ("licensing-licence-uses-below", "uses", "USES_INVALID"),
            Self::UsersExceeded => ("licensing-licence-users-over", "users", "USER_LIMIT_EXCEEDED"),
            Self::UserUnknown => ("licensing-licence-user-unknown", "users", "USER_NOT_FOUND"),
            Self::UserOwns => ("licensing-licence-user-owns", "users", "USER_CONFLICT"),
            Self::UserNotAttached => ("licensing-licence-user-detached", "users", "USER_NOT_FOUND"),
            Self::EntitlementUnknown => {
                ("licensing-licence-entitlement-unknown", "entitlements", "ENTITLEMENT_NOT_FOUND")
            }
            Self::EntitlementNotAttached => {
                ("licensing-licence-entitlement-detached", "entitlements", "ENTITLEMENT_NOT_FOUND")
            }
            Self::ValueTooLong => {
                ("licensing-licence-value-long", "value", "ENTITLEMENT_VALUE_TOO_LONG")
            }
            other => return other.said_of_move(),
        };
        (text, Some(field), Some(code))
    }

    fn said_of_move(self) -> Said {
        let text = match self {
            Self::OtherProduct => "licensing-licence-other-product",
            Self::OtherKeys => "licensing-licence-other-keys",
            _ => "licensing-licence-over-strict",
        };
        (text, Some("policy"), Some("POLICY_NOT_COMPATIBLE"))
    }
}

fn unknown(text: &'static str, field: &'static str) -> Said {
    let code = match field {
        "policy" => "POLICY_NOT_FOUND",
        "owner" => "OWNER_NOT_FOUND",
        "group" => "GROUP_NOT_FOUND",
        "environment" => "ENVIRONMENT_NOT_FOUND",
        _ => "ORGANISATION_NOT_FOUND",
    };
    (text, Some(field), Some(code))
}

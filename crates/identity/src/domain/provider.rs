//! Signing in through a provider: why somebody is not let in, and what for somebody went there.

use super::claims::Wrong;
use super::token::Unbelievable;
use chrono::TimeDelta;
use platform::Refuse;
use sea_orm::entity::prelude::{DeriveActiveEnum, EnumIter, StringLen};

/// What somebody went to the provider for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
pub enum Purpose {
    SignIn,
    /// Sign in with a proof of who it is, even if the provider knows.
    SignInAnew,
    /// Link the sign-in there with one's own account.
    Link,
    /// Accept an invitation.
    Invitation,
}

/// Whoever takes longer begins anew.
pub const JOURNEY: TimeDelta = TimeDelta::minutes(10);

/// Why a sign-in through a provider is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It began in another browser or too long ago, or it came back before.
    Journey,
    /// The provider did not let the person in, or the person changed their mind.
    Declined,
    /// No answer, or none that fits.
    Unreachable,
    /// The provider refuses what Kontor asks; its word for it.
    Rejected(String),
    Unbelievable(Unbelievable),
    Tenant,
    Guest,
    NotLinked,
    /// An account here has the address already; an address proves nothing.
    EmailTaken,
    NoEmail,
    NoRole,
    /// There are more groups than the token holds, and they could not be asked for.
    Groups,
    Inactive,
    /// Another account here is linked with it.
    Elsewhere,
    /// One's own account is linked with another sign-in there.
    Already,
    /// Who began it is not signed in any more.
    SignedOut,
    /// The invitation was used or is over.
    Invitation,
    /// It was to ask who it is, and does not say that it did.
    NotAnew,
    /// Nobody could sign in any more.
    LastWay,
}

/// A refusal, and the provider that it is about by the name that people know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{label}: {}", .why.word())]
pub struct Refused {
    pub label: String,
    pub why: Why,
}

impl Why {
    /// For the security log.
    pub fn word(&self) -> String {
        match self {
            Self::Journey => "sso_state".into(),
            Self::Declined => "sso_declined".into(),
            Self::Unreachable => "sso_unreachable".into(),
            Self::Rejected(why) => format!("sso_rejected:{why}"),
            Self::Unbelievable(why) => format!("sso_token:{why}"),
            Self::Tenant => "sso_tenant".into(),
            Self::Guest => "sso_guest".into(),
            Self::NotLinked => "sso_not_linked".into(),
            Self::EmailTaken => "sso_email_taken".into(),
            Self::NoEmail => "sso_no_email".into(),
            Self::NoRole => "sso_no_role".into(),
            Self::Groups => "sso_groups".into(),
            Self::Inactive => "inactive".into(),
            Self::Elsewhere => "sso_linked_elsewhere".into(),
            Self::Already => "sso_linked_already".into(),
            Self::SignedOut => "sso_signed_out".into(),
            Self::Invitation => "bad_link".into(),
            Self::NotAnew => "sso_not_anew".into(),
            Self::LastWay => "sso_last_way".into(),
        }
    }

    pub fn of(self, label: &str) -> Refused {
        Refused { label: label.to_owned(), why: self }
    }
}

impl From<Wrong> for Why {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Token(why) => Self::Unbelievable(why),
            Wrong::Tenant => Self::Tenant,
            Wrong::Guest => Self::Guest,
        }
    }
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self.why {
            Why::Journey => "identity-sso-journey",
            Why::Declined => "identity-sso-declined",
            Why::Unreachable => "identity-sso-unreachable",
            Why::Rejected(_) => "identity-sso-rejected",
            Why::Unbelievable(_) => "identity-sso-unbelievable",
            Why::Tenant => "identity-sso-tenant",
            Why::Guest => "identity-sso-guest",
            Why::NotLinked => "identity-sso-not-linked",
            Why::EmailTaken => "identity-sso-email-taken",
            Why::NoEmail => "identity-sso-no-email",
            Why::NoRole => "identity-sso-no-role",
            Why::Groups => "identity-sso-groups",
            Why::Inactive => "identity-inactive",
            Why::Elsewhere => "identity-sso-elsewhere",
            Why::Already => "identity-sso-already",
            Why::SignedOut => "identity-sso-signed-out",
            Why::Invitation => "identity-link-spent",
            Why::NotAnew => "identity-sso-not-anew",
            Why::LastWay => "identity-sso-last-way",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let mut args = vec![("provider", self.label.clone())];
        match &self.why {
            Why::Rejected(why) => args.push(("why", why.clone())),
            Why::Unbelievable(why) => args.push(("why", why.to_string())),
            _ => {}
        }
        args
    }
}

//! One-time links: what each is for, and how long it is good.

use chrono::TimeDelta;
use platform::Refuse;
use sea_orm::entity::prelude::{DeriveActiveEnum, EnumIter, StringLen};

/// What a one-time link lets its holder do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
pub enum Purpose {
    /// Make the first administrator.
    Setup,
    /// Sign in once, without a password.
    SignIn,
    /// Choose the first password of a new account.
    Invitation,
    /// Choose another password.
    Reset,
    /// The same for somebody who has just given all factors, with a password that was stolen elsewhere.
    Replacement,
}

impl Purpose {
    /// Short, but an invitation has to survive a weekend.
    pub fn lifetime(self) -> TimeDelta {
        match self {
            Self::Setup => TimeDelta::minutes(60),
            Self::SignIn | Self::Reset | Self::Replacement => TimeDelta::minutes(30),
            Self::Invitation => TimeDelta::hours(72),
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::SignIn => "sign_in",
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::Replacement => "replacement",
        }
    }

    /// The page that a link of this kind leads to.
    pub fn page(self) -> &'static str {
        match self {
            Self::Setup => "/setup",
            Self::SignIn => "/sign-in/link",
            Self::Invitation | Self::Reset | Self::Replacement => "/sign-in/password",
        }
    }
}

/// Why a link says no; it does not tell which of the reasons it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the link is unknown, was used, or has expired")]
pub struct Spent;

impl Refuse for Spent {
    fn key(&self) -> &'static str {
        "identity-link-spent"
    }

    fn field(&self) -> Option<&'static str> {
        Some("token")
    }
}

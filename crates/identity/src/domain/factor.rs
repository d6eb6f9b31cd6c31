//! The second proof of who signs in: who must have one, and why one says no.

use platform::{Refuse, Role};
use serde::{Deserialize, Serialize};

/// Who must sign in with a second factor; everyone may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    Nobody,
    Admins,
    Staff,
    Everyone,
}

impl Policy {
    pub fn asks(self, role: Role) -> bool {
        match self {
            Self::Nobody => false,
            Self::Admins => role == Role::Admin,
            Self::Staff => role.is_staff(),
            Self::Everyone => true,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("this code is wrong, was used, or too many were wrong")]
    CodeWrong,
    #[error("this secret was shown too long ago")]
    OfferGone,
    #[error("this role must have a second factor")]
    Needed,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::CodeWrong => "identity-factor-code-wrong",
            Self::OfferGone => "identity-factor-offer-gone",
            Self::Needed => "identity-factor-needed",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::CodeWrong => Some("code"),
            Self::OfferGone | Self::Needed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_asks_whom_it_names() {
        let asked = |policy: Policy| {
            [Role::Admin, Role::Agent, Role::Customer].map(|role| policy.asks(role))
        };
        assert_eq!(asked(Policy::Nobody), [false; 3]);
        assert_eq!(asked(Policy::Admins), [true, false, false]);
        assert_eq!(asked(Policy::Staff), [true, true, false]);
        assert_eq!(asked(Policy::Everyone), [true; 3]);
    }
}

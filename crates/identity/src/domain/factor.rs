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
    /// Whether it asks who has this kind of account, and administers something by it or by own roles.
    pub fn asks(self, role: Role, administers: bool) -> bool {
        match self {
            Self::Nobody => false,
            Self::Admins => administers,
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
            let kinds = [(Role::Admin, true), (Role::Agent, true), (Role::Agent, false)];
            let kinds = kinds.into_iter().chain([(Role::Customer, false)]);
            kinds.map(|(role, administers)| policy.asks(role, administers)).collect::<Vec<_>>()
        };
        assert_eq!(asked(Policy::Nobody), [false; 4]);
        assert_eq!(asked(Policy::Admins), [true, true, false, false]);
        assert_eq!(asked(Policy::Staff), [true, true, true, false]);
        assert_eq!(asked(Policy::Everyone), [true; 4]);
    }
}

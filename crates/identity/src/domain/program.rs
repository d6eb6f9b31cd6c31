//! A program that signed in: one sign-in, and the tokens that it was given for it.

use chrono::{DateTime, TimeDelta, Utc};
use platform::{Millis, Refuse, UserId};
use sea_orm::entity::prelude::*;

platform::id!(SignInId);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program_sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignInId,
    pub user: UserId,
    /// What the program calls itself.
    pub name: String,
    /// Names of scopes, with blanks between them.
    pub scopes: String,
    /// How the person was proved: `pwd`, `pwd+otp` or `pwd+rec`.
    pub how: String,
    /// Where it was renewed from last.
    pub ip: String,
    pub created_at: Millis,
    pub renewed_at: Millis,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as SignIn;

impl SignIn {
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scopes.split_whitespace()
    }
}

pub mod token {
    use super::SignInId;
    use platform::Millis;
    use sea_orm::entity::prelude::*;

    /// What a token is for, as it is stored.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(8))", rename_all = "snake_case")]
    pub enum Sort {
        Access,
        Refresh,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "program_tokens")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub sign_in: SignInId,
        pub sort: Sort,
        pub hash: String,
        pub expires_at: Millis,
        /// When the next ones were given for it; a refresh token is good once.
        pub used_at: Option<Millis>,
    }
    impl ActiveModelBehavior for ActiveModel {}
    pub use self::Model as Token;
}

/// For so long a refresh token may be sent again from the same address: the answer to the first time may have been lost
/// on the way. What was given then is taken back.
pub const GRACE: TimeDelta = TimeDelta::seconds(30);

/// What a refresh token is worth when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    Good,
    /// Sent again by who did not get the answer.
    Repeated,
    /// Somebody has it who should not: the whole sign-in is over.
    Reused,
}

/// `successor_used` tells whether what was given for it has been renewed itself.
pub fn worth(
    used_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    same_address: bool,
    successor_used: bool,
) -> Worth {
    match used_at {
        None => Worth::Good,
        Some(used) if now - used <= GRACE && same_address && !successor_used => Worth::Repeated,
        Some(_) => Worth::Reused,
    }
}

/// Why a program is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("say in `scopes` what the program wants to do")]
    ScopesMissing,
    #[error("one of the scopes does not exist, or is not this person's to give")]
    ScopeUnknown,
    #[error("the name has at most {} characters and no control characters", LONGEST_NAME)]
    NameUnfit,
    #[error("a code of the authenticator app is needed, or a recovery code")]
    CodeMissing,
    #[error("this account must set up a second factor first, in the browser")]
    FactorMissing,
    #[error(
        "this password is among those that were stolen elsewhere; choose another one first, in the browser"
    )]
    PasswordStolen,
}

pub const LONGEST_NAME: usize = 100;

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::ScopesMissing => "identity-program-scopes-missing",
            Self::ScopeUnknown => "identity-apikey-scope-unknown",
            Self::NameUnfit => "identity-name-unfit",
            Self::CodeMissing => "identity-program-code-missing",
            Self::FactorMissing => "identity-program-factor-missing",
            Self::PasswordStolen => "identity-program-password-stolen",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::ScopesMissing | Self::ScopeUnknown => Some("scopes"),
            Self::NameUnfit => Some("name"),
            Self::CodeMissing | Self::FactorMissing => Some("code"),
            Self::PasswordStolen => Some("password"),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NameUnfit => vec![("max", LONGEST_NAME.to_string())],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refresh_token_is_good_once_and_again_only_for_who_lost_the_answer() {
        let now = DateTime::from_timestamp_millis(1_795_248_000_000).unwrap();
        let used = Some(now - GRACE);
        assert_eq!(worth(None, now, false, true), Worth::Good);
        assert_eq!(worth(used, now, true, false), Worth::Repeated);
        assert_eq!(worth(used, now, false, false), Worth::Reused);
        assert_eq!(worth(used, now, true, true), Worth::Reused);
        let later = now + TimeDelta::milliseconds(1);
        assert_eq!(worth(used, later, true, false), Worth::Reused);
    }
}

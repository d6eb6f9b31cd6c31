//! What happened to the people who sign in.

mod passkey;
mod password;
mod role;

pub use passkey::{PasskeyAdded, PasskeyRemoved, PasskeyRenamed};
pub use password::{PasswordChanged, PasswordFoundStolen};
pub use role::{RoleRemoved, RoleSaved, RolesGiven};

use platform::event::Event;
use platform::{Lang, Role, UserId};
use serde::{Deserialize, Serialize};

/// The timeline of one user.
fn of(user: UserId) -> String {
    format!("user:{user}")
}

/// What the list of users listens to.
const LIST: &str = "users";

/// Somebody signed in.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignedIn {
    pub user: UserId,
    /// `pwd`, `link`, `sso` or `passkey`, and `+otp`, `+rec`, `+mfa` or `+passkey` for the second factor.
    pub how: String,
    /// The provider that vouched, by its name in the settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
}

impl Event for SignedIn {
    const NAME: &'static str = "identity.signed_in";
    fn object(&self) -> String {
        of(self.user)
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct SignedOut {
    pub user: UserId,
}

impl Event for SignedOut {
    const NAME: &'static str = "identity.signed_out";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// Too many wrong passwords: devices that are not known yet must wait.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignInLocked {
    pub user: UserId,
    pub until_ms: i64,
}

impl Event for SignInLocked {
    const NAME: &'static str = "identity.sign_in_locked";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// An administrator let a locked account try again.
#[derive(Debug, Serialize, Deserialize)]
pub struct UserUnlocked {
    pub user: UserId,
}

impl Event for UserUnlocked {
    const NAME: &'static str = "identity.user_unlocked";
    fn object(&self) -> String {
        of(self.user)
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct UserCreated {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
}

impl Event for UserCreated {
    const NAME: &'static str = "identity.user_created";
    fn object(&self) -> String {
        of(self.user)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), LIST.into()]
    }
}

/// Somebody wants another address; it is not theirs until both mailboxes have said yes.
#[derive(Debug, Serialize, Deserialize)]
pub struct EmailChangeAsked {
    pub user: UserId,
    pub email: String,
}

impl Event for EmailChangeAsked {
    const NAME: &'static str = "identity.email_change_asked";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// The wish for another address is over: whoever had it took it back, or another account has the address.
#[derive(Debug, Serialize, Deserialize)]
pub struct EmailChangeWithdrawn {
    pub user: UserId,
}

impl Event for EmailChangeWithdrawn {
    const NAME: &'static str = "identity.email_change_withdrawn";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// What the account is from now on.
#[derive(Debug, Serialize, Deserialize)]
pub struct UserChanged {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub level: i16,
    pub lang: Lang,
    pub active: bool,
}

impl UserChanged {
    pub fn of(user: &platform::User) -> Self {
        Self {
            user: user.id,
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role,
            level: user.level,
            lang: user.lang,
            active: user.active,
        }
    }
}

impl Event for UserChanged {
    const NAME: &'static str = "identity.user_changed";
    fn object(&self) -> String {
        of(self.user)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), LIST.into()]
    }
}

/// A second factor was set up, in place of an earlier one of its kind.
#[derive(Debug, Serialize, Deserialize)]
pub struct FactorAdded {
    pub user: UserId,
    /// `totp`
    pub kind: String,
}

impl Event for FactorAdded {
    const NAME: &'static str = "identity.factor_added";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// All second factors and recovery codes of somebody were taken away.
#[derive(Debug, Serialize, Deserialize)]
pub struct FactorsRemoved {
    pub user: UserId,
}

impl Event for FactorsRemoved {
    const NAME: &'static str = "identity.factors_removed";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// New recovery codes are there; the earlier ones are void.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecoveryCodesMade {
    pub user: UserId,
}

impl Event for RecoveryCodesMade {
    const NAME: &'static str = "identity.recovery_codes_made";
    fn object(&self) -> String {
        of(self.user)
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct RecoveryCodeUsed {
    pub user: UserId,
    pub left: u64,
}

impl Event for RecoveryCodeUsed {
    const NAME: &'static str = "identity.recovery_code_used";
    fn object(&self) -> String {
        of(self.user)
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct SessionsEnded {
    pub user: UserId,
    pub count: u64,
}

impl Event for SessionsEnded {
    const NAME: &'static str = "identity.sessions_ended";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// A one-time link was made; the link itself is known to nobody but whom it was shown to.
#[derive(Debug, Serialize, Deserialize)]
pub struct LinkIssued {
    pub user: UserId,
    /// `sign_in`, `invitation` or `reset`.
    pub purpose: String,
}

impl Event for LinkIssued {
    const NAME: &'static str = "identity.link_issued";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// The first administrator is there; the setup page is closed for ever.
#[derive(Debug, Serialize, Deserialize)]
pub struct SetupFinished {
    pub admin: UserId,
    pub company: String,
}

impl Event for SetupFinished {
    const NAME: &'static str = "identity.setup_finished";
    fn object(&self) -> String {
        of(self.admin)
    }
}

/// The timeline of one key.
fn key(id: &str) -> String {
    format!("api_key:{id}")
}

/// What the list of keys listens to.
const KEYS: &str = "api_keys";

/// Somebody made a key for a program.
#[derive(Debug, Serialize, Deserialize)]
pub struct ApiKeyCreated {
    /// The part of the key that is no secret.
    pub key: String,
    pub user: UserId,
    pub name: String,
    pub scopes: Vec<String>,
    /// Ranges of addresses; none for everywhere.
    pub networks: Vec<String>,
    pub expires_ms: i64,
}

impl Event for ApiKeyCreated {
    const NAME: &'static str = "identity.api_key_created";
    fn object(&self) -> String {
        key(&self.key)
    }
    fn topics(&self) -> Vec<String> {
        vec![KEYS.into()]
    }
}

/// A key was ended before its time.
#[derive(Debug, Serialize, Deserialize)]
pub struct ApiKeyRevoked {
    pub key: String,
    pub user: UserId,
}

impl Event for ApiKeyRevoked {
    const NAME: &'static str = "identity.api_key_revoked";
    fn object(&self) -> String {
        key(&self.key)
    }
    fn topics(&self) -> Vec<String> {
        vec![KEYS.into()]
    }
}

/// A sign-in at a provider opens this account from now on.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignInLinked {
    pub user: UserId,
    /// Its name in the settings.
    pub provider: String,
    /// What the person is called there.
    pub known_as: String,
}

impl Event for SignInLinked {
    const NAME: &'static str = "identity.sign_in_linked";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// It does so no longer.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignInUnlinked {
    pub user: UserId,
    pub provider: String,
}

impl Event for SignInUnlinked {
    const NAME: &'static str = "identity.sign_in_unlinked";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// Which of the groups that a provider decides about somebody is in there, told at each sign-in.
#[derive(Debug, Serialize, Deserialize)]
pub struct GroupsTold {
    pub user: UserId,
    pub provider: String,
    /// Names of groups here.
    pub member_of: Vec<String>,
    pub not_member_of: Vec<String>,
}

impl Event for GroupsTold {
    const NAME: &'static str = "identity.groups_told";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// A program signed in with somebody's password.
#[derive(Debug, Serialize, Deserialize)]
pub struct ProgramSignedIn {
    pub user: UserId,
    pub sign_in: String,
    pub name: String,
    pub scopes: Vec<String>,
    /// `pwd`, and `+otp` or `+rec` for the second factor.
    pub how: String,
}

impl Event for ProgramSignedIn {
    const NAME: &'static str = "identity.program_signed_in";
    fn object(&self) -> String {
        of(self.user)
    }
}

/// A program's sign-in is over before its time.
#[derive(Debug, Serialize, Deserialize)]
pub struct ProgramEnded {
    pub user: UserId,
    pub sign_in: String,
    /// `by_user`, or `reused`: its refresh token was shown by two.
    pub reason: String,
}

impl Event for ProgramEnded {
    const NAME: &'static str = "identity.program_ended";
    fn object(&self) -> String {
        of(self.user)
    }
}

//! A token by which a vendor's programs come in. The database knows only a keyed hash of it.

use super::json::column_of_json;
use super::strategy::words;
use chrono::{DateTime, Utc};
pub use events::licensing::{EnvironmentId, LicenceTokenId};
use platform::keys::Secret;
use platform::{Millis, Refuse, rng};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// Whose token it is: what it begins with, and what it may do by itself.
    Bearer {
        Admin = "admin",
        Environment = "env",
        Product = "prod",
        User = "user",
        /// Of a licence.
        Activation = "activ",
        Developer = "dev",
        Sales = "sales",
        Support = "spprt",
        ReadOnly = "read",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LicenceTokenId,
    pub bearer: Bearer,
    /// The product, user, licence or environment whose it is; none for those of the account.
    pub of: Option<Uuid>,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// Unique.
    pub hash: String,
    /// None where all that the bearer may.
    pub permissions: Option<Permissions>,
    pub expires_at: Option<Millis>,
    pub max_activations: Option<i64>,
    pub max_deactivations: Option<i64>,
    pub activations: i64,
    pub deactivations: i64,
    /// Written at most once a minute.
    pub last_used_at: Option<Millis>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Token;

/// Names of permissions (`license.validate`).
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sea_orm::DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[serde(transparent)]
pub struct Permissions(pub Vec<String>);

column_of_json!(Permissions);

/// What every token ends with: the version of its form.
const END: &str = "v3";

impl Bearer {
    /// What people are told it is.
    pub fn key(self) -> &'static str {
        match self {
            Self::Admin => "licensing-bearer-admin",
            Self::Environment => "licensing-bearer-environment",
            Self::Product => "licensing-bearer-product",
            Self::User => "licensing-bearer-user",
            Self::Activation => "licensing-bearer-licence",
            Self::Developer => "licensing-bearer-developer",
            Self::Sales => "licensing-bearer-sales",
            Self::Support => "licensing-bearer-support",
            Self::ReadOnly => "licensing-bearer-read-only",
        }
    }

    /// Whether it stands for the account itself, and for nothing that is in it.
    pub fn is_of_account(self) -> bool {
        !matches!(self, Self::Environment | Self::Product | Self::User | Self::Activation)
    }

    /// Those of licences are typed now and then.
    fn digits(self) -> usize {
        if self == Self::Activation { 32 } else { 64 }
    }

    /// A token of this kind that nobody can guess: `prod-`, random hexadecimal digits and `v3`.
    pub fn token(self) -> Secret {
        let digits = hex::encode(rng::bytes::<32>());
        Secret::from(format!("{}-{}{END}", self.name(), &digits[..self.digits()]))
    }

    /// Whose such a text could be; none where it can be no token.
    pub fn of_token(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('-')?;
        let bearer = Self::of_name(name)?;
        let digits = rest.strip_suffix(END)?;
        let plain = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (digits.len() == bearer.digits() && digits.bytes().all(plain)).then_some(bearer)
    }
}

/// Why a token says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the token has activated as many machines as it may")]
    ActivationsSpent,
    #[error("the token has deactivated as many machines as it may")]
    DeactivationsSpent,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::ActivationsSpent => "licensing-token-activations-spent",
            Self::DeactivationsSpent => "licensing-token-deactivations-spent",
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::ActivationsSpent => "ACTIVATIONS_LIMIT_EXCEEDED",
            Self::DeactivationsSpent => "DEACTIVATIONS_LIMIT_EXCEEDED",
        })
    }
}

impl Token {
    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|end| end.0 <= now)
    }

    /// Whether whoever holds it may do this, within its reach.
    pub fn may(&self, permission: &str) -> bool {
        let agreed = |own: &Permissions| own.0.iter().any(|one| one == permission);
        self.bearer.may(permission) && self.permissions.as_ref().is_none_or(agreed)
    }

    /// All that it may do.
    pub fn permissions(&self) -> impl Iterator<Item = &'static str> {
        self.bearer.permissions().filter(|name| self.may(name))
    }

    /// When it ends if it is made anew: as long as it was to last the last time.
    pub fn next_end(&self, now: DateTime<Utc>) -> Option<Millis> {
        self.expires_at.map(|end| Millis(now + (end.0 - self.updated_at.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_whose_kind_it_is_and_is_never_the_same() {
        for bearer in Bearer::ALL {
            let (one, other) = (bearer.token(), bearer.token());
            assert_ne!(one, other);
            let text = one.expose();
            assert_eq!(Bearer::of_token(text), Some(*bearer));
            assert!(text.starts_with(&format!("{}-", bearer.name())) && text.ends_with("v3"));
            let digits = if *bearer == Bearer::Activation { 32 } else { 64 };
            assert_eq!(text.len(), bearer.name().len() + 1 + digits + 2, "{bearer:?}");
        }
    }

    #[test]
    fn what_has_another_form_is_no_token() {
        let good = format!("prod-{}v3", "0a".repeat(32));
        assert!(Bearer::of_token(&good).is_some());
        for text in [
            String::new(),
            good.replace("prod", "boss"),
            good.replace("prod", "activ"),
            good.replace("v3", "v2"),
            good.to_uppercase(),
            good[..68].to_owned(),
            format!("{good} "),
            format!("prod-{}v3", "é".repeat(32)),
            "1fddcec8-8dd3-4d8d-9b16-215cac0f9b52".to_owned(),
        ] {
            assert_eq!(Bearer::of_token(&text), None, "{text}");
        }
    }
}

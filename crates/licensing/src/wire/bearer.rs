//! Who comes in with a credential, and what they may.

use super::credential::Credential;
use super::fault::{Fault, code};
use super::headers::Recognised;
use crate::domain::licence::LicenceId;
use crate::domain::token::{self, LicenceTokenId};
use platform::Kontor;
use sea_orm::prelude::Uuid;
use std::collections::HashSet;
use std::sync::Arc;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bearer {
    Nobody,
    /// A program that has the licence's key.
    Licence(LicenceId),
    Token {
        id: LicenceTokenId,
        kind: token::Bearer,
        /// The product, user, licence or environment whose it is.
        of: Option<Uuid>,
    },
}

/// What a bearer may, by the names of Keygen (`license.validate`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Permissions {
    All,
    Only(Arc<HashSet<String>>),
}

impl Permissions {
    pub fn allow(&self, permission: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(these) => these.contains(permission),
        }
    }
}

/// Who was found to ask.
#[derive(Clone, Debug)]
pub struct Known {
    pub bearer: Bearer,
    pub permissions: Permissions,
}

impl Bearer {
    /// As the headers of the answer name it.
    pub fn recognised(&self) -> Recognised {
        let (bearer, token) = match self {
            Self::Nobody => (None, None),
            Self::Licence(_) => (Some("license"), None),
            Self::Token { kind, id, .. } => (Some(role(*kind)), Some(id.to_string())),
        };
        Recognised { bearer, token, environment: None }
    }

    /// As the audit trail names it; nobody has no name.
    pub fn word(&self) -> Option<String> {
        match self {
            Self::Nobody => None,
            Self::Licence(id) => Some(format!("licence:{id}")),
            Self::Token { id, .. } => Some(format!("token:{id}")),
        }
    }
}

/// What a token stands for, as the wire says it.
fn role(kind: token::Bearer) -> &'static str {
    match kind {
        token::Bearer::Admin => "admin",
        token::Bearer::Environment => "environment",
        token::Bearer::Product => "product",
        token::Bearer::User => "user",
        token::Bearer::Activation => "license",
        token::Bearer::Developer => "developer",
        token::Bearer::Sales => "sales-agent",
        token::Bearer::Support => "support-agent",
        token::Bearer::ReadOnly => "read-only",
    }
}

/// Finds out whose credential this is.
#[expect(clippy::unused_async, reason = "tokens and keys are to be looked up in the database")]
pub async fn resolve(_: &Kontor, credential: &Credential) -> Result<Known, Fault> {
    match credential {
        Credential::Nothing => {
            Ok(Known { bearer: Bearer::Nobody, permissions: Permissions::Only(Arc::default()) })
        }
        Credential::Licence(_) => {
            Err(Fault::unauthorised(code::LICENSE_INVALID, "License key is invalid"))
        }
        Credential::Token(_) | Credential::Password { .. } => {
            Err(Fault::unauthorised(code::TOKEN_INVALID, "Token is invalid"))
        }
    }
}

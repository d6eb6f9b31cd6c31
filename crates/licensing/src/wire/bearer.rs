//! Who comes in with a credential, what they may, and how far it reaches.

use super::credential::Credential;
use super::fault::{Fault, Source, code};
use super::headers::Recognised;
use crate::actions::token_hash;
use crate::domain::environment::{Environment, EnvironmentId};
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::product::ProductId;
use crate::domain::reach::{Reach, Whose, Within};
use crate::domain::strategy::{Authentication, Expiration};
use crate::domain::token::{self, LicenceTokenId, Token};
use crate::domain::user::LicenceUserId;
use crate::{keys, recent, store};
use chrono::{DateTime, Utc};
use platform::http::address_key;
use platform::limit::Limit;
use platform::security_log::{Event, Who};
use platform::{Cx, Kontor, Result as Done};
use sea_orm::prelude::Uuid;
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
    Nothing,
    /// All that bearers of this kind may.
    All(token::Bearer),
    /// What was agreed for this token.
    Of(Arc<Token>),
}

impl Permissions {
    pub fn allow(&self, permission: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::All(kind) => kind.may(permission),
            Self::Of(token) => token.may(permission),
        }
    }

    /// All of them, in the order of the catalogue.
    pub fn names(&self) -> Vec<&'static str> {
        match self {
            Self::Nothing => Vec::new(),
            Self::All(kind) => kind.permissions().collect(),
            Self::Of(token) => token.permissions().collect(),
        }
    }

    /// The token that was come in with.
    pub fn token(&self) -> Option<&Token> {
        match self {
            Self::Of(token) => Some(token),
            Self::Nothing | Self::All(_) => None,
        }
    }

    /// Whether less was agreed than the kind may.
    pub fn are_fewer(&self) -> bool {
        matches!(self, Self::Of(token) if token.permissions.is_some())
    }
}

/// Who was found to ask.
#[derive(Clone, Debug)]
pub struct Known {
    pub bearer: Bearer,
    /// The licence whose key was come in with, as it is now.
    pub licence: Option<Arc<Licence>>,
    pub permissions: Permissions,
    pub reach: Reach,
    pub environment: Option<Environment>,
}

impl Bearer {
    /// As the headers of the answer name it.
    pub fn recognised(&self, environment: Option<String>) -> Recognised {
        let (bearer, token) = match self {
            Self::Nobody => (None, None),
            Self::Licence(_) => (Some("license"), None),
            Self::Token { kind, id, .. } => (Some(role(*kind)), Some(id.to_string())),
        };
        Recognised { bearer, token, environment }
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

/// Where a program names the environment that it means.
const ENVIRONMENT: &str = "Keygen-Environment";

/// Requests with a credential that is none, per address.
const GUESSES: Limit = Limit::per_minute("licence-guesses", 30, 30);

/// Finds out whose credential this is. `environment` is the one that the request names, by its id or its code.
pub async fn resolve(
    cx: &Cx,
    credential: &Credential,
    environment: Option<&str>,
) -> Result<Known, Fault> {
    let mut licence = None;
    let (bearer, permissions, whose, own) = match credential {
        Credential::Nothing => (Bearer::Nobody, Permissions::Nothing, Whose::Nobodys, None),
        Credential::Licence(key) => {
            let hash = keys::hash(&cx.kontor, key.expose());
            let found = recent::licence_of_key(cx, &hash).await?;
            let Some(found) = found else { return Err(guessed(cx, WRONG_KEY).await) };
            is_open(cx, &found.licence, By::Key).await?;
            let (id, own) = (found.licence.id, found.licence.environment);
            licence = Some(found.licence);
            let permissions = Permissions::All(token::Bearer::Activation);
            (Bearer::Licence(id), permissions, Whose::Licence(id), own)
        }
        Credential::Token(shown) => {
            let token = Arc::new(token(cx, shown.expose()).await?);
            let bearer = Bearer::Token { id: token.id, kind: token.bearer, of: token.of };
            let (whose, own) = (whose(&token), token.environment);
            (bearer, Permissions::Of(token), whose, own)
        }
        Credential::Password { .. } => {
            let detail = "Passwords are not taken here: make a token in Kontor";
            return Err(Fault::unauthorised("PASSWORD_NOT_SUPPORTED", detail));
        }
    };
    let environment = environment_of(cx, own, environment).await?;
    let within = environment.as_ref().map_or(Within::Live, Within::of);
    let reach = Reach { whose, within };
    Ok(Known { bearer, licence, permissions, reach, environment })
}

const WRONG_KEY: (&str, &str, &str) =
    (code::LICENSE_INVALID, "License key is invalid", "licence_key");
const WRONG_TOKEN: (&str, &str, &str) = (code::TOKEN_INVALID, "Token is invalid", "licence_token");

/// Whoever tries what opens nothing is counted by address, and is a line in the security log.
async fn guessed(cx: &Cx, (code, detail, what): (&'static str, &'static str, &str)) -> Fault {
    cx.kontor.security.write(cx, Event::ApiKeyInvalid, Who::Nobody, what);
    let from = cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default();
    match cx.kontor.limits.check(&GUESSES, &from).await {
        Ok(()) => Fault::unauthorised(code, detail),
        Err(too_many) => too_many.into(),
    }
}

/// The token that this is, while it is good and its bearer may come in with it.
async fn token(cx: &Cx, shown: &str) -> Result<Token, Fault> {
    let found = match token::Bearer::of_token(shown) {
        Some(_) => {
            let hash = token_hash(&cx.kontor.keys, shown);
            store::credential::token(cx.db(), &hash).await?
        }
        None => None,
    };
    let Some(token) = found else { return Err(guessed(cx, WRONG_TOKEN).await) };
    if token.is_expired(cx.now) {
        return Err(Fault::unauthorised("TOKEN_EXPIRED", "Token is expired"));
    }
    let gone = || Fault::unauthorised(code::TOKEN_INVALID, "Token is invalid");
    match (token.bearer, token.of) {
        (token::Bearer::Activation, Some(id)) => {
            let licence = store::licence::find(cx.db(), LicenceId(id)).await?;
            is_open(cx, &licence.ok_or_else(gone)?, By::Token).await?;
        }
        (token::Bearer::User, Some(id)) => {
            let user = store::user::find(cx.db(), LicenceUserId(id)).await?;
            if user.ok_or_else(gone)?.is_banned() {
                return Err(Fault::forbidden("USER_BANNED", "User is banned"));
            }
        }
        _ => {}
    }
    note_use(cx, &token);
    Ok(token)
}

/// With what a program comes in for a licence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Key,
    Token,
}

/// Whether a licence lets its programs in, and in this way.
async fn is_open(cx: &Cx, licence: &Licence, by: By) -> Result<(), Fault> {
    let policy = recent::policy(cx, licence.policy).await?;
    let settings = &policy.settings;
    let allowed = match settings.authentication_strategy {
        Authentication::Mixed => true,
        Authentication::Licence => by == By::Key,
        Authentication::Token => by == By::Token,
        Authentication::Session | Authentication::None => false,
    };
    let refused = |code, detail: &'static str| Err(Fault::forbidden(code, detail));
    if !allowed {
        return match by {
            By::Key => refused(
                "LICENSE_NOT_ALLOWED",
                "License key authentication is not allowed by the policy",
            ),
            By::Token => {
                refused("TOKEN_NOT_ALLOWED", "Token authentication is not allowed by the policy")
            }
        };
    }
    let owner = match licence.owner {
        Some(id) => store::user::find(cx.db(), id).await?,
        None => None,
    };
    let is_revoked = settings.expiration_strategy == Expiration::Revoke;
    if owner.is_some_and(|owner| owner.is_banned()) {
        refused("LICENSE_BANNED", "License is banned")
    } else if licence.suspended {
        refused("LICENSE_SUSPENDED", "License is suspended")
    } else if is_revoked && licence.is_expired(cx.now) {
        refused("LICENSE_EXPIRED", "License is expired")
    } else {
        Ok(())
    }
}

/// Whose entries a token opens.
fn whose(token: &Token) -> Whose {
    match (token.bearer, token.of) {
        (token::Bearer::Product, Some(id)) => Whose::Product(ProductId(id)),
        (token::Bearer::User, Some(id)) => Whose::User(LicenceUserId(id)),
        (token::Bearer::Activation, Some(id)) => Whose::Licence(LicenceId(id)),
        (token::Bearer::Environment, Some(_)) => Whose::Everybodys,
        (bearer, None) if bearer.is_of_account() => Whose::Everybodys,
        // a row that is not whole opens nothing
        _ => Whose::Nobodys,
    }
}

/// The environment that is asked for; whoever belongs to one is in it, and in no other.
async fn environment_of(
    cx: &Cx,
    own: Option<EnvironmentId>,
    asked: Option<&str>,
) -> Result<Option<Environment>, Fault> {
    let unknown = |detail: &'static str| {
        Fault::bad("ENVIRONMENT_INVALID", detail).about(Source::Header(ENVIRONMENT.into()))
    };
    let asked = match asked {
        None => None,
        Some(named) => {
            let found = store::credential::environment(cx.db(), named).await?;
            Some(found.ok_or_else(|| unknown("There is no such environment"))?)
        }
    };
    match (own, asked) {
        (Some(own), Some(asked)) if asked.id != own => {
            Err(unknown("The bearer belongs to another environment"))
        }
        (Some(own), None) => Ok(Some(store::environment::get(cx.db(), own).await?)),
        (_, asked) => Ok(asked),
    }
}

/// Writes down that the token was used, once a minute; the answer does not wait for it.
fn note_use(cx: &Cx, token: &Token) {
    if !store::token::is_note_due(token, cx.now) || cx.kontor.is_read_only() {
        return;
    }
    let (kontor, id, now) = (cx.kontor.clone(), token.id, cx.now);
    tokio::spawn(async move {
        if let Err(cause) = noted(&kontor, id, now).await {
            tracing::warn!(%cause, "a token's last use could not be written");
        }
    });
}

async fn noted(kontor: &Kontor, id: LicenceTokenId, now: DateTime<Utc>) -> Done<()> {
    let tx = kontor.db.begin().await?;
    store::token::note_use(&tx, id, now).await?;
    tx.commit().await?;
    Ok(())
}

//! The conversation with identity providers: what they say of themselves, their keys, and codes for tokens. All of it
//! through the guarded client, and never while a transaction is open.

mod ask;
mod groups;
mod health;
mod known;
mod own_roles;
mod tokens;

pub use ask::{Failed, plain};
pub use groups::groups;
pub use health::health;
pub use known::{Discovery, discovery, keys};
pub use own_roles::{Told, named_by_settings};
pub use tokens::{Tokens, refreshed, tokens, userinfo};

use crate::config::{OidcConfig, is_address};
use crate::domain::claims::{Expected, Issuer};
use crate::letters::absolute;
use platform::{Cx, Kontor};

/// The scope that asks for a refresh token (OIDC Core §11).
const OFFLINE: &str = "offline_access";

/// A provider of the settings.
#[derive(Clone, Copy, Debug)]
pub struct Provider<'a> {
    pub name: &'static str,
    pub config: &'a OidcConfig,
}

impl<'a> Provider<'a> {
    pub fn all(kontor: &'a Kontor) -> Vec<Self> {
        kontor.config.family().map(|(name, config)| Self { name, config }).collect()
    }

    pub fn find(kontor: &'a Kontor, name: &str) -> Option<Self> {
        Self::all(kontor).into_iter().find(|provider| provider.name == name)
    }

    /// What people call it.
    pub fn label(&self) -> String {
        match &self.config.label {
            Some(label) => label.clone(),
            None => capital(self.name),
        }
    }

    pub fn client(&self) -> &'a str {
        self.config.client_id.as_deref().unwrap_or_default().trim()
    }

    /// Who must have issued its tokens. The settings are refused where neither issuer nor tenant is set.
    pub fn issuer(&self) -> Issuer {
        self.config.expects().unwrap_or_else(|| Issuer::Exactly(String::new()))
    }

    pub fn expects<'i>(&self, issuer: &'i Issuer, cx: &Cx) -> Expected<'i>
    where
        'a: 'i,
    {
        Expected { issuer, client: self.client(), now: cx.now }
    }

    /// What people are asked to grant: with what it takes to ask again later, where the provider knows that (OIDC Core §11).
    pub fn scopes(&self, described: &Discovery) -> Vec<&'a str> {
        let mut scopes: Vec<&str> = self.config.scopes.iter().map(String::as_str).collect();
        let knows = described.scopes_supported.iter().any(|scope| scope == OFFLINE);
        if self.config.recheck && knows && !scopes.contains(&OFFLINE) {
            scopes.push(OFFLINE);
        }
        scopes
    }

    /// Where the provider sends people back to: what the administrator enters there.
    pub fn callback(&self, cx: &Cx) -> String {
        absolute(cx, &format!("/auth/{}/callback", self.name))
    }
}

fn capital(name: &str) -> String {
    let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
    format!("{}{rest}", first.to_ascii_uppercase())
}

//! Who asks for something, and when: the first argument of every handler.

use super::around::Frame;
use super::bearer::{self, Bearer, Permissions};
use super::credential;
use super::fault::{Fault, code};
use super::issuer::Issuer;
use super::log::About;
use super::version::Version;
use crate::domain::environment::EnvironmentId;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::reach::Reach;
use crate::store;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use chrono::{DateTime, Utc};
use platform::{Cx, Kontor, Lang, Via};
use std::sync::Arc;

/// Who asks, what they may, and how they want it told. Whoever comes in with something that is not good is answered 401
/// before a handler runs, also where nobody need say who they are ([`Bearer::Nobody`]).
#[derive(Clone)]
pub struct Ask {
    /// Acts as the system, for [`Self::permitted`] asks instead of rights; the audit trail gets the bearer.
    pub cx: Cx,
    pub issuer: Arc<Issuer>,
    pub bearer: Bearer,
    /// The licence whose key was come in with, as it is now.
    pub licence: Option<Arc<Licence>>,
    pub permissions: Permissions,
    /// Whose entries, and of which environment, are there for whoever asks ([`super::reach`]).
    pub reach: Reach,
    /// The environment that is asked for, or that the bearer belongs to: where new entries belong.
    pub environment: Option<EnvironmentId>,
    pub version: Version,
    pub now: DateTime<Utc>,
    /// The program wants to be told where a file is, not to be led there (`Prefer: no-redirect`).
    pub no_redirect: bool,
    /// To be told which licence is asked about.
    pub about: About,
}

impl Ask {
    /// Demands a permission: 401 where nobody said who they are, else 403.
    pub fn permitted(&self, permission: &str) -> Result<(), Fault> {
        if self.permissions.allow(permission) {
            return Ok(());
        }
        self.known()?;
        let detail = format!("The bearer lacks the permission {permission}");
        Err(Fault::forbidden(code::DENIED, detail))
    }

    /// Demands to be told who asks; else 401.
    pub fn known(&self) -> Result<(), Fault> {
        match self.bearer {
            Bearer::Nobody => Err(Fault::of_status(StatusCode::UNAUTHORIZED)),
            Bearer::Licence(_) | Bearer::Token { .. } => Ok(()),
        }
    }

    /// A licence by its id, whoever may see it; read once where its own key was come in with.
    pub async fn licence(&self, id: LicenceId) -> platform::Result<Option<Arc<Licence>>> {
        match self.licence.as_ref().filter(|own| own.id == id) {
            Some(own) => Ok(Some(own.clone())),
            None => Ok(store::licence::find(self.cx.db(), id).await?.map(Arc::new)),
        }
    }
}

/// The audit trail keeps no longer name of what acted.
const LONGEST_NAME: usize = 100;

impl FromRequestParts<Kontor> for Ask {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self, Fault> {
        let frame = parts.extensions.get::<Frame>().cloned();
        let frame = frame.ok_or_else(|| anyhow::anyhow!("the layer around the wire is missing"));
        let Frame { issuer, info, version, whom, about } = frame.map_err(platform::Error::from)?;
        let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let environment = header("keygen-environment").map(str::trim);
        let environment = environment.filter(|name| !name.is_empty()).map(str::to_owned);
        let no_redirect = header("prefer").is_some_and(|text| text.contains("no-redirect"));
        let authorization = parts.headers.get(header::AUTHORIZATION);
        // what is no text is no scheme
        let authorization = authorization.map(|value| value.to_str().unwrap_or("?"));
        let credential = credential::of(authorization, &info.query)?;
        let mut cx = Cx::system(kontor);
        cx.locale = kontor.locale(Lang::En);
        cx.request = Some(info);
        let known = bearer::resolve(&cx, &credential, environment.as_deref()).await?;
        let code = known.environment.as_ref().map(|one| one.code.clone());
        whom.is(known.bearer.recognised(code));
        let name = known.permissions.token().map(|token| token.name.as_str());
        let name = name.filter(|name| !name.is_empty());
        let name = name.map(|name| name.chars().take(LONGEST_NAME).collect::<String>());
        let via = |id: String| Via { name: name.unwrap_or_else(|| id.clone()), id };
        cx.via = known.bearer.word().map(|id| Arc::new(via(id)));
        Ok(Self {
            now: cx.now,
            cx,
            issuer,
            bearer: known.bearer,
            licence: known.licence,
            permissions: known.permissions,
            reach: known.reach,
            environment: known.environment.map(|one| one.id),
            version,
            no_redirect,
            about,
        })
    }
}

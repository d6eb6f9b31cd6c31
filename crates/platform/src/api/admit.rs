//! Who comes in, and how often: by `Authorization: Bearer` and nothing else.

use super::config::ApiConfig;
use super::endpoint::{Access, Endpoint};
use super::limit::Counted;
use super::problem::locale;
use crate::cx::{Right, Rights, Via};
use crate::http::address_key;
use crate::keys::Secret;
use crate::limit::Limit;
use crate::security_log::{Event, Who};
use crate::{App, Cx, Error, Kontor, Result, User, switch};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashSet;
use std::pin::Pin;
use std::sync::Arc;

/// Whom a bearer's secret is of, and what it may do.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub user: Arc<User>,
    /// The names of its scopes.
    pub scopes: Vec<String>,
    pub by: By,
    /// What its owner calls the key or the program.
    pub name: String,
}

/// What a program came in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The id of a key.
    Key(String),
    /// The id of a program's sign-in.
    SignIn(String),
}

impl By {
    /// As the audit trail names it.
    fn word(&self) -> String {
        match self {
            Self::Key(id) => format!("key:{id}"),
            Self::SignIn(id) => format!("program:{id}"),
        }
    }

    fn counted(&self) -> String {
        match self {
            Self::Key(id) => format!("key {id}"),
            Self::SignIn(id) => format!("sign-in {id}"),
        }
    }
}

/// Why a secret lets nobody in: a word for the security log, and whose it was.
#[derive(Clone, Debug)]
pub struct Unfit {
    pub reason: &'static str,
    pub user: Option<User>,
    /// True for what happens to honest programs day by day: no line in the security log.
    pub usual: bool,
}

/// What an app found out about a secret (`App::bearer`).
pub type Bearing = Pin<Box<dyn Future<Output = Result<Result<Bearer, Unfit>>> + Send>>;

/// The scope that was missing, left in a response.
#[derive(Clone, Copy, Debug)]
pub(super) struct Missing(pub &'static str);

/// Requests without a good key, per address.
const STRANGERS: Limit = Limit::per_minute("api-stranger", 30, 30);

/// What all endpoints ask.
#[derive(Clone)]
pub(super) struct Gate {
    kontor: Kontor,
    per_key: Limit,
}

impl Gate {
    pub fn new(kontor: &Kontor) -> Self {
        let most = kontor.config.section::<ApiConfig>().requests_per_minute;
        Self { kontor: kontor.clone(), per_key: Limit::per_minute("api", most, most) }
    }
}

#[derive(Clone)]
pub(super) struct Guarded {
    pub gate: Gate,
    pub access: Access,
    /// Whose endpoint it is.
    pub app: App,
}

/// Makes the request's `Cx`: nobody's, until an endpoint lets somebody in.
pub(super) async fn begin(
    State(kontor): State<Kontor>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(info) = crate::http::info(&request).cloned() else {
        return Error::Internal(anyhow::anyhow!("the entrance layer is missing")).into_response();
    };
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    if let Err(closed) = switch::settled(&kontor, &info.method, &info.path, route) {
        return closed.into_response();
    }
    let locale = locale(&kontor, &info.accept_language);
    let cx = Cx { request: Some(info), locale, ..Cx::nobody(&kontor) };
    request.extensions_mut().insert(cx);
    next.run(request).await
}

/// Lets in whom the endpoint wants, with the rights that owner and scopes have in common.
pub(super) async fn by_access(
    State(guarded): State<Guarded>,
    mut request: Request,
    next: Next,
) -> Response {
    if !guarded.gate.kontor.is_on(&guarded.app) {
        return switch::off().into_response();
    }
    if guarded.access == Access::Open {
        return next.run(request).await;
    }
    match admit(&guarded, &mut request).await {
        Ok(counted) => counted.on(next.run(request).await),
        Err(Stopped { error, challenge, missing, counted }) => {
            let mut response = error.into_response();
            if let Some(challenge) = challenge {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            }
            if let Some(missing) = missing {
                response.extensions_mut().insert(missing);
            }
            match counted {
                Some(counted) => counted.on(response),
                None => response,
            }
        }
    }
}

struct Stopped {
    error: Error,
    challenge: Option<HeaderValue>,
    missing: Option<Missing>,
    counted: Option<Counted>,
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        Self { error, challenge: None, missing: None, counted: None }
    }
}

async fn admit(guarded: &Guarded, request: &mut Request) -> std::result::Result<Counted, Stopped> {
    let cx = request.extensions().get::<Cx>().cloned();
    let cx = cx.ok_or_else(|| Error::Internal(anyhow::anyhow!("the API's layer is missing")))?;
    let Gate { kontor, per_key } = &guarded.gate;
    let bearer = match secret(request.headers()) {
        None => return Err(stranger(&cx, None).await),
        Some(secret) => match known(&cx, secret).await? {
            Ok(bearer) => bearer,
            Err(unfit) => return Err(stranger(&cx, Some(unfit)).await),
        },
    };
    let (counted, checked) = Counted::take(kontor, per_key, &bearer.by.counted()).await;
    if let Err(error) = checked {
        let who = Who::Known(&bearer.user.email);
        kontor.security.write(&cx, Event::RateLimited, who, "api");
        return Err(Stopped { counted: Some(counted), ..error.into() });
    }
    if let Some(stopped) = refused(guarded.access, &bearer) {
        let wanted = stopped.missing.map_or("signed_in", |missing| missing.0);
        kontor.security.write(&cx, Event::AccessDenied, Who::Known(&bearer.user.email), wanted);
        return Err(Stopped { counted: Some(counted), ..stopped });
    }
    let acting = Cx::of_user(kontor, kontor.db.reader(), bearer.user.clone()).await?;
    // it is the owner who works in the house or does not, whatever the key may do
    let operates = switch::operates(&acting);
    switch::kept_out(&cx, operates)?;
    let acting = Cx {
        rights: narrowed(kontor, &acting.rights, &bearer.scopes),
        now: cx.now,
        locale: cx.locale,
        request: cx.request,
        via: Some(Arc::new(Via { id: bearer.by.word(), name: bearer.name.clone() })),
        ..acting
    };
    request.extensions_mut().insert(acting);
    request.extensions_mut().insert(Arc::new(bearer));
    Ok(counted)
}

/// The one header that counts; twice it is none.
fn secret(headers: &HeaderMap) -> Option<Secret> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (given.next(), given.next()) else { return None };
    let (scheme, secret) = value.to_str().ok()?.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Secret::from(secret.trim()))
}

async fn known(cx: &Cx, secret: Secret) -> Result<Result<Bearer, Unfit>> {
    match cx.kontor.apps.iter().find_map(|app| app.bearer) {
        Some(find) => find(cx.clone(), secret).await,
        None => Ok(Err(Unfit { reason: "no_keys_here", user: None, usual: true })),
    }
}

/// Who has no good key is counted by address; a secret that was tried is a line in the security log.
async fn stranger(cx: &Cx, unfit: Option<Unfit>) -> Stopped {
    let tried = unfit.is_some();
    if let Some(unfit) = unfit.filter(|unfit| !unfit.usual) {
        let who = unfit.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
        cx.kontor.security.write(cx, Event::ApiKeyInvalid, who, unfit.reason);
    }
    let from = cx.request.as_ref().map(|request| address_key(request.ip)).unwrap_or_default();
    if let Err(error) = cx.kontor.limits.check(&STRANGERS, &from).await {
        return error.into();
    }
    let challenge = if tried { "Bearer realm=\"kontor\", error=\"invalid_token\"" } else { REALM };
    Stopped { challenge: Some(HeaderValue::from_static(challenge)), ..Error::SignInNeeded.into() }
}

/// RFC 6750 §3.
const REALM: &str = "Bearer realm=\"kontor\"";

fn refused(access: Access, bearer: &Bearer) -> Option<Stopped> {
    match access {
        Access::Open | Access::Any => None,
        Access::SignedIn if matches!(bearer.by, By::SignIn(_)) => None,
        Access::SignedIn => Some(Error::Forbidden.into()),
        Access::Scope(scope) if bearer.scopes.iter().any(|held| held == scope) => None,
        Access::Scope(scope) => {
            let challenge = format!("{REALM}, error=\"insufficient_scope\", scope=\"{scope}\"");
            let challenge = HeaderValue::try_from(challenge).ok();
            Some(Stopped { challenge, missing: Some(Missing(scope)), ..Error::Forbidden.into() })
        }
    }
}

/// The owner's rights, as far as one of the scopes names them.
fn narrowed(kontor: &Kontor, owner: &Rights, scopes: &[String]) -> Rights {
    let named: HashSet<Right> = kontor
        .scopes()
        .filter(|scope| scopes.iter().any(|held| held == scope.name))
        .flat_map(|scope| scope.rights)
        .copied()
        .filter(|right| match owner {
            Rights::All => true,
            Rights::Only(held) => held.contains(right),
        })
        .collect();
    Rights::Only(Arc::new(named))
}

impl Endpoint {
    /// Whether nobody needs to come in first.
    pub fn is_open(&self) -> bool {
        self.access == Access::Open
    }
}

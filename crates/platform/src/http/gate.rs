//! The way in: who asks, how often, with which session, for how long; and what is counted of it.

use super::proxy::TrustedProxies;
use super::serve::Peer;
use super::{RequestInfo, address_key, cookie};
use crate::config::{ServerConfig, SessionConfig};
use crate::limit::Limit;
use crate::session::{self, Session};
use crate::{Cx, Error, Kontor, Lang, User, api};
use axum::extract::{MatchedPath, OriginalUri, Request, State};
use axum::http::{HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[derive(Clone)]
pub(crate) struct Entrance {
    kontor: Kontor,
    foreign: Arc<super::foreign::Seen>,
}

/// Requests from one address: far above what a person does, far below a flood.
const PER_ADDRESS: Limit = Limit::per_minute("address", 1200, 300);

impl Entrance {
    pub(super) fn new(kontor: &Kontor) -> Self {
        Self { kontor: kontor.clone(), foreign: Arc::new(super::foreign::Seen::new(kontor)) }
    }

    /// Gives the request its number, and leaves what is known about it for everybody behind.
    pub(crate) fn number(&self, request: &mut Request) -> Arc<RequestInfo> {
        let peer = request.extensions().get::<Peer>().and_then(|peer| peer.0);
        let config = self.kontor.config.section::<ServerConfig>();
        let client = TrustedProxies(&config.trusted_proxies).client(peer, request.headers());
        if client.forwarded {
            self.foreign.note(client.ip);
        }
        // a wire sees its own part of the address alone
        let whole = request.extensions().get::<OriginalUri>().map(|uri| &uri.0);
        let uri = whole.unwrap_or(request.uri());
        let info = RequestInfo::new(request.method(), uri, request.headers(), client);
        let flash = super::flash::brought(request.headers(), &info, config);
        let info = Arc::new(RequestInfo { flash, ..info });
        request.extensions_mut().insert(info.clone());
        info
    }
}

/// What is known about a request; the way in leaves it for everybody behind.
pub fn info(request: &Request) -> Option<&Arc<RequestInfo>> {
    request.extensions().get::<Arc<RequestInfo>>()
}

/// Gives the request its number and finds out who asks.
pub(super) async fn enter(
    State(entrance): State<Entrance>,
    mut request: Request,
    next: Next,
) -> Response {
    let info = entrance.number(&mut request);
    // the shell's own files are the same for all: a whole office behind one address may load them
    let counts = !info.path.starts_with("/a/");
    let check = || entrance.kontor.limits.check_here(&PER_ADDRESS, &address_key(info.ip));
    let passes = if counts { check() } else { Ok(()) };
    let mut response = match passes {
        Err(refused) => {
            let answer = if api::is_below(&info.path) {
                api::refused(&entrance.kontor, &info, refused).await
            } else {
                refused.into_response()
            };
            let config = entrance.kontor.config.section::<ServerConfig>();
            super::read_on::cut_short(&request, config, answer)
        }
        Ok(()) => kept(&entrance.kontor, next.run(request).await).await,
    };
    answered(&info.id, &mut response);
    response
}

/// The answer, once all that it may rest on is on the disk.
pub(crate) async fn kept(kontor: &Kontor, answer: Response) -> Response {
    kontor.db.settled().await.map_or_else(IntoResponse::into_response, |()| answer)
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Tells the number of the request.
pub(crate) fn answered(id: &str, response: &mut Response) {
    if let Ok(id) = id.parse() {
        response.headers_mut().insert(REQUEST_ID, id);
    }
}

/// Finds the session and makes the request's `Cx`.
pub(super) async fn identify(
    State(kontor): State<Kontor>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(info) = info(&request).cloned() else {
        return Error::Internal(anyhow::anyhow!("the entrance layer is missing")).into_response();
    };
    let mut info = Arc::unwrap_or_clone(info);
    let config = kontor.config.section::<ServerConfig>();
    let mut user = None;
    if let Some(token) = cookie::session_token(request.headers(), &info, config) {
        match find_session(&kontor, &info, &token).await {
            Ok(Some((session, found))) => {
                info.session = Some(session);
                user = Some(Arc::new(found));
            }
            Ok(None) => {}
            Err(cause) => return cause.into_response(),
        }
    }
    let mut cx = if let Some(user) = user {
        match Cx::of_user(&kontor, kontor.db.reader(), user).await {
            Ok(cx) => cx,
            Err(cause) => return cause.into_response(),
        }
    } else {
        let lang = Lang::accepted(&info.accept_language).unwrap_or(kontor.default_lang);
        Cx { locale: kontor.locale(lang), ..Cx::nobody(&kontor) }
    };
    let info = Arc::new(info);
    cx.request = Some(info.clone());
    request.extensions_mut().insert(info);
    request.extensions_mut().insert(cx);
    next.run(request).await
}

async fn find_session(
    kontor: &Kontor,
    info: &RequestInfo,
    token: &str,
) -> crate::Result<Option<(Session, User)>> {
    let now = kontor.clock.now();
    let idle = kontor.config.section::<SessionConfig>().idle_minutes;
    let idle = TimeDelta::minutes(i64::from(idle));
    let found = session::find(kontor.db.reader(), token, now, idle).await?;
    // a cookie that was replaced moments ago still reads
    let found = found.filter(|(session, _)| session.replaced_by.is_none() || info.method.is_safe());
    if let Some((session, _)) = &found
        && !info.background
        && session.replaced_by.is_none()
        && session::is_touch_due(session, now)
    {
        let (kontor, id) = (kontor.clone(), session.id.clone());
        // the answer does not wait for this note
        tokio::spawn(async move {
            if let Err(cause) = touch(&kontor, &id, now).await {
                tracing::warn!(%cause, "a session's last action could not be written");
            }
        });
    }
    Ok(found)
}

async fn touch(kontor: &Kontor, id: &str, now: chrono::DateTime<chrono::Utc>) -> crate::Result<()> {
    let tx = kontor.db.begin().await?;
    session::touch(&tx, id, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Answers 503 when a request takes longer than `server.request_timeout_seconds`; live pages are meant to.
pub(crate) async fn limit_time(
    State(kontor): State<Kontor>,
    request: Request,
    next: Next,
) -> Response {
    if request.uri().path() == super::live::PATH {
        return next.run(request).await;
    }
    let seconds = kontor.config.section::<ServerConfig>().request_timeout_seconds;
    limited(Duration::from_secs(u64::from(seconds)), next.run(request)).await
}

/// The answer, if it does not take longer.
pub(crate) async fn limited(limit: Duration, answer: impl Future<Output = Response>) -> Response {
    match tokio::time::timeout(limit, answer).await {
        Ok(response) => response,
        Err(_) => Error::Unavailable("it took too long").into_response(),
    }
}

/// Counts and logs every request: the route as it is written, never the address with its values.
pub(super) async fn observe(request: Request, next: Next) -> Response {
    let observed = Observed::begin(&request);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    observed.end(route.as_ref().map(MatchedPath::as_str), &response);
    response
}

/// A request that is not answered yet.
pub(crate) struct Observed {
    began: Instant,
    method: Method,
}

impl Observed {
    pub(crate) fn begin(request: &Request) -> Self {
        Self { began: Instant::now(), method: request.method().clone() }
    }

    /// It was answered by this route, if by any.
    pub(crate) fn end(self, route: Option<&str>, response: &Response) {
        let Self { began, method } = self;
        let (took, route) = (began.elapsed(), route.unwrap_or("none"));
        let status = response.status().as_u16();
        let length = response.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok());
        let id = response.headers().get(REQUEST_ID).and_then(|v| v.to_str().ok());
        tracing::debug!(%method, route, status, length, id, ms = took.as_secs_f64() * 1e3, "Answered");
        let labels = [
            ("method", method.to_string()),
            ("route", route.to_owned()),
            ("status", format!("{}xx", status / 100)),
        ];
        metrics::counter!("kontor_http_requests_total", &labels).increment(1);
        metrics::histogram!("kontor_http_request_seconds", &labels[..2]).record(took.as_secs_f64());
    }
}

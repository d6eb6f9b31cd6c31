//! Dangerous acts want a fresh proof of who acts (ASVS 7.5.1). What was sent stands sealed on the page that asks for the
//! proof, and goes on with it, also without scripts: the proof is sent to the same address.

use super::{RequestInfo, set_session};
use crate::config::ServerConfig;
use crate::keys::{Aad, Secret};
use crate::session::Session;
use crate::{Cx, Error, Refusal, Result};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header, request::Parts};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta};
use std::pin::Pin;
use std::sync::Arc;

/// The field that holds what was sent.
pub const KEPT: &str = "proof_kept";
/// The field of the first factor.
pub const PASSWORD: &str = "proof_password";
/// The field of the second factor's code, for those who have one.
pub const CODE: &str = "proof_code";
/// The field of a passkey, which is a proof by itself: what `navigator.credentials.get` answered, as JSON.
pub const PASSKEY: &str = "proof_passkey";

/// A form behind a proof is no longer than this.
const LONGEST: usize = 1024 * 1024;
/// So long the page that asks may lie open.
const KEPT_FOR: TimeDelta = TimeDelta::hours(1);
const FORM: &str = "application/x-www-form-urlencoded";

/// What the page that asks for the proof needs to know.
pub struct Asked {
    /// Where the page sends the proof.
    pub action: String,
    /// The value of `KEPT`.
    pub kept: String,
    /// The page that the person came from: the way out.
    pub back: String,
    /// What was given as proof; none at first.
    pub password: Option<Secret>,
    /// The request's headers: the app knows its own cookies.
    pub headers: HeaderMap,
    /// The second factor that was given with it; empty where there is none.
    pub code: String,
    /// The passkey that was given instead; empty where there is none.
    pub passkey: String,
}

/// What became of it.
pub enum Proof {
    /// The session with its new cookie.
    Given(Session, String),
    /// The page that asks, or says what was wrong.
    Missing(Response),
}

pub type Proving = Pin<Box<dyn Future<Output = Result<Proof>> + Send>>;

/// A layer for routes of dangerous acts: lets a POST pass whose session was proved lately; else an app is asked
/// (`App::prove`). A cookie that was replaced does not even read here. Who is not signed in is left to the route.
pub async fn proven(request: Request, next: Next) -> Response {
    match prove(request).await {
        Ok((request, cookie)) => {
            let mut response = next.run(request).await;
            if let Some(cookie) = cookie {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(Stopped::Answer(response)) => response,
        Err(Stopped::Error(error)) => error.into_response(),
    }
}

enum Stopped {
    Answer(Response),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

type Passed = (Request, Option<HeaderValue>);

async fn prove(request: Request) -> std::result::Result<Passed, Stopped> {
    let cx = request.extensions().get::<Cx>();
    let Some((cx, session)) = cx.and_then(|cx| Some((cx.clone(), own_session(cx)?))) else {
        return Ok((request, None));
    };
    if session.replaced_by.is_some() {
        return Err(Error::SignInNeeded.into());
    }
    if request.method() != Method::POST {
        return Ok((request, None));
    }
    let (mut parts, body) = request.into_parts();
    let sent = to_bytes(body, LONGEST).await;
    let sent = sent.map_err(|_| Error::TooLarge { limit_bytes: LONGEST as u64 })?;
    let place = place(&cx, &parts)?;
    let fresh = session.elevated_until.0 > cx.now;
    let (kept, given, body) = match Filled::read(&parts.headers, &sent) {
        Some(filled) => {
            let body = unseal(&cx, &place, &filled.kept, &mut parts.headers)?;
            (filled.kept, filled.given, body)
        }
        None if fresh => return Ok((Request::from_parts(parts, Body::from(sent)), None)),
        None => (seal(&cx, &place, &parts.headers, &sent)?, Given::default(), Vec::new()),
    };
    let mut cookie = None;
    if !fresh {
        let action = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let asked = Asked {
            action,
            kept,
            back: back(&parts.headers),
            headers: parts.headers.clone(),
            password: given.password,
            code: given.code,
            passkey: given.passkey,
        };
        cookie = Some(renew(&mut parts, cx, asked).await?);
    }
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Ok((Request::from_parts(parts, Body::from(body)), cookie))
}

fn own_session(cx: &Cx) -> Option<Session> {
    cx.session().cloned().filter(|_| cx.user.is_some())
}

/// Asks the app that knows how people prove themselves, and goes on in the session that it began.
async fn renew(
    parts: &mut Parts,
    mut cx: Cx,
    asked: Asked,
) -> std::result::Result<HeaderValue, Stopped> {
    let prove = cx.kontor.apps.iter().find_map(|app| app.prove).ok_or(Error::Forbidden)?;
    match prove(cx.clone(), asked).await? {
        Proof::Missing(response) => Err(Stopped::Answer(response)),
        Proof::Given(session, token) => {
            let old = cx.request.as_deref().ok_or(Error::SignInNeeded)?;
            let info = Arc::new(RequestInfo { session: Some(session), ..old.clone() });
            let cookie = set_session(&info, cx.kontor.config.section::<ServerConfig>(), &token);
            cx.request = Some(info.clone());
            parts.extensions.insert(info);
            parts.extensions.insert(cx);
            Ok(cookie)
        }
    }
}

/// The fields of the page that asks.
struct Filled {
    kept: String,
    given: Given,
}

/// What was given as proof; nothing at first.
#[derive(Default)]
struct Given {
    password: Option<Secret>,
    code: String,
    passkey: String,
}

impl Filled {
    fn read(headers: &HeaderMap, sent: &[u8]) -> Option<Self> {
        let form = headers.get(header::CONTENT_TYPE)?.to_str().ok()?.starts_with(FORM);
        let field = |name: &str| {
            let mut pairs = url::form_urlencoded::parse(sent);
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        let kept = field(KEPT).filter(|_| form)?;
        let given = Given {
            password: field(PASSWORD).map(Secret::new),
            code: field(CODE).unwrap_or_default(),
            passkey: field(PASSKEY).unwrap_or_default(),
        };
        Some(Self { kept, given })
    }
}

/// Sealed for this person and this address: nobody else's act, and no other one, can be put in its place.
fn place(cx: &Cx, parts: &Parts) -> Result<Aad> {
    Ok(Aad::new("proof", parts.uri.path(), &cx.user()?.id))
}

fn seal(cx: &Cx, place: &Aad, headers: &HeaderMap, sent: &[u8]) -> Result<String> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let head = format!("{}\n{}\n", cx.now.timestamp_millis(), kind.unwrap_or_default());
    let sealed = cx.kontor.keys.seal(place, &[head.as_bytes(), sent].concat());
    Ok(URL_SAFE_NO_PAD.encode(sealed.map_err(anyhow::Error::from)?))
}

/// What was sent first, with its content type put back.
fn unseal(cx: &Cx, place: &Aad, kept: &str, headers: &mut HeaderMap) -> Result<Vec<u8>> {
    let gone = || Refusal::new("platform-proof-gone", "what was entered is not kept any more");
    let sealed = URL_SAFE_NO_PAD.decode(kept).map_err(|_| gone())?;
    let plain = cx.kontor.keys.unseal(place, &sealed).map_err(|_| gone())?;
    let mut pieces = plain.splitn(3, |byte| *byte == b'\n');
    let mut text = || std::str::from_utf8(pieces.next()?).ok();
    let at = text().and_then(|at| DateTime::from_timestamp_millis(at.parse().ok()?));
    let kind = text().and_then(|kind| HeaderValue::from_str(kind).ok()).ok_or_else(gone)?;
    if at.is_none_or(|at| cx.now - at > KEPT_FOR) {
        return Err(gone().into());
    }
    headers.insert(header::CONTENT_TYPE, kind);
    Ok(pieces.next().unwrap_or_default().to_vec())
}

/// The page that the request came from, as a path of ours.
fn back(headers: &HeaderMap) -> String {
    let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok());
    let path = from.and_then(|from| url::Url::parse(from).ok()).map(|url| url.path().to_owned());
    path.filter(|path| path.starts_with('/') && !path.starts_with("//")).unwrap_or("/".into())
}

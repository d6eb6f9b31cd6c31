//! What a request can end in. Each variant is one kind of answer to the user.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    #[error("not allowed")]
    Forbidden,
    /// The address is there, but not for this method; `Allow` names those that it takes.
    #[error("this address takes no such request")]
    WrongMethod,
    /// Nobody is signed in; the answer leads to the sign-in page and back.
    #[error("sign in first")]
    SignInNeeded,
    /// A rule said no; each refusal is meant for the user and may name a field.
    #[error("{}", .0.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join("; "))]
    Refused(Vec<Refusal>),
    #[error("someone else changed this meanwhile")]
    Stale,
    #[error("too many requests; try again in {retry_after_seconds} s")]
    TooMany { retry_after_seconds: u64 },
    #[error("larger than the {limit_bytes} bytes that are accepted")]
    TooLarge { limit_bytes: u64 },
    /// The server cannot take this now (busy, stopping, read-only); nothing was changed.
    #[error("not available now: {0}")]
    Unavailable(&'static str),
    /// The house, or a part of it, is closed to this request.
    #[error("{}", .0.refusal.text)]
    Closed(Box<Closed>),
    /// Our fault: logged in full, shown as a bare 500 with the request's id.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// Why the house, or a part of it, is closed to a request.
#[derive(Clone, Debug)]
pub struct Closed {
    pub status: StatusCode,
    /// Names the page's texts (`ui-problem-KIND`), and is what programs are told as `code`.
    pub kind: &'static str,
    pub refusal: Refusal,
    /// In how many seconds to ask again.
    pub retry_after: Option<u64>,
}

impl From<Closed> for Error {
    fn from(closed: Closed) -> Self {
        Self::Closed(Box::new(closed))
    }
}

/// One "no" with its reason: a text key with arguments, and the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub key: Cow<'static, str>,
    pub args: Vec<(&'static str, String)>,
    pub field: Option<Cow<'static, str>>,
    /// How a wire of somebody else's format names it.
    pub code: Option<&'static str>,
    /// The English sentence for logs and for where no language is known.
    pub text: String,
}

impl Refusal {
    pub fn new(key: &'static str, text: impl Into<String>) -> Self {
        Self { key: key.into(), args: Vec::new(), field: None, code: None, text: text.into() }
    }

    #[must_use]
    pub fn on(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    #[must_use]
    pub fn coded(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The sentence in the reader's language.
    pub fn say(&self, l: &crate::Locale) -> String {
        let args: Vec<_> =
            self.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        l.ta(&self.key, &args)
    }
}

/// What a noun's `Refused` enum tells about itself: its text key, and the field at fault.
pub trait Refuse: std::error::Error {
    fn key(&self) -> &'static str;
    fn field(&self) -> Option<&'static str> {
        None
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// How a wire of somebody else's format names it.
    fn code(&self) -> Option<&'static str> {
        None
    }
}

impl<R: Refuse> From<R> for Refusal {
    fn from(refused: R) -> Self {
        Self {
            key: refused.key().into(),
            args: refused.args(),
            field: refused.field().map(Into::into),
            code: refused.code(),
            text: refused.to_string(),
        }
    }
}

impl<R: Refuse> From<R> for Error {
    fn from(refused: R) -> Self {
        Self::Refused(vec![refused.into()])
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(cause: sea_orm::DbErr) -> Self {
        Self::Internal(cause.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Self::Internal(cause.into())
    }
}

impl Error {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Stale => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Closed(closed) => closed.status,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// What went wrong, left in the response for the shell to draw in the reader's language.
#[derive(Clone, Debug)]
pub struct Problem {
    pub status: StatusCode,
    pub refusals: Vec<Refusal>,
    /// Where the status alone does not say it ([`Closed`]).
    pub kind: Option<&'static str>,
    /// What was written and not taken, for the page to give back.
    pub kept: Vec<String>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        let mut text = self.to_string();
        if let Self::Internal(cause) = &self {
            tracing::error!(cause = format!("{cause:#}"), "request failed");
            text = "internal error".into();
        }
        let retry = match &self {
            Self::TooMany { retry_after_seconds } => Some(*retry_after_seconds),
            Self::Unavailable(_) => Some(5),
            Self::Closed(closed) => closed.retry_after,
            _ => None,
        };
        let (refusals, kind) = match self {
            Self::Refused(refusals) => (refusals, None),
            Self::Closed(closed) => (vec![closed.refusal], Some(closed.kind)),
            _ => (Vec::new(), None),
        };
        let mut response = (status, text).into_response();
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(Problem { status, refusals, kind, kept: Vec::new() });
        response
    }
}

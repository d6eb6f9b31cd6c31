//! What goes wrong, as JSON:API says it: one or several errors, each with its code and what it is about.

use super::words::{camel, upper};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::error::Problem;
use platform::{Error, Refusal};
use serde::Serialize;
use std::borrow::Cow;

/// Codes that more than one place gives. The others are made of what they are about ([`Wrong`]), or stand with the rule
/// that refuses (`platform::Refuse::code`).
pub mod code {
    pub const CONFLICT: &str = "CONFLICT";
    pub const CONTENT_TYPE_INVALID: &str = "CONTENT_TYPE_INVALID";
    pub const DENIED: &str = "DENIED";
    pub const INTERNAL: &str = "INTERNAL_SERVER_ERROR";
    pub const INVALID: &str = "INVALID";
    pub const JSON_INVALID: &str = "JSON_INVALID";
    pub const LICENSE_INVALID: &str = "LICENSE_INVALID";
    pub const METHOD_NOT_ALLOWED: &str = "METHOD_NOT_ALLOWED";
    pub const NOT_FOUND: &str = "NOT_FOUND";
    pub const PAYLOAD_TOO_LARGE: &str = "PAYLOAD_TOO_LARGE";
    pub const RATE_LIMIT_EXCEEDED: &str = "RATE_LIMIT_EXCEEDED";
    pub const SERVICE_UNAVAILABLE: &str = "SERVICE_UNAVAILABLE";
    pub const SIGNATURE_INVALID: &str = "ACCEPT_SIGNATURE_INVALID";
    pub const TOKEN_FORMAT_INVALID: &str = "TOKEN_FORMAT_INVALID";
    pub const TOKEN_INVALID: &str = "TOKEN_INVALID";
    pub const TOKEN_MISSING: &str = "TOKEN_MISSING";
    pub const VERSION_INVALID: &str = "VERSION_INVALID";
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct One {
    pub title: Cow<'static, str>,
    pub detail: Cow<'static, str>,
    pub code: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Where more is to be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
}

/// What it is about: a place in the body, a part of the query, or a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Pointer(Cow<'static, str>),
    Parameter(Cow<'static, str>),
    Header(Cow<'static, str>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Links {
    pub about: Cow<'static, str>,
}

/// A request that failed. It leaves as an empty answer, into which [`super::around`] writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub status: StatusCode,
    pub errors: Vec<One>,
    pub retry_after: Option<HeaderValue>,
}

impl Fault {
    pub fn new(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        detail: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (code, detail) = (code.into(), detail.into());
        let one = One { title: title(status).into(), detail, code, source: None, links: None };
        Self { status, errors: vec![one], retry_after: None }
    }

    /// The fault of a request that nobody understands.
    pub fn bad(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// Who asks did not say who they are, or not in a way that is believed.
    pub fn unauthorised(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, detail)
    }

    /// Who asks may not do this.
    pub fn forbidden(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    /// A rule said no.
    pub fn refused(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    pub fn not_found() -> Self {
        Self::of_status(StatusCode::NOT_FOUND)
    }

    /// The same, about a place in the body.
    #[must_use]
    pub fn at(self, pointer: impl Into<Cow<'static, str>>) -> Self {
        self.about(Source::Pointer(pointer.into()))
    }

    /// The same, about this.
    #[must_use]
    pub fn about(mut self, source: Source) -> Self {
        if let Some(last) = self.errors.last_mut() {
            last.source = Some(source);
        }
        self
    }

    /// What can be said where nothing but the status is known.
    pub fn of_status(status: StatusCode) -> Self {
        let (code, detail) = usual(status);
        Self::new(status, code, detail)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(wait) = &self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, wait.clone());
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        let response = error.into_response(); // which writes what is our own fault into the log
        let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
        let problem = response.extensions().get::<Problem>();
        let fault = problem.map_or_else(|| Self::of_status(response.status()), Self::from);
        Self { retry_after, ..fault }
    }
}

impl From<&Problem> for Fault {
    fn from(problem: &Problem) -> Self {
        let status = problem.status;
        let mut fault = Self::of_status(status);
        match (&problem.refusals[..], problem.kind) {
            ([], _) => {}
            // the house is closed: the reason, and the status says what to do
            ([reason, ..], Some(_)) => fault.errors[0].detail = reason.text.clone().into(),
            (all, None) => fault.errors = all.iter().map(|one| refusal(status, one)).collect(),
        }
        fault
    }
}

impl From<sea_orm::DbErr> for Fault {
    fn from(cause: sea_orm::DbErr) -> Self {
        Error::from(cause).into()
    }
}

/// One "no" of a rule. Its field is a name among the attributes, or a place of its own that begins with a slash.
fn refusal(status: StatusCode, one: &Refusal) -> One {
    let pointer = one.field.as_deref().map(|field| match field {
        place if place.starts_with('/') => place.to_owned(),
        name => format!("/data/attributes/{}", camel(name)),
    });
    let code = match (one.code, &pointer) {
        (Some(code), _) => code.into(),
        (None, Some(pointer)) => format!("{}_{}", upper(named(pointer)), code::INVALID).into(),
        (None, None) => code::INVALID.into(),
    };
    One {
        title: title(status).into(),
        detail: one.text.clone().into(),
        code,
        source: pointer.map(|pointer| Source::Pointer(pointer.into())),
        links: None,
    }
}

/// The name at the end of a place: `policy` in `/data/relationships/policy/data/0`.
fn named(pointer: &str) -> &str {
    let is_name = |part: &&str| {
        *part != "data" && !part.is_empty() && !part.bytes().all(|byte| byte.is_ascii_digit())
    };
    pointer.rsplit('/').find(is_name).unwrap_or("data")
}

fn title(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN => "Access denied",
        StatusCode::BAD_REQUEST => "Bad request",
        StatusCode::UNPROCESSABLE_ENTITY => "Unprocessable resource",
        other => other.canonical_reason().unwrap_or("Error"),
    }
}

/// The code of a status, and what is said where nothing else is.
fn usual(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => (code::INVALID, "The request is not understood"),
        StatusCode::UNAUTHORIZED => {
            (code::TOKEN_MISSING, "You must be authenticated to complete the request")
        }
        StatusCode::FORBIDDEN => {
            (code::DENIED, "You do not have permission to complete the request")
        }
        StatusCode::NOT_FOUND => (code::NOT_FOUND, "The requested resource was not found"),
        StatusCode::METHOD_NOT_ALLOWED => {
            (code::METHOD_NOT_ALLOWED, "This address takes no such request")
        }
        StatusCode::CONFLICT => (code::CONFLICT, "Someone else changed this meanwhile"),
        StatusCode::PAYLOAD_TOO_LARGE => {
            (code::PAYLOAD_TOO_LARGE, "The body is longer than is accepted")
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            (code::CONTENT_TYPE_INVALID, "The content type of the request is not supported")
        }
        StatusCode::UNPROCESSABLE_ENTITY => (code::INVALID, "The request was refused"),
        StatusCode::TOO_MANY_REQUESTS => {
            (code::RATE_LIMIT_EXCEEDED, "Too many requests; try again later")
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            (code::SERVICE_UNAVAILABLE, "The server cannot take this now; try again later")
        }
        _ => (code::INTERNAL, "Something went wrong; it was noted"),
    }
}

/// Collects what is wrong with a request, so that all of it is said at once.
#[derive(Clone, Debug, Default)]
pub struct Wrong(Option<Fault>);

impl Wrong {
    /// Notes that something is wrong; its code is made of its name and the reason, such as `MISSING`. A request that is
    /// not understood weighs more than one that a rule refuses.
    pub fn note(&mut self, status: StatusCode, source: Source, reason: &str, detail: String) {
        let name = match &source {
            Source::Pointer(place) => named(place),
            Source::Parameter(name) | Source::Header(name) => name,
        };
        let code = format!("{}_{reason}", upper(name));
        let new = Fault::new(status, code, detail).about(source);
        match &mut self.0 {
            Some(fault) => {
                fault.status = fault.status.min(status);
                fault.errors.extend(new.errors);
            }
            none => *none = Some(new),
        }
    }

    /// Whether something was noted about this place already.
    pub fn is_about(&self, place: &str) -> bool {
        let about = |one: &One| matches!(&one.source, Some(Source::Pointer(at)) if at == place);
        self.0.as_ref().is_some_and(|fault| fault.errors.iter().any(about))
    }

    /// Ends the reading: everything was right, or this is what was wrong.
    pub fn done(&mut self) -> Result<(), Fault> {
        self.0.take().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn json(fault: &Fault) -> serde_json::Value {
        serde_json::to_value(&fault.errors).unwrap()
    }

    #[test]
    fn several_refusals_stay_in_their_order_with_code_and_place() {
        let taken = Refusal::new("x", "is taken").on("fingerprint").coded("FINGERPRINT_TAKEN");
        let limit = Refusal::new("x", "too many").coded("MACHINE_LIMIT_EXCEEDED");
        let policy = Refusal::new("x", "is another's").on("/data/relationships/policy");
        let plain = Refusal::new("x", "is odd").on("max_machines");
        let fault = Fault::from(Error::Refused(vec![taken, limit, policy, plain]));
        assert_eq!(fault.status, 422);
        let title = "Unprocessable resource";
        assert_eq!(
            json(&fault),
            json!([
                { "title": title, "detail": "is taken", "code": "FINGERPRINT_TAKEN",
                  "source": { "pointer": "/data/attributes/fingerprint" } },
                { "title": title, "detail": "too many", "code": "MACHINE_LIMIT_EXCEEDED" },
                { "title": title, "detail": "is another's", "code": "POLICY_INVALID",
                  "source": { "pointer": "/data/relationships/policy" } },
                { "title": title, "detail": "is odd", "code": "MAX_MACHINES_INVALID",
                  "source": { "pointer": "/data/attributes/maxMachines" } },
            ])
        );
    }

    #[test]
    fn every_kind_of_answer_has_its_status_and_code_and_tells_nothing_of_the_inside() {
        let closed = platform::error::Closed {
            status: StatusCode::SERVICE_UNAVAILABLE,
            kind: "readonly",
            refusal: Refusal::new("x", "nothing can be changed now"),
            retry_after: Some(300),
        };
        for (error, status, code, wait) in [
            (Error::NotFound, 404, "NOT_FOUND", None),
            (Error::Forbidden, 403, "DENIED", None),
            (Error::SignInNeeded, 401, "TOKEN_MISSING", None),
            (Error::WrongMethod, 405, "METHOD_NOT_ALLOWED", None),
            (Error::Stale, 409, "CONFLICT", None),
            (Error::TooMany { retry_after_seconds: 7 }, 429, "RATE_LIMIT_EXCEEDED", Some("7")),
            (Error::TooLarge { limit_bytes: 1 }, 413, "PAYLOAD_TOO_LARGE", None),
            (Error::Unavailable("busy"), 503, "SERVICE_UNAVAILABLE", Some("5")),
            (Error::from(closed), 503, "SERVICE_UNAVAILABLE", Some("300")),
            (anyhow::anyhow!("secret").into(), 500, "INTERNAL_SERVER_ERROR", None),
        ] {
            let fault = Fault::from(error);
            assert_eq!((fault.status.as_u16(), &*fault.errors[0].code), (status, code));
            assert_eq!(fault.retry_after.as_ref().map(|wait| wait.to_str().unwrap()), wait);
            assert!(!fault.errors[0].detail.contains("secret"));
        }
    }

    #[test]
    fn what_is_not_understood_weighs_more_than_what_is_refused() {
        let mut wrong = Wrong::default();
        let at = |place: &'static str| Source::Pointer(place.into());
        assert!(wrong.done().is_ok());
        let refused = StatusCode::UNPROCESSABLE_ENTITY;
        wrong.note(refused, at("/data/relationships/license/data"), "MISSING", "is missing".into());
        let bad = StatusCode::BAD_REQUEST;
        wrong.note(bad, Source::Parameter("page[size]".into()), "INVALID", "is odd".into());
        let fault = wrong.done().unwrap_err();
        assert_eq!(fault.status, bad);
        let codes: Vec<_> = fault.errors.iter().map(|one| &*one.code).collect();
        assert_eq!(codes, ["LICENSE_MISSING", "PAGE_SIZE_INVALID"]);
        assert!(wrong.done().is_ok());
    }
}

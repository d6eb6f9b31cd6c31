//! What goes wrong, as RFC 9457 says it: `application/problem+json`, always with the request's id.

use super::admit::Missing;
use crate::error::Problem as Wrong;
use crate::{Cx, Kontor, Lang, Locale};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Serialize;

pub const MEDIA_TYPE: &str = "application/problem+json";
/// What axum says of a body that it cannot read is one line.
const LONGEST_LINE: usize = 64 * 1024;

/// What went wrong (RFC 9457).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// Always `about:blank`: `status` and `code` say what it is.
    pub r#type: &'static str,
    /// The status in words.
    pub title: String,
    pub status: u16,
    /// What is wrong this time, for people.
    pub detail: String,
    /// What is wrong, for programs: `missing_scope`, `not_found`, `refused`, …
    pub code: &'static str,
    /// What to tell whoever runs this server.
    pub request_id: String,
    /// The scope that the key would need; only with `missing_scope`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_scope: Option<&'static str>,
    /// What was refused, each with its field where it is about one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Refused>,
}

/// One "no" of a rule.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Refused {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Stays the same in every language and version, such as `helpdesk-ticket-subject-blank`.
    pub code: String,
    pub detail: String,
}

/// The language that the caller asks for; programs that ask for none are told in English.
pub(crate) fn locale(kontor: &Kontor, accept_language: &str) -> Locale {
    kontor.locale(Lang::accepted(accept_language).unwrap_or(Lang::En))
}

/// Writes every refusal and fault as a problem.
pub(super) async fn as_json(
    State(kontor): State<Kontor>,
    request: Request,
    next: Next,
) -> Response {
    let info = crate::http::info(&request).cloned();
    let conditional = request.headers().contains_key(header::IF_MATCH);
    let response = next.run(request).await;
    if response.status().as_u16() < 400 || is_problem(&response) {
        return response;
    }
    let (id, language) =
        info.map(|i| (i.id.clone(), i.accept_language.clone())).unwrap_or_default();
    let l = locale(&kontor, &language);
    written(response, &Told { l: &l, request: id, conditional }).await
}

fn is_problem(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE)
}

/// The answer to a program that asked a page for JSON.
pub(crate) async fn as_problem(cx: &Cx, response: Response) -> Response {
    let request = cx.request.as_ref().map(|request| request.id.clone()).unwrap_or_default();
    written(response, &Told { l: &cx.locale, request, conditional: false }).await
}

pub(super) struct Told<'a> {
    pub l: &'a Locale,
    pub request: String,
    /// Whether the caller said `If-Match`: then a version that is over is a failed precondition (RFC 9110 §13.1.1).
    pub conditional: bool,
}

/// The same answer as a problem, with its headers.
pub(super) async fn written(response: Response, told: &Told<'_>) -> Response {
    let (mut parts, body) = response.into_parts();
    let line = to_bytes(body, LONGEST_LINE).await.unwrap_or_default();
    let line = String::from_utf8_lossy(&line).into_owned();
    if parts.status == StatusCode::CONFLICT && told.conditional {
        parts.status = StatusCode::PRECONDITION_FAILED;
    }
    let missing = parts.extensions.get::<Missing>().map(|missing| missing.0);
    let wrong = parts.extensions.get::<Wrong>();
    let kind = wrong.and_then(|wrong| wrong.kind);
    let refusals = wrong.map(|wrong| wrong.refusals.clone());
    let errors: Vec<Refused> = refusals
        .unwrap_or_default()
        .into_iter()
        .map(|one| Refused {
            detail: one.say(told.l),
            field: one.field.as_deref().map(str::to_owned),
            code: one.key.into_owned(),
        })
        .collect();
    let said: Vec<&str> = errors.iter().map(|one| one.detail.as_str()).collect();
    let title = parts.status.canonical_reason().unwrap_or("Error").to_owned();
    let problem = Problem {
        r#type: "about:blank",
        detail: match (said.is_empty(), line.trim()) {
            (false, _) => said.join(" "),
            (true, "") => title.clone(),
            (true, line) => line.to_owned(),
        },
        title,
        status: parts.status.as_u16(),
        code: kind.unwrap_or_else(|| code(parts.status, missing.is_some())),
        request_id: told.request.clone(),
        missing_scope: missing,
        errors,
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

fn code(status: StatusCode, missing_scope: bool) -> &'static str {
    match status {
        StatusCode::FORBIDDEN if missing_scope => "missing_scope",
        StatusCode::BAD_REQUEST => "unreadable",
        StatusCode::UNAUTHORIZED => "unauthorized",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => "stale",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "not_json",
        StatusCode::UNPROCESSABLE_ENTITY => "refused",
        StatusCode::TOO_MANY_REQUESTS => "too_many",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        _ => "internal",
    }
}

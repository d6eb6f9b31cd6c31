//! Refusals and faults are drawn by the shell, in the reader's language; a program that asks for JSON gets them as such
//! (RFC 9457), and every other one keeps the plain line.

use super::host_cookie;
use crate::app::{Porch, is_at};
use crate::config::ServerConfig;
use crate::error::{Problem, Refusal};
use crate::{Cx, Lang, api};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

pub(super) async fn draw(request: Request, next: Next) -> Response {
    let wanted = Wanted::of(request.headers());
    let mut cx = request.extensions().get::<Cx>().cloned();
    if let Some(cx) = &mut cx {
        speak(cx, request.headers());
    }
    let mut response = next.run(request).await;
    let (Some(wanted), Some(cx)) = (wanted, cx) else { return response };
    if is_unread(&response) {
        response = told(response).await;
    } else if is_too_large(&response) {
        let problem = Problem {
            status: response.status(),
            refusals: Vec::new(),
            kind: None,
            kept: Vec::new(),
        };
        response.extensions_mut().insert(problem);
    }
    drawn(&cx, wanted, response).await
}

/// Where visitors choose their language by a cookie, problems are told in it too.
fn speak(cx: &mut Cx, headers: &HeaderMap) {
    let (Some(info), Some(porch)) = (cx.request.clone(), porch(cx)) else { return };
    let config = cx.kontor.config.section::<ServerConfig>();
    let chosen = host_cookie(headers, &info, config, porch.cookie);
    if let Some(lang) = chosen.and_then(|tag| Lang::of_tag(&tag)) {
        cx.locale = cx.kontor.locale(lang);
    }
}

/// What the address that is asked for lies below, where it is for people from outside.
fn porch(cx: &Cx) -> Option<&'static Porch> {
    let path = &cx.request.as_ref()?.path;
    let mut porches = cx.kontor.apps.iter().flat_map(|app| app.porches);
    porches.find(|porch| is_at(porch.below, path))
}

/// The problem that a response carries, as who asks wants it.
pub(super) async fn drawn(cx: &Cx, wanted: Wanted, response: Response) -> Response {
    let Some(problem) = response.extensions().get::<Problem>() else { return response };
    let mut drawn = match (wanted, cx.kontor.apps.iter().find_map(|app| app.problem)) {
        (Wanted::Json, _) => return api::as_problem(cx, response).await,
        (Wanted::Page, shell) => match (porch(cx), shell) {
            (Some(porch), _) => (porch.problem)(cx.clone(), problem.clone()).await,
            (None, Some(draw)) => draw(cx, problem),
            (None, None) => return response,
        },
    };
    for name in [header::RETRY_AFTER, header::ALLOW, header::CONNECTION] {
        if let Some(value) = response.headers().get(&name) {
            drawn.headers_mut().insert(name, value.clone());
        }
    }
    drawn
}

/// How a problem is told to who asks.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Page,
    Json,
}

impl Wanted {
    /// None: the plain line.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let accept = headers.get(header::ACCEPT)?.to_str().ok()?;
        if accept.contains("text/html") {
            return Some(Self::Page);
        }
        let is_json = |kind: &str| kind.contains("application/json") || kind.contains("+json");
        is_json(accept).then_some(Self::Json)
    }
}

/// What axum itself answers when it cannot read a form, a query or an address: a line of plain text.
fn is_unread(response: &Response) -> bool {
    let status = matches!(
        response.status(),
        StatusCode::BAD_REQUEST
            | StatusCode::UNSUPPORTED_MEDIA_TYPE
            | StatusCode::UNPROCESSABLE_ENTITY
    );
    status && response.extensions().get::<Problem>().is_none() && is_plain(response.headers())
}

/// What the layer around all routes answers when a body is longer than `server.max_body_bytes`.
fn is_too_large(response: &Response) -> bool {
    response.status() == StatusCode::PAYLOAD_TOO_LARGE
        && response.extensions().get::<Problem>().is_none()
        && is_plain(response.headers())
}

fn is_plain(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/plain"))
}

/// The same answer with the problem for the shell to draw, which names the field where the line does.
async fn told(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let text = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    let line = String::from_utf8_lossy(&text).into_owned();
    let refusal = match field(&line) {
        Some(name) => {
            Refusal::new("platform-unread-field", line.clone()).with("field", &name).on(name)
        }
        None => Refusal::new("platform-unread", line.clone()),
    };
    parts.extensions.insert(Problem {
        status: parts.status,
        refusals: vec![refusal],
        kind: None,
        kept: Vec::new(),
    });
    Response::from_parts(parts, Body::from(text))
}

/// The name that the line is about: what stands between two colons, or after `missing field`.
fn field(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(": ")?;
    let quoted = |mark: &str| rest.split_once(mark)?.1.split('`').next();
    let named = || rest.split_once(": ").map(|(name, _)| name);
    let name = quoted("missing field `").or_else(|| quoted("duplicate field `")).or_else(named)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.[]".contains(c);
    (!name.is_empty() && name.len() <= 64 && name.chars().all(plain)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn the_field_is_found_in_what_axum_says() {
        for (line, name) in [
            (
                "Failed to deserialize form body: theme: unknown variant `x`, expected `a`",
                Some("theme"),
            ),
            ("Failed to deserialize form body: duplicate field `theme`", Some("theme")),
            ("Failed to deserialize query string: missing field `token`", Some("token")),
            (
                "Failed to deserialize query string: page: invalid digit found in string",
                Some("page"),
            ),
            ("Failed to deserialize form body: <b>: unknown", None),
            ("Form requests must have `Content-Type: application/x-www-form-urlencoded`", None),
            ("", None),
        ] {
            assert_eq!(field(line).as_deref(), name, "{line}");
        }
    }
}

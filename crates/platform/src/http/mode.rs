//! Maintenance and read-only mode, for every page: who may work now, and whether anything may be changed.

use super::gate::info;
use crate::error::Problem;
use crate::{Cx, Kontor, switch};
use axum::body::to_bytes;
use axum::extract::{FromRequest, MatchedPath, Multipart, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub(super) async fn check(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let closed = match allowed(&kontor, &request) {
        Ok(()) => return next.run(request).await,
        Err(closed) => closed,
    };
    let kept = written(request).await;
    let mut response = closed.into_response();
    if let Some(problem) = response.extensions_mut().get_mut::<Problem>() {
        problem.kept = kept;
    }
    response
}

fn allowed(kontor: &Kontor, request: &Request) -> crate::Result<()> {
    let (Some(info), Some(cx)) = (info(request), request.extensions().get::<Cx>()) else {
        return Ok(()); // the layer that says who asks is missing, and nothing will be let in
    };
    if !switch::is_always_open(kontor, &info.path) {
        switch::kept_out(cx, switch::operates(cx))?;
    }
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    switch::settled(kontor, &info.method, &info.path, route)
}

/// A form is no longer than this, but for its files.
const LONGEST: usize = 1024 * 1024;
/// Shorter values are numbers and choices, or quickly written again.
const WORTH_KEEPING: usize = 20;

/// The texts of a form that is not taken. No secret is among them: those have no blanks, or a name that says so.
async fn written(request: Request) -> Vec<String> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let fields = match kind.unwrap_or_default().split(';').next().unwrap_or_default() {
        "application/x-www-form-urlencoded" => {
            let body = to_bytes(request.into_body(), LONGEST).await.unwrap_or_default();
            url::form_urlencoded::parse(&body).into_owned().collect()
        }
        "multipart/form-data" => parts(request).await,
        _ => Vec::new(),
    };
    let texts = fields.into_iter().filter(|(name, text)| {
        let secret = ["password", "secret", "token", "proof"].iter().any(|it| name.contains(it));
        !secret && text.contains(char::is_whitespace) && text.chars().count() >= WORTH_KEEPING
    });
    texts.map(|(_, text)| text).collect()
}

/// The texts that came before the body was too long or its end was lost.
async fn parts(request: Request) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return fields };
    while let Ok(Some(field)) = form.next_field().await {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_some() {
            continue;
        }
        let Ok(text) = field.text().await else { break };
        fields.push((name, text));
    }
    fields
}

/// A layer for the routes of an app that may be switched off.
pub(crate) async fn if_on(
    State((kontor, app)): State<(Kontor, crate::App)>,
    request: Request,
    next: Next,
) -> Response {
    if kontor.is_on(&app) { next.run(request).await } else { switch::off().into_response() }
}

//! Refusals and faults are drawn by the shell, in the reader's language; a program that wants no HTML keeps the plain line.

use crate::error::Problem;
use crate::{Cx, Kontor};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

pub(super) async fn draw(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok());
    let html = accept.is_some_and(|accept| accept.contains("text/html"));
    let cx = request.extensions().get::<Cx>().cloned();
    let response = next.run(request).await;
    let draw = kontor.apps.iter().find_map(|app| app.problem).filter(|_| html);
    let (Some(draw), Some(cx), Some(problem)) = (draw, cx, response.extensions().get::<Problem>())
    else {
        return response;
    };
    let mut drawn = draw(&cx, problem);
    if let Some(seconds) = response.headers().get(header::RETRY_AFTER) {
        drawn.headers_mut().insert(header::RETRY_AFTER, seconds.clone());
    }
    drawn
}

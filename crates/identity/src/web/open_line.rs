//! Nobody signs in over a line that others can read.

use crate::views;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::Cx;
use platform::config::ServerConfig;
use platform::http::may_carry_session;

/// In place of every page that leads to a session: why there is none here, and what to do about it.
pub async fn refuse(request: Request, next: Next) -> Response {
    let Some(cx) = request.extensions().get::<Cx>().cloned() else {
        return next.run(request).await;
    };
    let config = cx.kontor.config.section::<ServerConfig>();
    match &cx.request {
        Some(asked) if !may_carry_session(asked, config) => {
            let proxy = asked.forwarded.then_some(asked.ip);
            (StatusCode::FORBIDDEN, views::open_line::page(&cx, proxy)).into_response()
        }
        _ => next.run(request).await,
    }
}

//! Whether the server can be reached, and its answers be trusted.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/ping", get(|| async { StatusCode::OK }))
}

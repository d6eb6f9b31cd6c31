//! Whether the server is well.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/health", get(|| async { StatusCode::NO_CONTENT }))
}

//! A fixed body, read from nowhere and signed anew each time, as Kontor signs its answers: what signing alone costs.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use ring::signature::Ed25519KeyPair;
use std::sync::LazyLock;

/// A key of this peer's own.
static PAIR: LazyLock<Ed25519KeyPair> = LazyLock::new(|| Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("32 bytes are a seed"));
/// As long as an answer about a licence is.
const BODY: &str = include_str!("answer.json");
const DATE: &str = "Sun, 22 Nov 2026 12:00:00 GMT";

pub async fn fixed(headers: HeaderMap, _asked: Bytes) -> Response {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let sum = format!("sha-256={}", STANDARD.encode(digest(&SHA256, BODY.as_bytes())));
    let text = format!("(request-target): post /v1/licenses/actions/validate-key\nhost: {host}\ndate: {DATE}\ndigest: {sum}");
    let signature = STANDARD.encode(PAIR.sign(text.as_bytes()));
    let signature = format!("keyid=\"bench\", algorithm=\"ed25519\", signature=\"{signature}\", headers=\"(request-target) host date digest\"");
    ([("content-type", "application/vnd.api+json".to_owned()), ("date", DATE.to_owned()), ("digest", sum), ("keygen-signature", signature)], BODY).into_response()
}

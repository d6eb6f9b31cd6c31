//! How often a key may come, said in the headers of every answer (draft-ietf-httpapi-ratelimit-headers).

use crate::limit::{Left, Limit};
use crate::{Error, Kontor, Result};
use axum::http::HeaderValue;
use axum::response::Response;

pub(super) struct Counted {
    policy: String,
    left: Left,
}

impl Counted {
    /// Counts one request; the headers are due whether it passes or not.
    pub async fn take(kontor: &Kontor, limit: &Limit, key: &str) -> (Self, Result<()>) {
        let left = kontor.limits.take(limit, key).await;
        let seconds = limit.per.as_secs();
        let policy = format!("\"{}\";q={};w={seconds}", limit.name, limit.count);
        let passes = match left.wait_seconds {
            None => Ok(()),
            Some(retry_after_seconds) => Err(Error::TooMany { retry_after_seconds }),
        };
        (Self { policy, left }, passes)
    }

    pub fn on(self, mut response: Response) -> Response {
        let name = self.policy.split(';').next().unwrap_or_default();
        let now = format!("{name};r={};t={}", self.left.remaining, self.left.full_in_seconds);
        for (header, value) in [("ratelimit-policy", &self.policy), ("ratelimit", &now)] {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.headers_mut().insert(header, value);
            }
        }
        response
    }
}

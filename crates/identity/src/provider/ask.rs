//! One question to a provider, and why there was no answer to go on with.

use axum::http::StatusCode;
use platform::Cx;
use platform::outbound::{Client, Request};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Somebody waits for the page.
const PATIENCE: Duration = Duration::from_secs(8);

/// Why there is no answer to go on with. For the log and the administrator.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failed {
    #[error("{0}")]
    Outbound(String),
    /// The provider says no; its word for it, such as `invalid_client` (RFC 6749 §5.2).
    #[error("the provider answered {0}: {1}")]
    Rejected(u16, String),
    #[error("the answer is none that OpenID Connect knows: {0}")]
    Strange(String),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Rejected {
    error: serde_json::Value,
}

/// Sends the request and reads what it says as JSON.
pub async fn ask<T: DeserializeOwned>(cx: &Cx, request: Request) -> Result<T, Failed> {
    let client = Client::of(cx).map_err(|cause| Failed::Outbound(cause.to_string()))?;
    // a provider's addresses are told by itself: nobody else's are followed
    let request = Request { redirects: 0, ..request };
    let answer = client.within(PATIENCE).send(request).await;
    let answer = answer.map_err(|cause| Failed::Outbound(full(&cause)))?;
    if answer.status != StatusCode::OK {
        let rejected: Rejected = serde_json::from_slice(&answer.body).unwrap_or_default();
        let word = rejected.error.as_str().or_else(|| rejected.error.get("code")?.as_str());
        return Err(Failed::Rejected(answer.status.as_u16(), plain(word.unwrap_or("no reason"))));
    }
    serde_json::from_slice(&answer.body).map_err(|cause| Failed::Strange(cause.to_string()))
}

/// The error with what is behind it: "error sending request" alone helps nobody.
fn full(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

/// A provider's word for an error, as it may stand on a page and in a log.
pub fn plain(word: &str) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || "_-. ".contains(*c);
    word.chars().filter(fits).take(60).collect()
}

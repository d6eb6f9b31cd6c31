//! Where this server is to be found from outside, for addresses that lead to files.

use super::fault::Fault;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use platform::Kontor;
use platform::config::ServerConfig;
use platform::http::RequestInfo;
use std::sync::Arc;

/// `https://kontor.example`: as the house is set up, else as it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(pub String);

impl FromRequestParts<Kontor> for Origin {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self, Fault> {
        if let Some(url) = &kontor.config.section::<ServerConfig>().external_url {
            return Ok(Self(url.trim().trim_end_matches('/').to_owned()));
        }
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = host.or_else(|| parts.uri.authority().map(axum::http::uri::Authority::as_str));
        let info = parts.extensions.get::<Arc<RequestInfo>>();
        let scheme = if info.is_some_and(|info| info.secure) { "https" } else { "http" };
        Ok(Self(format!("{scheme}://{}", host.unwrap_or("localhost"))))
    }
}

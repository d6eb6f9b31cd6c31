//! What is known about the request that is answered.

use crate::session::Session;
use axum::http::{HeaderMap, Method, Uri};
use std::net::IpAddr;

/// What is known about the request that is answered.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// Shown on error pages and written to every log line.
    pub id: String,
    /// This response's script nonce (128 bit).
    pub nonce: String,
    /// The client, after the trusted-proxy rules.
    pub ip: IpAddr,
    pub agent: String,
    pub method: Method,
    pub path: String,
    pub query: String,
    /// True when htmx asks for a part of a page that is already open.
    pub fragment: bool,
    /// The id of the element that htmx will put the answer into, such as `detail`; empty when it has none.
    pub target: String,
    /// True for polling, live updates and preloads: not something that the person did.
    pub background: bool,
    /// True when the browser reached us over TLS.
    pub secure: bool,
    pub accept_language: String,
    pub session: Option<Session>,
}

impl RequestInfo {
    pub(super) fn new(
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        client: super::proxy::Client,
    ) -> Self {
        let text = |name: &str| {
            headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
        };
        let restoring = text("hx-history-restore-request") == "true";
        Self {
            id: crate::rng::token()[..16].to_owned(),
            nonce: crate::rng::token()[..22].to_owned(),
            ip: client.ip,
            secure: client.secure,
            agent: text("user-agent"),
            method: method.clone(),
            path: uri.path().to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            fragment: text("hx-request") == "true" && text("hx-boosted") != "true" && !restoring,
            // sent as `section#detail`
            target: text("hx-target")
                .split_once('#')
                .map(|(_, id)| id.to_owned())
                .unwrap_or_default(),
            background: !text("x-kontor-background").is_empty() || !text("sec-purpose").is_empty(),
            accept_language: text("accept-language"),
            session: None,
        }
    }

    /// A request of this client, for tests of what is told about it.
    #[cfg(test)]
    pub(crate) fn of_client(ip: IpAddr) -> Self {
        let client = super::proxy::Client { ip, secure: true };
        Self::new(&Method::POST, &Uri::from_static("/"), &HeaderMap::new(), client)
    }

    /// Path and query: where to come back to after signing in.
    pub fn address(&self) -> String {
        if self.query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, self.query)
        }
    }
}

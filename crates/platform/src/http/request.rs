//! What is known about the request that is answered.

use crate::session::Session;
use axum::http::{HeaderMap, Method, Uri};
use std::net::IpAddr;

/// What is known about the request that is answered.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a request")]
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
    /// True when the browser runs on this very machine: it asked for a name of it, and no stranger forwarded that.
    pub local: bool,
    /// True when a proxy that nobody named forwarded the request; then `ip` is the proxy's.
    pub forwarded: bool,
    pub accept_language: String,
    /// What an action said on the way here (`flash`), for the page to draw.
    pub flash: Option<String>,
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
        let chance = crate::rng::token(); // one question for both
        let restoring = text("hx-history-restore-request") == "true";
        Self {
            id: chance[..16].to_owned(),
            nonce: chance[16..38].to_owned(),
            ip: client.ip,
            secure: client.secure,
            local: !client.forwarded && asks_this_machine(uri, headers),
            forwarded: client.forwarded,
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
            background: !text("x-kontor-background").is_empty()
                || !text("sec-purpose").is_empty()
                || uri.path() == super::live::PATH,
            accept_language: text("accept-language"),
            flash: None,
            session: None,
        }
    }

    /// A request of this client, for tests of what is told about it.
    #[cfg(test)]
    pub(crate) fn of_client(ip: IpAddr) -> Self {
        let client = super::proxy::Client { ip, secure: true, forwarded: false };
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

/// Whether the request asks for `localhost` or a loopback address: nobody else's browser can reach us by those.
fn asks_this_machine(uri: &Uri, headers: &HeaderMap) -> bool {
    let host = headers.get("host").and_then(|host| host.to_str().ok());
    uri.host().or_else(|| host.map(without_port)).is_some_and(is_this_machine)
}

pub(super) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// `localhost` and its subdomains (RFC 6761 §6.3), 127.0.0.0/8 and `[::1]`.
pub(super) fn is_this_machine(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name);
    let address = bare.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback());
    address || name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_local() {
        let asks = |host: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("host", host.parse().unwrap());
            asks_this_machine(&Uri::from_static("/"), &headers)
        };
        for host in [
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:8080",
            "127.3.2.1",
            "[::1]:80",
            "[::1]",
            "a.localhost",
        ] {
            assert!(asks(host), "{host}");
        }
        for host in [
            "kontor.lan",
            "192.168.1.5:8080",
            "localhost.evil.test",
            "127.0.0.1.evil.test",
            "0.0.0.0",
            "",
            "[::2]",
        ] {
            assert!(!asks(host), "{host}");
        }
        let absolute = Uri::from_static("http://evil.test/sign-in");
        let mut headers = HeaderMap::new();
        headers.insert("host", "localhost".parse().unwrap());
        assert!(
            !asks_this_machine(&absolute, &headers),
            "the request line decides (RFC 9112 §3.2.2)"
        );
    }
}

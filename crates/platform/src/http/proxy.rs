//! Who asks: the peer itself, or what a trusted proxy says (the rightmost address that is not trusted).

use crate::config::Cidr;
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr};

/// The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
#[derive(Clone, Copy, Debug)]
pub struct TrustedProxies<'a>(pub &'a [Cidr]);

/// The client of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    pub ip: IpAddr,
    pub secure: bool,
    /// Somebody forwarded the request whom `server.trusted_proxies` does not name: `ip` is that proxy's, not the
    /// visitor's, and nothing is known about the visitor.
    pub forwarded: bool,
}

/// What proxies add. Browsers never send any of them.
const FORWARDING: [&str; 6] =
    ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip", "via"];

impl TrustedProxies<'_> {
    pub(crate) fn trust(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|range| range.contains(ip))
    }

    /// `peer` is none on a unix socket, whose other end is always the proxy beside us.
    pub fn client(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Client {
        let direct = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        if peer.is_some_and(|ip| !self.trust(ip)) {
            let forwarded = FORWARDING.iter().any(|name| headers.contains_key(*name));
            return Client { ip: direct, secure: false, forwarded };
        }
        let header = |name| {
            headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>()
        };
        let forwarded = header("x-forwarded-for").join(",");
        let hops = forwarded.rsplit(',').map(str::trim).filter(|hop| !hop.is_empty());
        let mut ip = direct;
        for hop in hops {
            // a value that is no address ends the part of the chain that can be believed
            let Ok(address) = hop.parse::<IpAddr>() else { break };
            ip = address.to_canonical();
            if !self.trust(ip) {
                break;
            }
        }
        let secure = header("x-forwarded-proto").last() == Some(&"https");
        Client { ip, secure, forwarded: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &str) -> String {
        let ours = ["10.0.0.0/8".parse().unwrap()];
        let proxies = TrustedProxies(&ours);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        proxies.client(Some(peer.parse().unwrap()), &headers).ip.to_string()
    }

    #[test]
    fn a_stranger_cannot_say_who_he_is() {
        assert_eq!(client("203.0.113.9", "198.51.100.1"), "203.0.113.9");
    }

    #[test]
    fn a_request_that_a_stranger_forwards_is_known_as_forwarded() {
        let ours = ["10.0.0.0/8".parse().unwrap()];
        let proxies = TrustedProxies(&ours);
        for name in ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via", "X-Forwarded-Proto"] {
            let mut headers = HeaderMap::new();
            headers.insert(name.parse::<axum::http::HeaderName>().unwrap(), "x".parse().unwrap());
            let from = |peer: &str| proxies.client(Some(peer.parse().unwrap()), &headers);
            assert!(from("127.0.0.1").forwarded, "{name}");
            assert!(!from("10.0.0.1").forwarded, "{name}: this proxy is ours");
        }
        let direct = proxies.client(Some("127.0.0.1".parse().unwrap()), &HeaderMap::new());
        assert!(!direct.forwarded);
    }

    #[test]
    fn behind_a_trusted_proxy_the_rightmost_untrusted_address_counts() {
        assert_eq!(client("10.0.0.1", "198.51.100.1, 203.0.113.5, 10.0.0.2"), "203.0.113.5");
        assert_eq!(client("10.0.0.1", "198.51.100.1, nonsense, 10.0.0.2"), "10.0.0.2");
        assert_eq!(client("10.0.0.1", ""), "10.0.0.1");
    }
}

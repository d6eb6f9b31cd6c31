//! The server's address, taken apart as signatures need it: an answer is signed for a host and a path.

use crate::{Error, Result};

/// `https://licences.example.com:8443`, perhaps with a path before `/v1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    scheme: &'static str,
    /// As the `Host` header says it: in lower case, with the port if it is not the scheme's own.
    pub(crate) host: String,
    prefix: String,
}

impl Address {
    /// Over plain HTTP licence keys can be read on the way; it is taken for this machine only, or if asked for.
    pub(crate) fn parse(url: &str, plain: bool) -> Result<Self> {
        let wrong = |why: &str| Error::Setting(format!("{url} {why}"));
        let (scheme, own_port, rest) = match url.split_once("://") {
            Some(("https", rest)) => ("https", ":443", rest),
            Some(("http", rest)) => ("http", ":80", rest),
            _ => return Err(wrong("does not begin with https://")),
        };
        let (host, prefix) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = host.to_ascii_lowercase();
        let host = host.strip_suffix(own_port).unwrap_or(&host).to_owned();
        let known = |c: char| c.is_ascii_alphanumeric() || "-.:[]_".contains(c);
        if host.is_empty() || !host.chars().all(known) {
            return Err(wrong("names no host"));
        }
        if scheme == "http" && !plain && !is_this_machine(&host) {
            return Err(wrong(
                "is not encrypted; use https, or Config::plain_http for a closed network",
            ));
        }
        let prefix = prefix.trim_end_matches('/').to_owned();
        if prefix.contains(['?', '#', ' ']) {
            return Err(wrong("has a query; give the server's address alone"));
        }
        Ok(Self { scheme, host, prefix })
    }

    /// Path and query as the signature has them.
    pub(crate) fn target(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    pub(crate) fn url(&self, target: &str) -> String {
        format!("{}://{}{target}", self.scheme, self.host)
    }
}

fn is_this_machine(host: &str) -> bool {
    let name = if let Some(rest) = host.strip_prefix('[') {
        rest.split(']').next()
    } else {
        host.split(':').next()
    };
    matches!(name, Some("localhost" | "::1"))
        || name.is_some_and(|name| name.starts_with("127.") && name.split('.').count() == 4)
}

/// A text as one piece of a path: nothing in it is taken for a slash or a query.
pub(crate) fn piece(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            use std::fmt::Write;
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_what_the_header_says_and_the_path_stays_before_the_rest() {
        let host = |url: &str| Address::parse(url, false).unwrap().host;
        assert_eq!(host("https://Licences.Example.com"), "licences.example.com");
        assert_eq!(host("https://licences.example.com:443/"), "licences.example.com");
        assert_eq!(host("https://licences.example.com:8443"), "licences.example.com:8443");
        assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1:8080");
        assert_eq!(host("http://[::1]:8080"), "[::1]:8080");
        let address = Address::parse("https://example.com/licences/", false).unwrap();
        let target = address.target("/v1/ping");
        assert_eq!(address.url(&target), "https://example.com/licences/v1/ping");
    }

    #[test]
    fn what_would_send_keys_in_the_open_or_nowhere_is_refused() {
        for url in [
            "http://example.com",
            "http://127.evil.com",
            "http://localhost.evil.com",
            "ftp://x",
            "https://",
            "example.com",
            "https://user@host",
            "https://host/?x",
        ] {
            assert!(matches!(Address::parse(url, false), Err(Error::Setting(_))), "{url}");
        }
        assert!(Address::parse("http://example.com", true).is_ok());
    }

    #[test]
    fn a_signed_key_is_one_piece_of_a_path() {
        assert_eq!(piece("key/e30=.a-b_c"), "key%2Fe30%3D.a-b_c");
        assert_eq!(piece("ä"), "%C3%A4");
    }
}

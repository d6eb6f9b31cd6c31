//! Requests that another site sends are refused, without tokens: Fetch Metadata first, then Origin,
//! then nothing (OWASP Cross-Site Request Forgery Prevention, "Fetch Metadata headers").

use crate::config::ServerConfig;
use crate::security_log::{Event, Who};
use crate::{Cx, Error, Kontor};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

pub(super) async fn check(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let config = kontor.config.section::<ServerConfig>();
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    let allowed = if safe {
        may_embed(headers)
    } else {
        is_own(headers, config.external_url.as_deref().unwrap_or_default())
    };
    if allowed {
        return next.run(request).await;
    }
    if let Some(cx) = request.extensions().get::<Cx>() {
        let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
        kontor.security.write(cx, Event::CsrfBlocked, who, "cross_site");
    }
    super::read_on::cut_short(&request, config, Error::Forbidden.into_response())
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A change must come from our own pages.
fn is_own(headers: &HeaderMap, external_url: &str) -> bool {
    match (text(headers, "sec-fetch-site"), text(headers, "origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => is_our_origin(origin, external_url, text(headers, "host")),
        // every browser since 2023 sends one of the two; a cookie without either is refused
        (None, None) => !headers.contains_key(header::COOKIE),
    }
}

fn is_our_origin(origin: &str, external_url: &str, host: Option<&str>) -> bool {
    let ours = url::Url::parse(external_url).map(|url| url.origin().ascii_serialization());
    match ours {
        Ok(ours) => origin == ours,
        // no external address is set: only this machine itself may be meant
        Err(_) => host.is_some_and(|host| {
            super::request::is_this_machine(super::request::without_port(host))
                && origin == format!("http://{host}")
        }),
    }
}

/// Other sites may link to us, but not embed our pages, images or data.
fn may_embed(headers: &HeaderMap) -> bool {
    match text(headers, "sec-fetch-site") {
        Some("cross-site" | "same-site") => {
            text(headers, "sec-fetch-mode") == Some("navigate")
                && text(headers, "sec-fetch-dest") == Some("document")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn a_change_needs_proof_that_it_comes_from_our_own_page() {
        let own = |pairs: &[_]| is_own(&headers(pairs), "https://kontor.example");
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://kontor.example")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
        assert!(own(&[("origin", "https://kontor.example")]));
        assert!(!own(&[("origin", "https://kontor.example.evil.test")]));
        assert!(!own(&[("origin", "null")]));
        assert!(!own(&[("cookie", "__Host-kontor=x")]));
        assert!(own(&[]));
    }

    #[test]
    fn without_an_external_address_only_localhost_counts() {
        let own = |origin, host| is_own(&headers(&[("origin", origin), ("host", host)]), "");
        assert!(own("http://127.0.0.1:8080", "127.0.0.1:8080"));
        assert!(!own("http://evil.test", "evil.test"));
        assert!(!own("http://localhost.evil.test", "localhost.evil.test"));
    }

    #[test]
    fn other_sites_may_link_but_not_embed() {
        let nav = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert!(may_embed(&headers(&nav)));
        assert!(!may_embed(&headers(&[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "no-cors"),
            ("sec-fetch-dest", "image"),
        ])));
        assert!(may_embed(&headers(&[("sec-fetch-site", "same-origin")])));
    }
}

//! The headers of every response (ux-security C.4): what a browser may do with it.

use super::reports::{DIRECTIVE, ENDPOINTS};
use crate::Kontor;
use crate::config::ServerConfig;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// A response's own Content-Security-Policy, in place of the page's.
#[derive(Clone, Copy, Debug)]
pub struct Policy(pub &'static str);

/// For HTML from outside, shown in a sandboxed frame: styles and our own images, nothing else.
pub const FRAME_POLICY: Policy = Policy(
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; \
     style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

static ALWAYS: [(HeaderName, HeaderValue); 5] = [
    always("cross-origin-opener-policy", "same-origin"),
    always("referrer-policy", "same-origin"),
    always("x-content-type-options", "nosniff"),
    always(
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), \
         publickey-credentials-create=(self)",
    ),
    always("x-xss-protection", "0"),
];

const fn always(name: &'static str, value: &'static str) -> (HeaderName, HeaderValue) {
    (HeaderName::from_static(name), HeaderValue::from_static(value))
}

pub(super) async fn add(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let nonce = super::gate::info(&request).map(|info| info.nonce.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    add_all(&kontor, &nonce, &mut response);
    response
}

/// The headers of a response, whose scripts have this nonce.
pub(crate) fn add_all(kontor: &Kontor, nonce: &str, response: &mut Response) {
    // what is in a mail or a file is not ours: its policy tells nobody
    let policy = if let Some(Policy(own)) = response.extensions().get::<Policy>() {
        HeaderValue::from_static(own)
    } else {
        put(response, "reporting-endpoints", ENDPOINTS);
        HeaderValue::try_from(page_policy(nonce))
            .unwrap_or_else(|_| HeaderValue::from_static(NOTHING))
    };
    for (name, value) in &ALWAYS {
        response.headers_mut().insert(name, value.clone());
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    if !response.headers().contains_key(RESOURCE_POLICY) {
        put(response, RESOURCE_POLICY, "same-origin");
    }
    let config = kontor.config.section::<ServerConfig>();
    if config.hsts && super::is_https(config) {
        put(response, "strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        put(response, "cache-control", "no-store");
        put(response, "vary", "HX-Request, Sec-Fetch-Site, Cookie");
    }
}

const RESOURCE_POLICY: &str = "cross-origin-resource-policy";
/// Where a page's own policy could not be written.
const NOTHING: &str = "default-src 'none'";

fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types htmx; {DIRECTIVE}"
    )
}

fn put(response: &mut Response, name: &'static str, value: &'static str) {
    response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
}

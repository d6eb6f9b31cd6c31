//! The headers of every response (ux-security C.4): what a browser may do with it.

use super::reports::{DIRECTIVE, ENDPOINTS};
use crate::Kontor;
use crate::config::ServerConfig;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Response as HttpResponse, header};
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

const ALWAYS: [(&str, &str); 5] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("referrer-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), \
         publickey-credentials-create=(self)",
    ),
    ("x-xss-protection", "0"),
];

pub(super) async fn add(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let nonce = super::gate::info(&request).map(|info| info.nonce.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    // what is in a mail or a file is not ours: its policy tells nobody
    let policy = if let Some(Policy(own)) = response.extensions().get::<Policy>() {
        (*own).to_owned()
    } else {
        put(&mut response, "reporting-endpoints", ENDPOINTS);
        page_policy(&nonce)
    };
    for (name, value) in ALWAYS {
        put(&mut response, name, value);
    }
    put(&mut response, "content-security-policy", &policy);
    if !response.headers().contains_key("cross-origin-resource-policy") {
        put(&mut response, "cross-origin-resource-policy", "same-origin");
    }
    let config = kontor.config.section::<ServerConfig>();
    if config.hsts && super::is_https(config) {
        put(&mut response, "strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        put(&mut response, "cache-control", "no-store");
        put(&mut response, "vary", "HX-Request, Sec-Fetch-Site, Cookie");
    }
    response
}

fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types htmx; {DIRECTIVE}"
    )
}

fn put<B>(response: &mut HttpResponse<B>, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
        response.headers_mut().insert(name, value);
    }
}

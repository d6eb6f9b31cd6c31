//! What browsers report: that something on a page of ours was against its policy (Reporting API, CSP Level 3 §5). It is the
//! first that is seen of a hole through which foreign content came in. A line in the security log, and nothing else.

use super::address_key;
use super::gate::info;
use crate::limit::Limit;
use crate::security_log::{Event, Who};
use crate::{Cx, Error, Kontor};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::Value;

/// What the policy of a page says, and the header that names the place.
pub(super) const DIRECTIVE: &str = "report-uri /csp-reports; report-to csp";
pub(super) const ENDPOINTS: &str = "csp=\"/csp-reports\"";

const MOST_BYTES: usize = 16 * 1024;
const MOST_AT_ONCE: usize = 5;
/// From one address: a page that breaks one rule often breaks it many times.
const LIMIT: Limit = Limit::per_minute("csp-reports", 6, 6);

pub(super) fn routes() -> Router<Kontor> {
    Router::new()
        .route("/csp-reports", post(take))
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
}

/// Always the same answer: a browser does nothing with it.
async fn take(State(kontor): State<Kontor>, request: Request) -> StatusCode {
    let Some(info) = info(&request).cloned() else { return StatusCode::NO_CONTENT };
    let key = address_key(info.ip);
    // counted before anything is read
    if kontor.limits.check(&LIMIT, &key).await.is_err() {
        return StatusCode::NO_CONTENT;
    }
    let Ok(body) = to_bytes(request.into_body(), MOST_BYTES).await else {
        return StatusCode::NO_CONTENT;
    };
    let cx = Cx { request: Some(info), ..Cx::nobody(&kontor) };
    for (i, (directive, what, page)) in read(&body).into_iter().take(MOST_AT_ONCE).enumerate() {
        if i > 0 && kontor.limits.check(&LIMIT, &key).await.is_err() {
            break;
        }
        let reason = format!("{directive},{what},{page}");
        kontor.security.write(&cx, Event::CspReported, Who::Nobody, &reason);
    }
    StatusCode::NO_CONTENT
}

/// Directive, what was blocked, and the page, of each report in either form. What is none is left out.
fn read(body: &[u8]) -> Vec<(String, String, String)> {
    let Ok(said) = serde_json::from_slice::<Value>(body) else { return Vec::new() };
    let of = |one: &Value, names: [&str; 3]| {
        let [directive, what, page] = names.map(|name| one.get(name).and_then(Value::as_str));
        Some((word(directive?), place(what.unwrap_or_default()), place(page.unwrap_or_default())))
    };
    if let Some(old) = said.get("csp-report") {
        let names = ["effective-directive", "blocked-uri", "document-uri"];
        let older = ["violated-directive", "blocked-uri", "document-uri"];
        return of(old, names).or_else(|| of(old, older)).into_iter().collect();
    }
    let all = said.as_array().map(Vec::as_slice).unwrap_or_default();
    let violations =
        all.iter().filter(|one| one.get("type").and_then(Value::as_str) == Some("csp-violation"));
    let bodies = violations.filter_map(|one| one.get("body"));
    bodies.filter_map(|one| of(one, ["effectiveDirective", "blockedURL", "documentURL"])).collect()
}

/// A directive's name, or a word such as `inline`.
fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect()
}

/// The site alone: the rest of an address may hold a secret or somebody's name.
fn place(text: &str) -> String {
    let Ok(url) = url::Url::parse(text) else { return word(text) };
    match url.host_str() {
        Some(host) => host.chars().take(80).collect(),
        None => word(url.scheme()),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_forms_are_read_and_tell_no_more_than_the_site() {
        let new = br#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","blockedURL":"https://evil.example/x?secret=1",
            "documentURL":"https://kontor.example/tickets/7?q=anna"}},{"type":"deprecation","body":{}}]"#;
        let both = ["img-src", "evil.example", "kontor.example"].map(str::to_owned);
        assert_eq!(read(new), [both.clone().into()]);
        let old = br#"{"csp-report":{"violated-directive":"img-src","blocked-uri":"https://evil.example/x",
            "document-uri":"https://kontor.example/"}}"#;
        assert_eq!(read(old), [both.into()]);
        let inline =
            br#"{"csp-report":{"effective-directive":"script-src-elem","blocked-uri":"inline"}}"#;
        assert_eq!(read(inline)[0].1, "inline");
        for none in [
            &b""[..],
            b"x",
            b"[]",
            b"{}",
            b"[1,null]",
            br#"{"csp-report":[]}"#,
            br#"[{"type":"csp-violation"}]"#,
        ] {
            assert!(read(none).is_empty(), "{}", String::from_utf8_lossy(none));
        }
    }
}

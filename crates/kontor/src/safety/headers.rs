//! The headers of every answer.

use super::all_addresses;
use crate::APPS;
use crate::garbage::{House, next_address};
use axum::body::Body;
use axum::http::Method;
use platform::testing::Answer;
use std::collections::BTreeSet;

/// What every answer says, whatever it is.
const ALWAYS: [(&str, &str); 7] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", PERMISSIONS),
    ("referrer-policy", "same-origin"),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    // the filters that `1; mode=block` switches on were holes themselves
    ("x-xss-protection", "0"),
];
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), \
                           publickey-credentials-get=(self), \
                           publickey-credentials-create=(self)";
/// What no answer says: other sites read nothing, and nobody learns what the house is built of.
const NEVER: [&str; 5] =
    ["access-control-allow-origin", "server", "x-powered-by", "via", "x-frame-options"];

const PAGE: &str = "default-src 'none'; script-src 'nonce-N' 'strict-dynamic'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; \
    base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types htmx; report-uri /csp-reports; report-to csp";
const FRAME: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data:; \
    style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
const FILE: &str = "sandbox; default-src 'none'";

/// Whose policy an address may have besides the page's.
const POLICIES: [(&str, &str, &str); 3] =
    [("/messages/", "/frame", FRAME), ("/messages/", "/raw", FILE), ("/attachments/", "", FILE)];

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// The policy without its nonce, and the nonce.
fn policy(answer: &Answer) -> (String, String) {
    let said = header(answer, "content-security-policy");
    let nonce = said.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next());
    let nonce = nonce.unwrap_or_default().to_owned();
    let text = if nonce.is_empty() { said.to_owned() } else { said.replace(&nonce, "N") };
    (text, nonce)
}

fn check(what: &str, path: &str, answer: &Answer, nonces: &mut BTreeSet<String>) {
    for (name, value) in ALWAYS {
        assert_eq!(header(answer, name), value, "{name} of {what}");
    }
    for name in NEVER {
        assert!(answer.headers.get(name).is_none(), "{what} says {name}");
    }
    let (policy, nonce) = policy(answer);
    let own = POLICIES.iter().any(|(start, end, own)| {
        path.starts_with(start)
            && path.split('?').next().unwrap_or_default().ends_with(end)
            && policy == *own
    });
    assert!(own || policy == PAGE, "{what}: {policy}");
    let told = if own { "" } else { "csp=\"/csp-reports\"" };
    assert_eq!(header(answer, "reporting-endpoints"), told, "{what}");
    assert!(own || nonce.len() >= 22, "{what}: {nonce}");
    assert!(own || nonces.insert(nonce), "{what} has the nonce of another answer");
    let cached = header(answer, "cache-control");
    assert!(["no-store", "private, no-store"].contains(&cached), "{what}: {cached}");
    let kind = header(answer, "content-type");
    assert!(answer.body.is_empty() || !kind.is_empty(), "{what} does not say what it is");
    let text = kind.starts_with("text/") && !path.starts_with("/attachments/");
    assert!(!text || kind.contains("charset=utf-8"), "{what}: {kind}");
}

/// The house behind https, with a session as browsers have it there.
async fn behind_https() -> House {
    let settings = [("server.external_url", "https://kontor.example")];
    let mut house = House::with(&settings).await;
    house.cookie = house.cookie.replace("kontor-insecure=", "__Host-kontor=");
    house
}

#[tokio::test]
async fn the_headers_of_every_answer_are_those_that_are_listed() {
    let house = behind_https().await;
    let (mut nonces, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    let mut all = all_addresses(&house).await;
    // it would end the session that the others need
    all.remove("/sign-out");
    for path in &all {
        let signed_in = house.get(path).await;
        check(&format!("GET {path}"), path, &signed_in, &mut nonces);
        kinds.insert((signed_in.status.as_u16(), policy(&signed_in).0));
        let from = next_address();
        let headers = [("accept", "text/html"), ("x-forwarded-for", from.as_str())];
        for (method, cookie) in
            [(Method::GET, ""), (Method::POST, ""), (Method::POST, &*house.cookie)]
        {
            let what = format!("{method} {path} (signed in: {})", !cookie.is_empty());
            let answer = house.t.send(method, path, cookie, &headers, Body::empty()).await;
            check(&what, path, &answer, &mut nonces);
        }
    }
    // pages and files were really among them; the demo's mails are all text, so the helpdesk tests a mail's frame
    for seen in [(200, PAGE), (404, PAGE), (200, FILE)] {
        assert!(
            kinds.contains(&(seen.0, seen.1.to_owned())),
            "{seen:?} was never seen: {kinds:#?}"
        );
    }
}

#[tokio::test]
async fn every_endpoint_of_the_api_says_the_same() {
    let house = behind_https().await;
    let mut nonces = BTreeSet::new();
    let endpoints: Vec<_> = APPS.iter().flat_map(|app| (app.api)()).collect();
    assert!(endpoints.len() > 10);
    let nobody = regex::Regex::new(r"\{[^}]*\}").unwrap();
    for endpoint in endpoints {
        let path = nobody.replace_all(endpoint.path, "1001").into_owned();
        let what = format!("{} {path}", endpoint.method);
        // a cookie opens nothing here, so it is the refusal that is looked at
        let answer = house.ask(endpoint.method, &path, None).await;
        assert!(answer.status.is_client_error(), "{what}: {}", answer.status);
        check(&what, &path, &answer, &mut nonces);
    }
}

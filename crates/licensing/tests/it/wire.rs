//! The frame of the wire: what every answer has, whatever it says.

use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use licensing::wire::issuer;
use platform::http::{Listener, Peer};
use platform::keys::is_signed;
use platform::switch::{self, Wanted};
use platform::testing::{Answer, TestKontor};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

async fn start() -> TestKontor {
    TestKontor::start(&[ui::APP, directory::APP, licensing::APP]).await
}

/// A request of a program: no cookie, and nothing that a browser says.
async fn ask(
    t: &TestKontor,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if !headers.iter().any(|(name, _)| *name == "host") {
        request = request.header("host", "licences.example:8443");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::from(body.to_owned())).unwrap();
    request.extensions_mut().insert(Peer(Some("203.0.113.7".parse().unwrap())));
    t.answer(request).await
}

async fn get(t: &TestKontor, path: &str) -> Answer {
    ask(t, Method::GET, path, &[], "").await
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// Whether an answer is signed with the account's key, as a client that knows nothing but its own request checks it.
async fn is_genuine(t: &TestKontor, answer: &Answer, request: &str, host: &str) -> bool {
    let issuer = issuer::of(&t.kontor).await.unwrap();
    let digest = STANDARD.encode(Sha256::digest(answer.body.as_bytes()));
    assert_eq!(header(answer, "digest"), format!("sha-256={digest}"), "{request}");
    for name in ["date", "digest"] {
        assert_eq!(header(answer, name), header(answer, &format!("keygen-{name}")), "{request}");
    }
    let said = format!(
        "(request-target): {request}\nhost: {host}\ndate: {}\ndigest: {}",
        header(answer, "date"),
        header(answer, "digest")
    );
    let begin = format!(r#"keyid="{}", algorithm="ed25519", signature=""#, issuer.id);
    let signature = header(answer, "keygen-signature").strip_prefix(&begin).unwrap_or_default();
    let end = r#"", headers="(request-target) host date digest""#;
    let signature = STANDARD.decode(signature.strip_suffix(end).unwrap_or_default()).unwrap();
    let mut public = [0; 32];
    hex::decode_to_slice(issuer.public_key(), &mut public).unwrap();
    is_signed(&public, said.as_bytes(), &signature)
}

fn errors(answer: &Answer) -> Vec<(String, Value)> {
    assert_eq!(header(answer, "content-type"), "application/vnd.api+json; charset=utf-8");
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(body["meta"]["id"], header(answer, "x-request-id"));
    let one = |one: &Value| {
        assert!(!one["title"].as_str().unwrap().is_empty());
        assert!(!one["detail"].as_str().unwrap().is_empty());
        (one["code"].as_str().unwrap().to_owned(), one["source"].clone())
    };
    body["errors"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test]
async fn every_answer_is_signed_over_the_raw_host_whatever_it_says() {
    let t = start().await;
    let issuer = issuer::of(&t.kontor).await.unwrap();
    let by_id = format!("/v1/accounts/{}/ping", issuer.id);
    for (method, path, status, code) in [
        (Method::GET, "/v1/ping", 200, ""),
        (Method::GET, "/v1/accounts/kontor/ping", 200, ""),
        (Method::GET, &by_id, 200, ""),
        (Method::GET, "/v1/health", 204, ""),
        (Method::GET, "/v1/accounts/another/ping", 404, "NOT_FOUND"),
        (Method::GET, "/v1/accounts/kontor/nowhere?a=b&c=%2F", 404, "NOT_FOUND"),
        (Method::GET, "/v1/nowhere/key%2Fa.b==", 404, "NOT_FOUND"),
        (Method::GET, "/v1", 404, "NOT_FOUND"),
        (Method::DELETE, "/v1/ping", 405, "METHOD_NOT_ALLOWED"),
    ] {
        let answer = ask(&t, method.clone(), path, &[], "").await;
        assert_eq!(answer.status, status, "{path}");
        if code.is_empty() {
            assert_eq!(answer.body, "", "{path}");
        } else {
            assert_eq!(errors(&answer)[0].0, code, "{path}");
        }
        let request = format!("{} {path}", method.as_str().to_lowercase());
        assert!(is_genuine(&t, &answer, &request, "licences.example:8443").await, "{path}");
        assert!(!is_genuine(&t, &answer, &request, "licences.example").await, "{path}");
        assert!(!is_genuine(&t, &answer, "get /v1/other", "licences.example:8443").await);
    }
}

#[tokio::test]
async fn what_is_too_long_is_told_like_everything_else() {
    let t = start().await;
    let body = "x".repeat(2 * 1024 * 1024);
    let length = body.len().to_string();
    let answer = ask(&t, Method::POST, "/v1/ping", &[("content-length", &length)], &body).await;
    assert_eq!(answer.status, 413);
    assert_eq!(errors(&answer)[0].0, "PAYLOAD_TOO_LARGE");
    assert!(is_genuine(&t, &answer, "post /v1/ping", "licences.example:8443").await);
}

#[tokio::test]
async fn the_headers_say_whose_answer_it_is_and_how_much_may_be_asked() {
    let t = TestKontor::start_with(
        &[ui::APP, directory::APP, licensing::APP],
        &[("licensing.requests_per_minute", "3"), ("licensing.account", "acme")],
    )
    .await;
    let issuer = issuer::of(&t.kontor).await.unwrap();
    let answer = get(&t, "/v1/accounts/acme/ping").await;
    let reset = (platform::testing::NOW / 1000 + 20).to_string();
    for (name, value) in [
        ("keygen-account", issuer.id.as_str()),
        ("keygen-edition", "CE"),
        ("keygen-mode", "singleplayer"),
        ("keygen-version", "1.8"),
        ("keygen-bearer", ""),
        ("cache-control", "no-transform, no-store, max-age=0"),
        ("x-ratelimit-window", "60s"),
        ("x-ratelimit-limit", "3"),
        ("x-ratelimit-count", "1"),
        ("x-ratelimit-remaining", "2"),
        ("x-ratelimit-reset", &reset),
    ] {
        assert_eq!(header(&answer, name), value, "{name}");
    }
    assert_eq!(header(&answer, "date"), "Sat, 21 Nov 2026 08:00:00 GMT");
    for _ in 0..2 {
        assert_eq!(get(&t, "/v1/ping").await.status, 200);
    }
    let answer = get(&t, "/v1/ping").await;
    assert_eq!((answer.status.as_u16(), &*errors(&answer)[0].0), (429, "RATE_LIMIT_EXCEEDED"));
    assert!(!header(&answer, "retry-after").is_empty());
    assert_eq!(header(&answer, "x-ratelimit-remaining"), "0");
    assert!(is_genuine(&t, &answer, "get /v1/ping", "licences.example:8443").await);
}

#[tokio::test]
async fn where_nothing_is_counted_nothing_is_said_of_it() {
    let off = [("licensing.requests_per_minute", "0")];
    let t = TestKontor::start_with(&[ui::APP, directory::APP, licensing::APP], &off).await;
    assert_eq!(header(&get(&t, "/v1/ping").await, "x-ratelimit-limit"), "");
}

#[tokio::test]
async fn a_program_says_which_version_and_which_signature_it_understands() {
    let t = start().await;
    let issuer = issuer::of(&t.kontor).await.unwrap();
    let own = format!(r#"keyid="{}", algorithm="ed25519""#, issuer.id);
    for (name, value, status, code) in [
        ("keygen-version", "1.1", 200, ""),
        ("keygen-version", "3.0", 400, "VERSION_INVALID"),
        ("keygen-accept-signature", r#"algorithm="ed25519""#, 200, ""),
        ("keygen-accept-signature", &own, 200, ""),
        ("keygen-accept-signature", r#"algorithm="hs2019""#, 400, "ACCEPT_SIGNATURE_INVALID"),
        ("keygen-accept-signature", "nonsense", 400, "ACCEPT_SIGNATURE_INVALID"),
        (
            "keygen-accept-signature",
            r#"keyid="1", algorithm="ed25519""#,
            400,
            "ACCEPT_SIGNATURE_INVALID",
        ),
    ] {
        let answer = ask(&t, Method::GET, "/v1/ping", &[(name, value)], "").await;
        assert_eq!(answer.status, status, "{value}");
        if !code.is_empty() {
            let (said, source) = errors(&answer).remove(0);
            assert_eq!(said, code, "{value}");
            assert!(source["header"].as_str().unwrap().eq_ignore_ascii_case(name), "{source}");
        }
        assert!(is_genuine(&t, &answer, "get /v1/ping", "licences.example:8443").await, "{value}");
    }
    let answer = ask(&t, Method::GET, "/v1/ping", &[("keygen-version", "1.1")], "").await;
    assert_eq!(header(&answer, "keygen-version"), "1.1");
}

#[tokio::test]
async fn whoever_cannot_check_ed25519_is_answered_with_another_key() {
    let t = start().await;
    for name in ["ecdsa-p256", "rsa-sha256", "rsa-pss-sha256"] {
        let wish = format!(r#"algorithm="{name}""#);
        let answer =
            ask(&t, Method::GET, "/v1/ping", &[("keygen-accept-signature", &wish)], "").await;
        assert_eq!(answer.status, 200, "{name}");
        let signature = header(&answer, "keygen-signature");
        assert!(signature.contains(&format!(r#"", {wish}, signature=""#)), "{signature}");
    }
}

#[tokio::test]
async fn an_app_that_is_off_is_not_there_and_says_so_with_its_signature() {
    let t = start().await;
    turn(&t, "licensing", false).await;
    let answer = get(&t, "/v1/ping").await;
    assert_eq!((answer.status.as_u16(), &*errors(&answer)[0].0), (404, "NOT_FOUND"));
    assert!(answer.body.contains("switched off"), "{}", answer.body);
    assert!(is_genuine(&t, &answer, "get /v1/ping", "licences.example:8443").await);
}

#[tokio::test]
async fn in_read_only_mode_and_maintenance_programs_ask_and_change_nothing() {
    let t = start().await;
    // the account is opened by the first request
    assert_eq!(get(&t, "/v1/ping").await.status, 200);
    for mode in [switch::READ_ONLY, switch::MAINTENANCE] {
        turn(&t, mode, true).await;
        assert_eq!(get(&t, "/v1/ping").await.status, 200);
        let answer = ask(&t, Method::POST, "/v1/machines", &[], "{}").await;
        assert_eq!((answer.status.as_u16(), &*errors(&answer)[0].0), (503, "SERVICE_UNAVAILABLE"));
        assert_eq!(header(&answer, "retry-after"), "300");
        turn(&t, mode, false).await;
    }
    assert_ne!(ask(&t, Method::POST, "/v1/machines", &[], "{}").await.status, 503);
}

async fn turn(t: &TestKontor, name: &'static str, on: bool) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    switch::turn(&tx, &cx, name, Wanted { on, ..Wanted::default() }).await.unwrap();
    cx.commit(tx).await.unwrap();
    switch::refresh(&t.kontor).await.unwrap();
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a test may connect to its own server")]
async fn over_a_socket_there_is_one_date_and_the_port_belongs_to_the_host() {
    let t = start().await;
    let listener = Listener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.address().unwrap().to_string();
    let kontor = t.kontor.clone();
    let server = tokio::spawn(async move { platform::http::serve(&kontor, listener).await });
    let mut stream = tokio::net::TcpStream::connect(&host).await.unwrap();
    let request = format!(
        "GET /v1/nowhere HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    assert_eq!(
        answer.matches("\r\ndate: sat, 21 nov 2026 08:00:00 gmt\r\n").count(),
        1,
        "{answer}"
    );
    assert_eq!(answer.matches("\r\ndate: ").count(), 1, "{answer}");
    server.abort();
}

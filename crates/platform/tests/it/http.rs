use crate::toy::TOY;
use axum::body::Body;
use axum::http::Method;
use platform::testing::TestKontor;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn another_site_can_neither_post_nor_embed() {
    let t = TestKontor::start(&[TOY]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    for foreign in ["cross-site", "same-site"] {
        let headers = [FORM, ("sec-fetch-site", foreign)];
        let answer = t.send(Method::POST, "/notes", &cookie, &headers, Body::from("text=x")).await;
        assert_eq!(answer.status, 403, "{foreign}");
    }
    assert_eq!(t.post(&cookie, "/notes", "text=x").await.status, 200);
    let image = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "no-cors"),
        ("sec-fetch-dest", "image"),
    ];
    assert_eq!(t.send(Method::GET, "/whoami", &cookie, &image, Body::empty()).await.status, 403);
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers_and_a_fresh_nonce() {
    let t = TestKontor::start(&[TOY]).await;
    let mut nonces = std::collections::HashSet::new();
    for path in ["/whoami", "/nowhere", "/healthz", "/panic"] {
        let answer = t.get("", path).await;
        let header = |name: &str| answer.headers.get(name).map_or("", |v| v.to_str().unwrap());
        assert!(header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert!(!header("x-request-id").is_empty(), "{path}");
        nonces.insert(header("content-security-policy").to_owned());
    }
    assert_eq!(nonces.len(), 4);
}

#[tokio::test]
async fn a_panic_is_a_500_that_says_nothing_of_the_inside() {
    let t = TestKontor::start(&[TOY]).await;
    let answer = t.get("", "/panic").await;
    assert_eq!(answer.status, 500);
    assert!(!answer.body.contains("on purpose"));
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused() {
    let t = TestKontor::start_with(&[TOY], &[("server.max_body_bytes", "2000")]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let body = format!("text={}", "x".repeat(3000));
    assert_eq!(t.post(&cookie, "/notes", &body).await.status, 413);
}

#[tokio::test]
async fn probes_answer_without_a_session() {
    let t = TestKontor::start(&[TOY]).await;
    assert_eq!(t.get("", "/healthz").await.body, r#"{"status":"ok"}"#);
    assert_eq!(t.get("", "/readyz").await.status, 200);
    let of_old: serde_json::Value = serde_json::from_str(&t.get("", "/health").await.body).unwrap();
    assert_eq!(of_old, serde_json::json!({ "status": "ok", "database": "ok", "redis": "ok" }));
}

#[tokio::test]
async fn live_pages_are_for_staff() {
    let t = TestKontor::start(&[TOY]).await;
    assert_eq!(t.get("", "/live").await.status, 401);
    let customer = t.user("Kunde", platform::Role::Customer).await;
    let cookie = t.sign_in(&customer).await;
    assert_eq!(t.get(&cookie, "/live").await.status, 403);
}

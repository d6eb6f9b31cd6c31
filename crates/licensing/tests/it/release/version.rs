//! The plain way to ask whether a program is up to date.

use super::Vendor;
use crate::token::{KEY, body, call, from, open_licence};
use axum::http::Method;
use licensing::actions;
use licensing::domain::release::Draft;
use serde_json::{Value, json};
use std::time::Instant;

const CHECK: &str = "/api/version/check";

#[tokio::test]
async fn a_program_learns_what_is_new_and_whether_it_must_be_raised() {
    let v = Vendor::start().await;
    open_licence(&v.w).await;
    v.release("1.0.0").await;
    let cx = v.w.t.cx();
    let least = Draft { version: "1.1.0".into(), min_supported: true, ..Draft::default() };
    let least = actions::create_release(&cx, None, v.w.product.id, &least).await.unwrap();
    actions::publish_release(&cx, least.id).await.unwrap();
    let newest = v.release("1.2.0").await;
    v.file(&newest, "app.exe", ("windows", "x86_64"), b"new").await;
    let licence = format!("License {KEY}");
    let ask = async |version: &str| {
        let sent = json!({ "product": "backup-pro", "version": version, "platform": "windows",
                           "arch": "x86_64", "nonce": 4711 });
        call(&v.w, Method::POST, CHECK, &[("authorization", &licence)], &sent).await
    };
    for (version, available, required) in
        [("1.0.0", true, true), ("1.1.0", true, false), ("1.2.0", false, false)]
    {
        let answer = ask(version).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let said = body(&answer);
        assert_eq!(said["update_available"], available, "{version}");
        assert_eq!(said["required"], required, "{version}");
        assert_eq!((&said["latest"], &said["min_supported"]), (&json!("1.2.0"), &json!("1.1.0")));
        assert_eq!(said["nonce"], 4711);
        assert!(said["url"].as_str().unwrap().contains("app%2Eexe"), "{said}");
        assert_eq!(said["notes"], "New in 1.2.0");
        assert!(answer.headers.contains_key("keygen-signature"), "{version}");
    }
    let refused = ask("one").await;
    let said = body(&refused);
    assert_eq!((refused.status.as_u16(), &said["success"]), (422, &json!(false)));
    assert_eq!((&said["code"], &said["nonce"]), (&json!("VERSION_INVALID"), &json!(4711)));
    assert!(said["error"].is_string() && said["ts"].is_string(), "{said}");
    assert!(refused.headers.contains_key("keygen-signature"));
}

#[tokio::test]
async fn the_latest_release_is_told_by_token_too_and_to_nobody_without_a_licence() {
    let v = Vendor::start().await;
    v.release("1.2.0").await;
    let secret = v.authorization.strip_prefix("Bearer ").unwrap();
    let path = "/api/version/latest?product=backup-pro&nonce=abc";
    let told = call(&v.w, Method::GET, path, &[("x-api-key", secret)], &Value::Null).await;
    assert_eq!((&body(&told)["latest"], &body(&told)["nonce"]), (&json!("1.2.0"), &json!("abc")));
    let nobody = call(&v.w, Method::GET, path, &[], &Value::Null).await;
    assert_eq!(body(&nobody)["latest"], Value::Null);
    assert_eq!(body(&nobody)["url"], Value::Null);
    let other = "/api/version/latest?product=other";
    for (path, headers, status, code) in [
        (other, vec![], 404, "NOT_FOUND"),
        ("/api/version/nothing", vec![], 404, "NOT_FOUND"),
        (path, vec![("x-api-key", "nonsense")], 401, "TOKEN_INVALID"),
    ] {
        let no = call(&v.w, Method::GET, path, &headers, &Value::Null).await;
        let said = body(&no);
        assert_eq!((no.status.as_u16(), &said["code"]), (status, &json!(code)), "{said}");
        assert_eq!(said["success"], false, "as flat as its neighbour's: {said}");
    }
}

#[tokio::test]
async fn an_address_may_ask_a_hundred_times_a_minute() {
    let v = Vendor::start().await;
    let path = "/api/version/latest";
    let ask = async |ip: &str| from(&v.w, ip, Method::GET, path, &[], &Value::Null).await.status;
    let began = Instant::now();
    let mut passed = 0;
    while ask("203.0.113.8").await == 200 {
        passed += 1;
        // one is given back every 600 ms, also while this runs
        assert!(passed <= 101 + began.elapsed().as_millis() / 600, "{passed}");
    }
    assert!(passed >= 100, "{passed}");
    assert_eq!(ask("203.0.113.9").await, 200);
}

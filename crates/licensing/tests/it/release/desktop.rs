//! What publishes desktop programs, and what updates them: in the format 1.1, as electron-builder asks.

use super::{Vendor, local, plain};
use crate::token::{body, call};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const LATEST: &str = "version: 1.2.0\npath: app.exe\n";

async fn ask(v: &Vendor, method: Method, path: &str, sent: Value) -> (StatusCode, Value) {
    let headers = [
        ("authorization", v.authorization.as_str()),
        ("accept", "application/vnd.api+json"),
        ("keygen-version", "1.1"),
        ("prefer", "no-redirect"),
    ];
    let answer = call(&v.w, method, &format!("/v1/accounts/kontor{path}"), &headers, &sent).await;
    (answer.status, body(&answer))
}

/// Publishes a file as the builder does: the release is looked for, made where it is not there, and gets the file.
async fn publish(v: &Vendor, filename: &str, text: &str) {
    let product = v.w.product.id;
    let path = format!("/releases/1.2.0?product={product}");
    let (status, mut release) = ask(v, Method::GET, &path, Value::Null).await;
    if status == StatusCode::NOT_FOUND {
        let sent = json!({ "data": {
            "type": "releases",
            "attributes": { "version": "1.2.0", "channel": "stable", "status": "PUBLISHED" },
            "relationships": { "product": { "data": { "type": "products", "id": product } } },
        }});
        let (status, made) = ask(v, Method::POST, "/releases", sent.clone()).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        // of two that upload at once, the second asks again
        let (status, _) = ask(v, Method::POST, "/releases", sent).await;
        assert!([409, 422].contains(&status.as_u16()), "{status}");
        (_, release) = ask(v, Method::GET, &path, Value::Null).await;
    }
    let extension = filename.rsplit('.').next().unwrap();
    let sent = json!({ "data": {
        "type": "artifacts",
        "attributes": {
            "filename": filename, "filetype": format!(".{extension}"), "filesize": text.len(),
            "platform": "win32",
        },
        "relationships": { "release": { "data": { "type": "releases", "id": release["data"]["id"] } } },
    }});
    let (status, artifact) = ask(v, Method::POST, "/artifacts", sent).await;
    assert_eq!(status, StatusCode::CREATED, "{artifact}");
    let to = local(artifact["data"]["links"]["redirect"].as_str().unwrap());
    let length = text.len().to_string();
    let headers = [("content-length", length.as_str())];
    let put = plain(&v.w, Method::PUT, to, &headers, text.as_bytes().to_vec()).await;
    assert!(put.status.is_success(), "{} {}", put.status, put.body);
}

#[tokio::test]
async fn a_desktop_program_is_published_and_finds_its_update() {
    let v = Vendor::start().await;
    publish(&v, "latest.yml", LATEST).await;
    publish(&v, "app.exe", "MZ").await;
    let product = v.w.product.id;
    let path = format!("/v1/accounts/kontor/artifacts/latest.yml?product={product}");
    let headers = [("authorization", v.authorization.as_str()), ("keygen-version", "1.1")];
    let led = call(&v.w, Method::GET, &path, &headers, &Value::Null).await;
    assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.body);
    let fetched = plain(&v.w, Method::GET, local(led.location()), &[], Vec::new()).await;
    assert_eq!(fetched.body, LATEST);
}

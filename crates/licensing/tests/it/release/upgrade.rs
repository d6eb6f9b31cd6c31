//! A program asks whether there is something newer for it.

use super::{Vendor, local, plain};
use crate::token::{KEY, body, call, open_licence, refusal};
use axum::http::Method;
use licensing::actions;
use licensing::domain::release::Draft;
use serde_json::{Value, json};

#[tokio::test]
async fn the_highest_version_of_the_channel_and_the_bounds_is_offered() {
    let v = Vendor::start().await;
    for version in ["1.0.0", "1.9.0", "1.10.0", "2.0.0", "2.1.0-beta.1", "2.1.0-alpha.3"] {
        v.release(version).await;
    }
    for (query, next) in [
        ("1.0.0/upgrade", Some("2.0.0")),
        ("1.0.0/upgrade?product=backup-pro&channel=stable", Some("2.0.0")),
        ("1.0.0/upgrade?constraint=1.0", Some("1.10.0")),
        ("1.0.0/upgrade?constraint=1.9.0", Some("1.9.0")),
        ("1.0.0/upgrade?channel=beta", Some("2.1.0-beta.1")),
        ("1.0.0/upgrade?channel=alpha&constraint=%5E2", Some("2.1.0-beta.1")),
        ("2.1.0-alpha.3/upgrade", Some("2.1.0-beta.1")),
        ("2.0.0/upgrade", None),
        ("3.0.0/upgrade", None),
        ("1.0.0/upgrade?channel=dev", None),
        ("1.5.0/upgrade", Some("2.0.0")),
        ("actions/upgrade?version=1.0.0&product=backup-pro", Some("2.0.0")),
    ] {
        let answer = v.get(&format!("/v1/releases/{query}")).await;
        let said = body(&answer);
        match next {
            Some(next) => {
                assert_eq!(said["meta"]["next"], next, "{query}");
                assert_eq!(said["data"]["attributes"]["version"], next, "{query}");
            }
            None => assert_eq!(refusal(&answer), (404, "NOT_FOUND".into()), "{query}"),
        }
    }
    let bad = v.get("/v1/releases/1.0.0/upgrade?constraint=newest").await;
    assert_eq!(refusal(&bad), (400, "CONSTRAINT_INVALID".into()));
    let bad = v.get("/v1/releases/1.0.0/upgrade?channel=nightly").await;
    assert_eq!(refusal(&bad), (400, "CHANNEL_INVALID".into()));
    assert_eq!(v.get("/v1/releases/nothing/upgrade").await.status, 404);
    assert_eq!(v.get("/v1/releases/1.0.0/upgrade?product=other").await.status, 404);
}

#[tokio::test]
async fn a_program_comes_from_its_version_to_the_file_of_the_next() {
    let v = Vendor::start().await;
    open_licence(&v.w).await;
    v.release("1.0.0").await;
    let next = v.release("1.1.0").await;
    v.file(&next, "app_linux_amd64", ("linux", "amd64"), b"newer").await;
    let licence = format!("License {KEY}");
    let ask = async |path: &str| {
        call(&v.w, Method::GET, path, &[("authorization", &licence)], &Value::Null).await
    };
    let found = ask("/v1/releases/1.0.0/upgrade?constraint=1.0&channel=stable").await;
    let id = body(&found)["data"]["id"].as_str().unwrap().to_owned();
    let led = ask(&format!("/v1/releases/{id}/artifacts/app_linux_amd64")).await;
    let fetched = plain(&v.w, Method::GET, local(led.location()), &[], vec![]).await;
    assert_eq!(fetched.body, "newer");
}

#[tokio::test]
async fn drafts_and_what_was_yanked_are_offered_to_nobody() {
    let v = Vendor::start().await;
    v.release("1.0.0").await;
    let yanked = v.release("1.1.0").await;
    actions::yank_release(&v.w.t.cx(), yanked.id).await.unwrap();
    let draft = Draft { version: "1.2.0".into(), ..Draft::default() };
    actions::create_release(&v.w.t.cx(), None, v.w.product.id, &draft).await.unwrap();
    assert_eq!(v.get("/v1/releases/1.0.0/upgrade").await.status, 404);
}

#[tokio::test]
async fn tauri_is_told_what_to_install_or_that_nothing_is_newer() {
    let v = Vendor::start().await;
    let release = v.release("1.1.0").await;
    v.file(&release, "app.app.tar.gz", ("darwin", "aarch64"), b"mac").await;
    v.file(&release, "notes.txt", ("linux", "x86_64"), b"notes").await;
    let at = |query: &str| format!("/v1/engines/tauri/{}?{query}", v.w.product.id);
    let found = v.get(&at("version=1.0.0&platform=darwin&arch=aarch64")).await;
    assert_eq!(found.status, 200, "{}", found.body);
    let said = body(&found);
    assert_eq!((&said["version"], &said["signature"]), (&json!("1.1.0"), &json!("c2ln")));
    assert_eq!(said["notes"], "New in 1.1.0");
    let fetched = plain(&v.w, Method::GET, local(said["url"].as_str().unwrap()), &[], vec![]).await;
    assert_eq!(fetched.body, "mac");
    for query in [
        "version=1.1.0&platform=darwin&arch=aarch64",
        "version=1.0.0&platform=windows&arch=x86_64",
        "version=1.0.0&platform=linux&arch=x86_64",
    ] {
        assert_eq!(v.get(&at(query)).await.status, 204, "{query}");
    }
    let missing = v.get(&at("version=1.0.0")).await;
    assert_eq!(refusal(&missing), (400, "PLATFORM_INVALID".into()));
}

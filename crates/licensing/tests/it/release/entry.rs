//! Releases are made, changed, given out and taken back on the wire.

use super::{Vendor, new_release, versions};
use crate::token::{body, call, other_product, refusal, token};
use axum::http::Method;
use licensing::domain::access::Access;
use licensing::domain::token::Bearer;
use licensing::store;
use platform::event;
use serde_json::{Value, json};

#[tokio::test]
async fn a_release_is_made_found_by_its_names_changed_and_taken_back() {
    let v = Vendor::start().await;
    let attributes = json!({
        "version": "1.0.0-beta.1", "channel": "beta", "name": "Herbst", "tag": "next",
        "metadata": { "build_number": 7 }, "backdated": "2026-11-01T00:00:00.000Z",
    });
    let made = v.ask(Method::POST, "/v1/releases", new_release(&v.w, attributes)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let release = body(&made)["data"].clone();
    let id = release["id"].as_str().unwrap();
    for (name, value) in [
        ("status", json!("DRAFT")),
        ("version", json!("1.0.0-beta.1")),
        (
            "semver",
            json!({ "major": 1, "minor": 0, "patch": 0, "prerelease": "beta.1", "build": null }),
        ),
        ("backdated", json!("2026-11-01T00:00:00.000Z")),
        ("metadata", json!({ "buildNumber": 7 })),
    ] {
        assert_eq!(release["attributes"][name], value, "{name}");
    }
    for name in [id, "1.0.0-beta.1", "v1.0.0-beta.1", "next"] {
        let found = v.get(&format!("/v1/releases/{name}?product=backup-pro")).await;
        assert_eq!(body(&found)["data"]["id"], id, "{name}");
    }
    let change =
        json!({ "data": { "type": "releases", "attributes": { "name": "Winter", "tag": null } } });
    let changed = v.ask(Method::PATCH, &format!("/v1/releases/{id}"), change).await;
    assert_eq!(body(&changed)["data"]["attributes"]["name"], "Winter");
    assert_eq!(body(&changed)["data"]["attributes"]["tag"], Value::Null);
    assert_eq!(body(&changed)["data"]["attributes"]["backdated"], "2026-11-01T00:00:00.000Z");
    let at = |verb: &str| format!("/v1/releases/{id}/actions/{verb}");
    let published = v.ask(Method::POST, &at("publish"), Value::Null).await;
    assert_eq!(body(&published)["data"]["attributes"]["status"], "PUBLISHED");
    let yanked = v.ask(Method::POST, &at("yank"), Value::Null).await;
    assert_eq!(body(&yanked)["data"]["attributes"]["status"], "YANKED");
    let again = v.ask(Method::POST, &at("publish"), Value::Null).await;
    assert_eq!(refusal(&again), (422, "RELEASE_YANKED".into()));
    let history = event::timeline(v.w.t.db(), &format!("release:{id}")).await.unwrap();
    assert_eq!(history.len(), 4, "made, changed, published, yanked");
    let gone = v.ask(Method::DELETE, &format!("/v1/releases/{id}"), Value::Null).await;
    assert_eq!(gone.status, 204);
    assert_eq!(refusal(&v.get(&format!("/v1/releases/{id}")).await), (404, "NOT_FOUND".into()));
    assert!(v.w.t.audit_is_whole().await);
}

#[tokio::test]
async fn what_is_wrong_with_a_release_is_named() {
    let v = Vendor::start().await;
    let made = json!({ "version": "1.0.0", "tag": "lts" });
    let first = v.ask(Method::POST, "/v1/releases", new_release(&v.w, made)).await;
    assert_eq!(first.status, 201);
    for (attributes, code) in [
        (json!({}), "VERSION_MISSING"),
        (json!({ "version": "one" }), "VERSION_INVALID"),
        (json!({ "version": "1.0.0" }), "VERSION_TAKEN"),
        (json!({ "version": "v1.0.0" }), "VERSION_TAKEN"),
        (json!({ "version": "1.0.1", "tag": "lts" }), "TAG_TAKEN"),
        (json!({ "version": "1.0.1", "channel": "nightly" }), "CHANNEL_NOT_ALLOWED"),
        (json!({ "version": "1.0.1-rc.1", "channel": "stable" }), "CHANNEL_NOT_ALLOWED"),
        (json!({ "version": "1.0.1", "status": "YANKED" }), "STATUS_NOT_ALLOWED"),
    ] {
        let answer =
            v.ask(Method::POST, "/v1/releases", new_release(&v.w, attributes.clone())).await;
        assert_eq!(refusal(&answer), (422, code.into()), "{attributes}");
    }
    let mut nowhere = new_release(&v.w, json!({ "version": "2.0.0" }));
    nowhere["data"]["relationships"]["product"]["data"]["id"] =
        "0198c2f4-0000-7000-8000-000000000000".into();
    let answer = v.ask(Method::POST, "/v1/releases", nowhere).await;
    assert_eq!(refusal(&answer), (422, "PRODUCT_NOT_FOUND".into()));
    let filter = store::release::Filter::default();
    let count = store::release::count(v.w.t.db(), &filter, &Access::EVERYTHING);
    assert_eq!(count.await.unwrap(), 1);
}

#[tokio::test]
async fn lists_are_filtered_and_paged_in_both_ways() {
    let v = Vendor::start().await;
    for version in ["1.0.0", "1.1.0", "2.0.0-beta.1"] {
        v.release(version).await;
    }
    let draft = json!({ "version": "3.0.0" });
    assert_eq!(v.ask(Method::POST, "/v1/releases", new_release(&v.w, draft)).await.status, 201);
    for (query, found) in [
        ("", vec!["3.0.0", "2.0.0-beta.1", "1.1.0", "1.0.0"]),
        ("?limit=1", vec!["3.0.0"]),
        ("?channel=beta", vec!["2.0.0-beta.1"]),
        ("?status=DRAFT", vec!["3.0.0"]),
        ("?version=1.1.0", vec!["1.1.0"]),
        ("?product=backup-pro&channel=beta", vec!["2.0.0-beta.1"]),
        ("?product=other", vec![]),
        ("?page[number]=2&page[size]=3", vec!["1.0.0"]),
    ] {
        assert_eq!(versions(&v.get(&format!("/v1/releases{query}")).await), found, "{query}");
    }
    let mut seen = Vec::new();
    let mut next = Some("/v1/releases?page[cursor]=&page[size]=3".to_owned());
    while let Some(path) = next {
        let page = v.get(&path).await;
        seen.extend(versions(&page));
        next = body(&page)["links"]["next"].as_str().map(str::to_owned);
    }
    assert_eq!(seen, ["3.0.0", "2.0.0-beta.1", "1.1.0", "1.0.0"]);
    let odd = v.get("/v1/releases?page[cursor]=x").await;
    assert_eq!(refusal(&odd), (400, "PAGE_CURSOR_INVALID".into()));
}

#[tokio::test]
async fn a_products_token_makes_and_sees_its_own_releases_alone() {
    let v = Vendor::start().await;
    let own = v.release("1.0.0").await;
    let other = other_product(&v.w).await;
    let (_, secret) = token(&v.w, Bearer::Product, Some(other.id.0)).await;
    let bearer = format!("Bearer {secret}");
    let ask = async |method, path: &str, sent: &Value| {
        call(&v.w, method, path, &[("authorization", &bearer)], sent).await
    };
    let path = format!("/v1/releases/{}", own.id);
    assert_eq!(ask(Method::GET, &path, &Value::Null).await.status, 404);
    assert_eq!(ask(Method::DELETE, &path, &Value::Null).await.status, 404);
    assert!(versions(&ask(Method::GET, "/v1/releases", &Value::Null).await).is_empty());
    let mut sent = new_release(&v.w, json!({ "version": "9.0.0" }));
    assert_eq!(ask(Method::POST, "/v1/releases", &sent).await.status, 404);
    sent["data"]["relationships"]["product"]["data"]["id"] = other.id.to_string().into();
    assert_eq!(ask(Method::POST, "/v1/releases", &sent).await.status, 201);
    let found = ask(Method::GET, "/v1/releases", &Value::Null).await;
    assert_eq!(versions(&found), ["9.0.0"]);
}

#[tokio::test]
async fn constraints_are_attached_listed_and_taken_away() {
    let v = Vendor::start().await;
    let (pro, team) = (v.entitlement("PRO").await, v.entitlement("TEAM").await);
    let release = v.release("1.0.0").await;
    let path = format!("/v1/releases/{}/constraints", release.id);
    let member = |id: &str| {
        json!({ "type": "constraints", "relationships": {
            "entitlement": { "data": { "type": "entitlements", "id": id } } } })
    };
    let both = json!({ "data": [member(&pro.id.to_string()), member(&team.id.to_string())] });
    let attached = v.ask(Method::POST, &path, both.clone()).await;
    assert_eq!(attached.status, 200, "{}", attached.body);
    let again = v.ask(Method::POST, &path, both).await;
    assert_eq!(body(&again)["data"].as_array().unwrap().len(), 2, "each stands there once");
    let unknown = json!({ "data": [member("0198c2f4-0000-7000-8000-000000000000")] });
    let refused = v.ask(Method::POST, &path, unknown).await;
    assert_eq!(refusal(&refused), (422, "CONSTRAINTS_ENTITLEMENT_NOT_FOUND".into()));
    let one = body(&attached)["data"][0]["id"].clone();
    let gone = json!({ "data": [{ "type": "constraints", "id": one }] });
    assert_eq!(v.ask(Method::DELETE, &path, gone.clone()).await.status, 204);
    assert_eq!(v.ask(Method::DELETE, &path, gone).await.status, 404);
    let left = v.get(&format!("/v1/releases/{}/entitlements", release.id)).await;
    assert_eq!(body(&left)["data"].as_array().unwrap().len(), 1);
}

//! The wire's search: what is found is what lists show, and nothing else.

use crate::program::{Program, codes, names};
use crate::world::World;
use axum::body::Body;
use axum::http::Method;
use licensing::domain::policy::Settings;
use licensing::domain::token::Bearer;
use serde_json::{Value, json};

/// Some licences of two policies, one of them with an owner and a machine.
async fn filled(w: &World) -> (Program<'_>, String) {
    let admin = Program::admin(w).await;
    let (pro, home) = (w.policy(Settings::default()).await, w.policy(Settings::default()).await);
    let user = json!({ "data": { "type": "users", "attributes": { "email": "Ada@example.org" } } });
    let (_, user) = admin.post("/users", user).await;
    let user = user["data"]["id"].as_str().unwrap().to_owned();
    for (name, key, policy, tier) in [
        ("Backup Nord", "NORD-0001", pro.id, 1),
        ("Backup Süd", "SUED-0001", home.id, 2),
        ("Archive", "ARCH-0001", home.id, 1),
    ] {
        let mut relationships =
            json!({ "policy": { "data": { "type": "policies", "id": policy } } });
        if name == "Archive" {
            relationships["owner"] = json!({ "data": { "type": "users", "id": user } });
        }
        let sent = json!({ "data": {
            "type": "licenses", "relationships": relationships,
            "attributes": { "name": name, "key": key, "metadata": { "customerTier": tier } },
        }});
        assert_eq!(admin.post("/licenses", sent).await.0, 201);
    }
    (admin, pro.id.to_string())
}

async fn search(by: &Program<'_>, meta: Value) -> (u16, Value) {
    by.post("/search", json!({ "meta": meta })).await
}

fn sorted(answer: &Value) -> Vec<&str> {
    let mut names = names(answer);
    names.sort_unstable();
    names
}

#[tokio::test]
async fn licences_are_found_by_what_is_known_of_them() {
    let w = World::start().await;
    let (admin, pro) = filled(&w).await;
    for (query, op, found) in [
        (json!({ "name": "backup" }), "AND", vec!["Backup Nord", "Backup Süd"]),
        (json!({ "name": "BACKUP S" }), "AND", vec!["Backup Süd"]),
        (json!({ "name": "ackup" }), "AND", vec![]),
        (json!({ "key": "ARCH-0001" }), "AND", vec!["Archive"]),
        (json!({ "policy": pro }), "AND", vec!["Backup Nord"]),
        (json!({ "policy": "Policy 0" }), "AND", vec!["Backup Nord"]),
        (json!({ "product": "backup pro", "name": "arch" }), "AND", vec!["Archive"]),
        (json!({ "owner": "ada@example.org" }), "AND", vec!["Archive"]),
        (json!({ "user": "ada@example.org" }), "AND", vec!["Archive"]),
        (json!({ "name": "arch", "policy": pro }), "AND", vec![]),
        (json!({ "name": "arch", "policy": pro }), "OR", vec!["Archive", "Backup Nord"]),
        (json!({ "metadata": { "customer_tier": "1" } }), "AND", vec!["Archive", "Backup Nord"]),
        (json!({ "metadata": { "customerTier": 1 }, "name": "arch" }), "AND", vec!["Archive"]),
        (json!({ "id": "x" }), "AND", vec![]),
    ] {
        let meta = json!({ "type": "licenses", "query": query, "op": op });
        let (status, answer) = search(&admin, meta).await;
        assert_eq!((status, sorted(&answer)), (200, found), "{query} {op} {answer}");
    }
}

#[tokio::test]
async fn hits_are_paged_and_nobody_finds_what_no_list_shows_them() {
    let w = World::start().await;
    let (admin, _) = filled(&w).await;
    let meta = json!({ "meta": { "type": "license", "query": { "name": "backup" } } });
    let (_, first) = admin.post("/search?page[cursor]=&page[size]=1", meta.clone()).await;
    assert_eq!(names(&first), ["Backup Süd"], "{first}");
    let next = first["links"]["next"].as_str().unwrap().strip_prefix("/v1").unwrap();
    let (_, second) = admin.post(next, meta.clone()).await;
    assert_eq!((names(&second), &second["links"]["next"]), (vec!["Backup Nord"], &Value::Null));
    // a token of another product finds nothing
    let other = json!({ "data": { "type": "products", "attributes": { "name": "Other" } } });
    let (_, other) = admin.post("/products", other).await;
    let id = other["data"]["id"].as_str().unwrap().parse().unwrap();
    let other = Program::new(&w, Bearer::Product, Some(id)).await;
    let (status, none) = other.post("/search", meta).await;
    assert_eq!((status, names(&none).len()), (200, 0));
    let (_, own) = search(&other, json!({ "type": "products", "query": { "name": "o" } })).await;
    assert_eq!(names(&own), ["Other"]);
    let nobody = w.t.send(Method::POST, "/v1/search", "", &[], Body::empty()).await;
    assert_eq!(nobody.status, 401, "who asks comes before what is asked");
}

#[tokio::test]
async fn machines_users_and_the_catalogue_are_found_too_and_what_is_odd_is_named() {
    let w = World::start().await;
    let (admin, pro) = filled(&w).await;
    let policy = licensing::store::policy::get(w.t.db(), pro.parse().unwrap()).await.unwrap();
    let licence = w.licence(&policy).await;
    w.machine(&licence, "AA:BB:CC").await;
    for (kind, query) in [
        ("machines", json!({ "fingerprint": "AA:BB" })),
        ("machines", json!({ "name": "Rechner", "license": licence.id })),
        ("users", json!({ "email": "ADA@" })),
        ("products", json!({ "code": "backup" })),
        ("policies", json!({ "name": "policy 0", "product": "Backup Pro" })),
    ] {
        let (status, answer) = search(&admin, json!({ "type": kind, "query": query })).await;
        let count = answer["data"].as_array().map(Vec::len);
        assert_eq!((status, count), (200, Some(1)), "{kind} {query} {answer}");
    }
    for (meta, code) in [
        (json!({ "type": "cats", "query": { "name": "x" } }), "META_TYPE_INVALID"),
        (json!({ "type": "users" }), "META_QUERY_INVALID"),
        (json!({ "type": "users", "query": { "shoeSize": "44" } }), "META_QUERY_INVALID"),
        (json!({ "type": "users", "query": { "email": " " } }), "META_QUERY_INVALID"),
        (json!({ "type": "users", "query": { "email": "a" }, "op": "XOR" }), "META_OP_INVALID"),
        (
            json!({ "type": "users", "op": "OR", "query": { "metadata": { "a": "b" } } }),
            "META_QUERY_INVALID",
        ),
    ] {
        let (status, answer) = search(&admin, meta.clone()).await;
        assert_eq!((status, codes(&answer)), (400, vec![code]), "{meta}");
    }
}

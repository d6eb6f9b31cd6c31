//! The small interface: activation, verification, and what is told of a licence.

use crate::asking::{KEY, changed, json_of, keyed};
use crate::world::World;
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use licensing::actions;
use licensing::domain::policy::Settings;
use licensing::domain::resource::Kind;
use licensing::domain::strategy::{Authentication, Expiration};
use licensing::store;
use licensing::wire::issuer;
use platform::Millis;
use platform::http::Peer;
use platform::keys::is_signed;
use platform::testing::Answer;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const HOST: &str = "licences.example:8443";

/// A request of a program, from an address of its own where one is named.
pub async fn ask(
    w: &World,
    method: Method,
    path: &str,
    head: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", HOST);
    let mut from = "203.0.113.7";
    for (name, value) in head {
        match *name {
            "from" => from = value,
            name => request = request.header(name, *value),
        }
    }
    let mut request = request.body(Body::from(body.to_owned())).unwrap();
    request.extensions_mut().insert(Peer(Some(from.parse().unwrap())));
    w.t.answer(request).await
}

/// Asks and reads the answer, whose signature is verified whatever it says.
pub async fn post(w: &World, name: &str, body: &Value) -> (u16, Value) {
    let path = format!("/api/license/{name}");
    let answer = ask(w, Method::POST, &path, &[], &body.to_string()).await;
    read(w, &answer, &format!("post {path}")).await
}

pub async fn read(w: &World, answer: &Answer, request: &str) -> (u16, Value) {
    assert!(is_genuine(w, answer, request).await, "{request}: {}", answer.body);
    assert_eq!(header(answer, "content-type"), "application/json; charset=utf-8");
    let body = json_of(answer);
    assert!(body["ts"].as_str().is_some_and(|ts| ts.ends_with('Z')), "{body}");
    (answer.status.as_u16(), body)
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

/// As a client checks it that knows nothing but its own request.
async fn is_genuine(w: &World, answer: &Answer, request: &str) -> bool {
    let issuer = issuer::of(&w.t.kontor).await.unwrap();
    let digest = STANDARD.encode(Sha256::digest(answer.body.as_bytes()));
    assert_eq!(header(answer, "digest"), format!("sha-256={digest}"), "{request}");
    let said = format!(
        "(request-target): {request}\nhost: {HOST}\ndate: {}\ndigest: {}",
        header(answer, "date"),
        header(answer, "digest")
    );
    let begin = format!(r#"keyid="{}", algorithm="ed25519", signature=""#, issuer.id);
    let signature = header(answer, "keygen-signature").strip_prefix(&begin).unwrap_or_default();
    let end = r#"", headers="(request-target) host date digest""#;
    let signature = STANDARD.decode(signature.strip_suffix(end).unwrap_or_default()).unwrap();
    is_signed(&public(w).await, said.as_bytes(), &signature)
}

async fn public(w: &World) -> [u8; 32] {
    let issuer = issuer::of(&w.t.kontor).await.unwrap();
    let mut public = [0; 32];
    hex::decode_to_slice(issuer.public_key(), &mut public).unwrap();
    public
}

const UUID: &str = "4C4C4544-0042-3510-8051-B4C04F4A3332";

fn hardware(disk: &str) -> Value {
    json!({
        "mac": ["00:1A:2B:3C:4D:5E"], "cpu_id": "BFEBFBFF000906EA",
        "system_uuid": UUID, "disk_serial": disk,
    })
}

fn activation(hardware: &Value) -> Value {
    json!({ "license_key": KEY, "hardware": hardware, "machine_name": "Kasse 1", "os": "linux", "nonce": 7 })
}

async fn floating(w: &World, most: u64) -> licensing::domain::licence::Licence {
    let settings =
        Settings { floating: true, max_machines: Some(most), strict: true, ..Settings::default() };
    let policy = w.policy(settings).await;
    keyed(w, &policy, KEY).await
}

#[tokio::test]
async fn a_machine_takes_a_seat_once_and_is_known_again_when_a_part_was_changed() {
    let w = World::start().await;
    let licence = floating(&w, 1).await;
    let (status, first) = post(&w, "activate", &activation(&hardware("WD-1"))).await;
    assert_eq!((status, &first["success"], &first["nonce"]), (201, &json!(true), &json!(7)));
    let told = &first["license"];
    assert_eq!(
        (&told["key"], &told["devices_used"], &told["max_devices"]),
        (&json!(KEY), &json!(1), &json!(1))
    );
    assert_eq!(
        (&told["type"], &told["status"], &told["is_test"]),
        (&json!("perpetual"), &json!("ACTIVE"), &json!(false))
    );
    assert_eq!(first["offline_until"], "2026-11-28T08:00:00.000Z");

    for hardware in [hardware("WD-1"), hardware("WD-2")] {
        let (status, again) = post(&w, "activate", &activation(&hardware)).await;
        assert_eq!((status, &again["activation_id"]), (200, &first["activation_id"]));
    }
    let licence = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!(licence.machines, 1);

    let other = json!({ "system_uuid": "11111111-2222-3333-4444-555555555555", "cpu_id": "BFEBFBFF000906EA" });
    let (status, no) = post(&w, "activate", &activation(&other)).await;
    assert_eq!((status, &no["success"], &no["code"]), (409, &json!(false), &json!("DEVICE_LIMIT")));
    assert!(no["error"].as_str().is_some_and(|text| !text.is_empty()));
    assert_eq!(no["nonce"], 7);
}

#[tokio::test]
async fn what_parts_call_themselves_is_nowhere_in_the_database() {
    let w = World::start().await;
    floating(&w, 2).await;
    assert_eq!(post(&w, "activate", &activation(&hardware("WD-SECRET-9"))).await.0, 201);
    let verify = json!({ "license_key": KEY, "hardware": hardware("WD-SECRET-8") });
    assert_eq!(post(&w, "verify", &verify).await.1["valid"], true);
    let all = store::component::Filter::default();
    let parts = store::component::page(w.t.db(), &all, (None, 0), 9).await.unwrap();
    assert_eq!(parts.len(), 4);
    assert!(parts.iter().all(|part| part.fingerprint.len() == 64), "{parts:?}");
    let rows = whole_text(&w).await;
    assert!(rows.contains("Kasse 1"), "the search sees what there is");
    for raw in [
        UUID,
        "4c4c4544004235108051b4c04f4a3332",
        "00:1A:2B",
        "001a2b3c4d5e",
        "906EA",
        "SECRET-9",
        "SECRET-8",
    ] {
        assert!(!rows.to_lowercase().contains(&raw.to_lowercase()), "{raw}");
    }
}

/// Every row of every table as SQLite writes it down; of other databases the rows that are about machines.
async fn whole_text(w: &World) -> String {
    let db = w.t.db();
    if w.t.kontor.db.backend() != DbBackend::Sqlite {
        let all = store::component::Filter::default();
        return format!(
            "Kasse 1 {:?}",
            store::component::page(db, &all, (None, 0), 99).await.unwrap()
        );
    }
    let texts = async |sql: String| {
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect::<Vec<String>>()
    };
    let mut whole = String::new();
    for table in texts("SELECT name FROM sqlite_master WHERE type = 'table'".into()).await {
        let columns =
            format!(r#"SELECT 'quote("' || name || '")' FROM pragma_table_info('{table}')"#);
        let columns = texts(columns).await.join(" || '|' || ");
        let rows = format!(r#"SELECT {columns} FROM "{table}""#);
        whole.extend(texts(rows).await);
    }
    whole
}

#[tokio::test]
async fn hardware_that_a_program_hashed_is_kept_as_it_came() {
    let w = World::start().await;
    let licence = floating(&w, 1).await;
    let body =
        json!({ "license_key": KEY, "hardware_hash": "a1b2c3d4", "components": { "disk": "d1" } });
    let (status, done) = post(&w, "activate", &body).await;
    assert_eq!((status, &done["fingerprint"]), (201, &json!("a1b2c3d4")));
    let found = store::check_out::machines(w.t.db(), "a1b2c3d4", Some(licence.id)).await.unwrap();
    assert_eq!(found[0].id.to_string(), done["activation_id"].as_str().unwrap());
    let (_, told) =
        post(&w, "verify", &json!({ "license_key": KEY, "hardware_hash": "a1b2c3d4" })).await;
    assert_eq!((&told["valid"], &told["code"]), (&json!(true), &json!("VALID")));
    let (_, told) =
        post(&w, "verify", &json!({ "license_key": KEY, "hardware_hash": "other" })).await;
    assert_eq!(
        (&told["valid"], &told["code"]),
        (&json!(false), &json!("FINGERPRINT_SCOPE_MISMATCH"))
    );
}

#[tokio::test]
async fn the_file_opens_with_the_public_key_for_seven_days_and_names_its_machine() {
    let w = World::start().await;
    floating(&w, 1).await;
    let (_, done) = post(&w, "activate", &activation(&hardware("WD-1"))).await;
    let file = done["license_file"].as_str().unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(
        (lines[0], lines[lines.len() - 1]),
        ("-----BEGIN MACHINE FILE-----", "-----END MACHINE FILE-----")
    );
    let inner = STANDARD.decode(lines[1..lines.len() - 1].concat()).unwrap();
    let inner: Value = serde_json::from_slice(&inner).unwrap();
    assert_eq!(inner["alg"], "base64+ed25519");
    let said = format!("machine/{}", inner["enc"].as_str().unwrap());
    let signature = STANDARD.decode(inner["sig"].as_str().unwrap()).unwrap();
    assert!(is_signed(&public(&w).await, said.as_bytes(), &signature));
    let document = STANDARD.decode(inner["enc"].as_str().unwrap()).unwrap();
    let document: Value = serde_json::from_slice(&document).unwrap();
    assert_eq!(
        (&document["data"]["attributes"]["fingerprint"], &document["meta"]["ttl"]),
        (&done["fingerprint"], &json!(604_800))
    );
    let along = document["included"].as_array().unwrap();
    let licence = along.iter().find(|one| one["type"] == "licenses").unwrap();
    assert_eq!(licence["attributes"]["key"], KEY);
    assert_eq!(document["meta"]["expiry"], done["offline_until"]);
}

#[tokio::test]
async fn a_licence_that_may_not_be_used_is_told_so_in_every_way() {
    let w = World::start().await;
    let licence = floating(&w, 1).await;
    let body = activation(&hardware("WD-1"));
    let (status, no) = post(&w, "activate", &json!({ "license_key": "NONE", "nonce": "n" })).await;
    assert_eq!((status, &no["code"], &no["nonce"]), (404, &json!("NOT_FOUND"), &json!("n")));
    let (status, no) = post(&w, "verify", &json!({ "license_key": "NONE" })).await;
    assert_eq!((status, &no["valid"], &no["code"]), (404, &json!(false), &json!("NOT_FOUND")));
    for (body, code) in [
        (json!({}), "LICENSE_KEY_MISSING"),
        (json!({ "license_key": KEY }), "HARDWARE_MISSING"),
        (
            json!({ "license_key": KEY, "hardware": { "cpu_id": "BFEBFBFF000906EA" } }),
            "HARDWARE_INVALID",
        ),
        (json!({ "license_key": KEY, "hardware": 7 }), "HARDWARE_INVALID"),
        (json!({ "license_key": ["x"] }), "LICENSE_KEY_INVALID"),
        (json!({ "license_key": KEY, "nonce": {} }), "NONCE_INVALID"),
    ] {
        let (status, no) = post(&w, "activate", &body).await;
        assert_eq!((status, &no["code"]), (422, &json!(code)), "{body}");
    }
    let soon = w.t.kontor.clock.now() - TimeDelta::days(1);
    changed(&w, &licence, |licence| licence.expires_at = Some(Millis(soon))).await;
    let (status, no) = post(&w, "activate", &body).await;
    assert_eq!((status, &no["code"]), (403, &json!("EXPIRED")));
    changed(&w, &licence, |licence| licence.suspended = true).await;
    let (status, no) = post(&w, "activate", &body).await;
    assert_eq!((status, &no["code"]), (403, &json!("SUSPENDED")));
    let (status, no) = post(&w, "verify", &json!({ "license_key": KEY })).await;
    assert_eq!((status, &no["valid"], &no["code"]), (200, &json!(false), &json!("SUSPENDED")));
    assert_eq!(no["grace"], json!({ "active": false, "until": null }));
    changed(&w, &licence, |licence| {
        (licence.suspended, licence.expires_at, licence.is_test) = (false, None, true);
    })
    .await;
    let mut test = body.clone();
    test["allow_test"] = json!(false);
    let (status, no) = post(&w, "activate", &test).await;
    assert_eq!((status, &no["code"]), (403, &json!("TEST_NOT_ALLOWED")));
    assert_eq!(post(&w, "activate", &body).await.0, 201);
}

#[tokio::test]
async fn a_program_learns_which_features_it_has_and_how_long_it_may_go_on_alone() {
    let w = World::start().await;
    let settings = Settings { expiration_strategy: Expiration::Maintain, ..Settings::default() };
    let licence = keyed(&w, &w.policy(settings).await, KEY).await;
    let end = w.t.kontor.clock.now() - TimeDelta::days(1);
    changed(&w, &licence, |licence| licence.expires_at = Some(Millis(end))).await;
    let body = json!({ "license_key": KEY, "app_version": "1.2.3", "features": ["export"] });
    let (status, told) = post(&w, "verify", &body).await;
    assert_eq!((status, &told["valid"], &told["code"]), (200, &json!(true), &json!("EXPIRED")));
    assert_eq!(told["grace"], json!({ "active": true, "until": "2026-11-28T08:00:00.000Z" }));
    assert_eq!(told["features"], json!({ "export": false }));
    let nothing = json!({ "required": false, "latest": null, "min_supported": null, "url": null });
    assert_eq!(told["update"], nothing);
}

#[tokio::test]
async fn whoever_has_the_key_sees_machines_resources_and_sessions() {
    let w = World::start().await;
    let licence = floating(&w, 1).await;
    actions::add_resources(&w.t.cx(), Kind::Domain, false, "kunde.example").await.unwrap();
    actions::allocate_resources(&w.t.cx(), licence.id, Kind::Domain, 1).await.unwrap();
    let addresses = "198.51.100.4,2001:db8::7";
    actions::add_resources(&w.t.cx(), Kind::Address, false, addresses).await.unwrap();
    actions::allocate_resources(&w.t.cx(), licence.id, Kind::Address, 2).await.unwrap();
    let (_, done) = post(&w, "activate", &activation(&hardware("WD-1"))).await;
    let path = format!("/api/license/info/{KEY}?nonce=n1");
    let answer = ask(&w, Method::GET, &path, &[], "").await;
    let (status, told) = read(&w, &answer, &format!("get {path}")).await;
    assert_eq!((status, &told["nonce"], &told["sessions"]), (200, &json!("n1"), &json!([])));
    assert_eq!(told["devices"][0]["activation_id"], done["activation_id"]);
    assert_eq!(
        told["resources"],
        json!({
            "domains": ["kunde.example"], "ipv4s": ["198.51.100.4"], "ipv6s": ["2001:db8::7"],
            "phones": [],
        })
    );
    let answer = ask(&w, Method::GET, "/api/license/info/key%2Fa.b==", &[], "").await;
    assert_eq!(read(&w, &answer, "get /api/license/info/key%2Fa.b==").await.0, 404);
}

#[tokio::test]
async fn the_key_may_stand_in_the_head_and_a_token_that_is_none_opens_nothing() {
    let w = World::start().await;
    let settings =
        Settings { authentication_strategy: Authentication::None, ..Settings::default() };
    keyed(&w, &w.policy(settings).await, "CLOSED-KEY").await;
    floating(&w, 1).await;
    let by_head = format!("License {KEY}");
    let wanted = "/api/license/verify";
    for (head, body, status, code) in [
        (("authorization", &*by_head), "{}", 200, "NO_MACHINES"),
        (("x-api-key", "prod-nothing"), r#"{"license_key":"x"}"#, 401, "TOKEN_INVALID"),
        (("authorization", "Digest x"), "{}", 401, "TOKEN_INVALID"),
        (("x-none", ""), r#"{"license_key":"CLOSED-KEY"}"#, 403, "LICENSE_NOT_ALLOWED"),
        (("x-none", ""), "[1", 400, "JSON_INVALID"),
        (("x-none", ""), "[1]", 400, "JSON_INVALID"),
    ] {
        let answer = ask(&w, Method::POST, wanted, &[head], body).await;
        let (was, told) = read(&w, &answer, &format!("post {wanted}")).await;
        assert_eq!((was, &told["code"]), (status, &json!(code)), "{head:?} {body}");
    }
    for (method, path, status) in
        [(Method::GET, "/api/license/verify", 405), (Method::GET, "/api/license/nowhere", 404)]
    {
        let answer = ask(&w, method, path, &[], "").await;
        assert_eq!(read(&w, &answer, &format!("get {path}")).await.0, status);
    }
}

#[tokio::test]
async fn requests_are_counted_by_address_and_by_licence() {
    let w = World::start_with(&[("licensing.facade_requests_per_minute", "3")]).await;
    floating(&w, 1).await;
    let body = json!({ "license_key": KEY }).to_string();
    let path = "/api/license/verify";
    for (n, left) in [(1, "2"), (2, "1"), (3, "0")] {
        let from = format!("198.51.100.{n}");
        let answer = ask(&w, Method::POST, path, &[("from", &from)], &body).await;
        assert_eq!((answer.status.as_u16(), header(&answer, "x-ratelimit-remaining")), (200, left));
        assert_eq!(header(&answer, "x-ratelimit-limit"), "3");
    }
    // from another address still, for it is the same licence
    let answer = ask(&w, Method::POST, path, &[("from", "198.51.100.9")], &body).await;
    let (status, no) = read(&w, &answer, &format!("post {path}")).await;
    assert_eq!((status, &no["code"], &no["valid"]), (429, &json!("RATE_LIMIT"), &json!(false)));
    assert!(!header(&answer, "retry-after").is_empty());
    for status in [404, 404, 404, 429] {
        let answer =
            ask(&w, Method::GET, "/api/license/nowhere", &[("from", "192.0.2.1")], "").await;
        assert_eq!(answer.status, status);
    }
}

//! The frame with a few handlers upon it, asked as a program asks.

use super::ask::Ask;
use super::at::At;
use super::document::{Document, Fields, Identifier, Resource};
use super::fault::Fault;
use super::page::Found;
use super::query::Query;
use super::sent::Sent;
use super::{Answer, WIRES, issuer};
use crate::domain::metadata::Metadata;
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::routing::{delete, get, post};
use platform::testing::{self, TestKontor};
use platform::wire::Wire;
use platform::{App, Error, Kontor, Millis, Refusal};
use sea_orm::prelude::Uuid;
use serde_json::{Value, json};

const APP: App = App { wires: &[Wire { routes, ..WIRES[0] }], ..crate::APP };

fn routes(kontor: &Kontor) -> Router<Kontor> {
    let own = Router::new()
        .route("/things", get(list).post(make))
        .route("/things/{id}", get(show))
        .route("/things/{id}/parts/{part}", get(part))
        .route("/who", get(who))
        .route("/gone", delete(|_: Ask| async { StatusCode::NO_CONTENT }))
        .route("/kept", get(kept))
        .route("/panic", get(|| async { panic!("on purpose") as () }))
        .route("/refused", post(refused));
    let named = own.clone();
    let named = named.layer(axum::middleware::from_fn_with_state(kontor.clone(), issuer::is_ours));
    own.nest(issuer::NAMED, named)
}

async fn show(At(id): At<String>) -> Document {
    Document::bare().meta("id", id)
}

async fn part(At((id, part)): At<(String, String)>) -> Document {
    Document::bare().meta("id", id).meta("part", part)
}

async fn who(ask: Ask) -> Document {
    let ip = ask.cx.request.as_ref().map(|request| request.ip.to_string());
    let environment = ask.environment;
    Document::bare().meta("ip", ip).meta("environment", environment).meta_time("ts", ask.now)
}

async fn kept(ask: Ask) -> Answer {
    ask.permitted("license.read")?;
    Ok(Document::bare())
}

async fn make(ask: Ask, mut sent: Sent) -> Answer {
    sent.is("things");
    let (metadata, policy) = (sent.metadata().or(None), sent.one::<Uuid>("policy").or(None));
    let name = sent.need_text("name")?;
    let mut cores = Fields::default();
    cores.put("cores", 8);
    let thing = Resource::new(&ask.issuer, "things", Uuid::from_u128(7))
        .with("name", name)
        .time("created", ask.now)
        .time("expiry", None::<Millis>)
        .metadata(&metadata.unwrap_or_default())
        .to_one("policy", policy.map(|id| ("policies", id)))
        .to_many("users")
        .counted("machines", cores)
        .to_these("entitlements", vec![Identifier::new("entitlements", "e")]);
    Ok(Document::one(thing).including(Vec::new()).created())
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    let paging = query.paging();
    query.done()?;
    let file = Resource::new(&ask.issuer, "license-files", "1")
        .nowhere()
        .to_one("license", Some(("licenses", "2")));
    let found = Found::Next(Some("after".into()));
    Ok(Document::many(vec![file]).paged(query.links(&paging, &found)))
}

async fn refused() -> Answer {
    let taken = Refusal::new("x", "is taken").on("fingerprint").coded("FINGERPRINT_TAKEN");
    let limit = Refusal::new("x", "too many").coded("MACHINE_LIMIT_EXCEEDED");
    Err::<Document, _>(Fault::from(Error::Refused(vec![taken, limit])))
}

struct Told {
    status: u16,
    answer: testing::Answer,
    json: Value,
}

impl Told {
    fn codes(&self) -> Vec<&str> {
        let errors = self.json["errors"].as_array().unwrap();
        errors.iter().map(|one| one["code"].as_str().unwrap()).collect()
    }

    fn header(&self, name: &str) -> &str {
        self.answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn start() -> TestKontor {
    TestKontor::start(&[ui::APP, directory::APP, APP]).await
}

async fn send(t: &TestKontor, ask: (Method, &str), headers: &[(&str, &str)], body: &str) -> Told {
    let mut request = Request::builder().method(ask.0).uri(ask.1).header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = t.answer(request.body(Body::from(body.to_owned())).unwrap()).await;
    let json = serde_json::from_str(&answer.body).unwrap_or_default();
    assert!(answer.headers.contains_key("keygen-signature"), "{}", answer.body);
    Told { status: answer.status.as_u16(), answer, json }
}

async fn get_json(t: &TestKontor, path: &str) -> Told {
    send(t, (Method::GET, path), &[], "").await
}

#[tokio::test]
async fn ids_may_be_keys_and_the_account_may_stand_before_them() {
    let t = start().await;
    for at in ["/v1", "/v1/accounts/kontor"] {
        let told = get_json(&t, &format!("{at}/things/key%2FeyJ9.a-_b%3D%3D")).await;
        assert_eq!(told.json, json!({ "meta": { "id": "key/eyJ9.a-_b==" } }), "{at}");
        let told = get_json(&t, &format!("{at}/things/a.b/parts/c%2Fd")).await;
        assert_eq!(told.json, json!({ "meta": { "id": "a.b", "part": "c/d" } }), "{at}");
    }
    let told = get_json(&t, "/v1/things/%FF").await;
    assert_eq!((told.status, told.codes()), (404, vec!["NOT_FOUND"]));
    let told = get_json(&t, "/v1/accounts/another/things/a").await;
    assert_eq!((told.status, told.codes()), (404, vec!["NOT_FOUND"]));
}

#[tokio::test]
async fn a_resource_has_attributes_relationships_and_links_of_the_account() {
    let t = start().await;
    let issuer = issuer::of(&t.kontor).await.unwrap();
    let policy = Uuid::from_u128(9);
    let body = json!({ "data": { "type": "things", "attributes": {
        "name": "Ä", "metadata": { "user_email": "a@b" },
    }, "relationships": { "policy": { "data": { "type": "policies", "id": policy } } } } });
    let kind = [("content-type", "application/vnd.api+json")];
    let told = send(&t, (Method::POST, "/v1/things"), &kind, &body.to_string()).await;
    let at = format!("/v1/accounts/{}/things/{}", issuer.id, Uuid::from_u128(7));
    assert_eq!((told.status, told.header("location")), (201, at.as_str()));
    assert_eq!(told.header("content-type"), "application/vnd.api+json; charset=utf-8");
    let related = |name: &str| json!({ "related": format!("{at}/{name}") });
    assert_eq!(
        told.json,
        json!({
            "data": {
                "id": Uuid::from_u128(7),
                "type": "things",
                "attributes": {
                    "name": "Ä",
                    "created": "2026-11-21T08:00:00.000Z",
                    "expiry": null,
                    "metadata": { "userEmail": "a@b" },
                },
                "relationships": {
                    "account": {
                        "links": { "related": format!("/v1/accounts/{}", issuer.id) },
                        "data": { "type": "accounts", "id": issuer.id },
                    },
                    "policy": {
                        "links": related("policy"),
                        "data": { "type": "policies", "id": policy },
                    },
                    "users": { "links": related("users") },
                    "machines": { "links": related("machines"), "meta": { "cores": 8 } },
                    "entitlements": {
                        "links": related("entitlements"),
                        "data": [{ "type": "entitlements", "id": "e" }],
                    },
                },
                "links": { "self": at },
            },
            "included": [],
        })
    );
}

#[tokio::test]
async fn a_list_leads_on_and_what_has_no_address_has_no_links() {
    let t = start().await;
    let told = get_json(&t, "/v1/things?limit=1").await;
    assert_eq!(
        told.json["links"],
        json!({
            "self": "/v1/things?limit=1",
            "next": "/v1/things?page%5Bcursor%5D=after&page%5Bsize%5D=1",
        })
    );
    let file = &told.json["data"][0];
    assert_eq!(file["links"], Value::Null);
    let licence = &file["relationships"]["license"];
    assert_eq!(*licence, json!({ "data": { "type": "licenses", "id": "2" } }));
    let told = get_json(&t, "/v1/things?limit=1000").await;
    assert_eq!((told.status, told.codes()), (400, vec!["LIMIT_INVALID"]));
    assert_eq!(told.json["errors"][0]["source"], json!({ "parameter": "limit" }));
}

#[tokio::test]
async fn what_goes_wrong_is_told_in_the_wires_words() {
    let t = start().await;
    let json_kind = ("content-type", "application/json");
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (ask, headers, body, status, codes) in [
        (
            (Method::POST, "/v1/refused"),
            json_kind,
            "",
            422,
            vec!["FINGERPRINT_TAKEN", "MACHINE_LIMIT_EXCEEDED"],
        ),
        ((Method::POST, "/v1/things"), json_kind, "{", 400, vec!["JSON_INVALID"]),
        ((Method::POST, "/v1/things"), form, "a=b", 415, vec!["CONTENT_TYPE_INVALID"]),
        ((Method::POST, "/v1/things"), form, "", 400, vec!["DATA_MISSING", "NAME_MISSING"]),
        ((Method::GET, "/v1/panic"), json_kind, "", 500, vec!["INTERNAL_SERVER_ERROR"]),
        ((Method::PUT, "/v1/things"), json_kind, "", 405, vec!["METHOD_NOT_ALLOWED"]),
        ((Method::GET, "/v1/kept"), json_kind, "", 401, vec!["TOKEN_MISSING"]),
    ] {
        let path = ask.1;
        let told = send(&t, ask, &[headers], body).await;
        assert_eq!((told.status, told.codes()), (status, codes), "{path} {body}");
        assert_eq!(told.json["meta"]["id"], told.header("x-request-id"), "{path}");
        assert!(!told.answer.body.contains("on purpose"), "{path}");
    }
    let gone = send(&t, (Method::DELETE, "/v1/gone"), &[], "").await;
    assert_eq!((gone.status, &*gone.answer.body), (204, ""));
}

#[tokio::test]
async fn whoever_comes_in_with_something_that_is_not_good_is_told_so() {
    let t = start().await;
    for (header, code) in [
        ("Bearer prod-0v3", "TOKEN_INVALID"),
        ("Bearer 1fddcec8-8dd3-4d8d-9b16-215cac0f9b52", "TOKEN_FORMAT_INVALID"),
        ("License nobodys", "LICENSE_INVALID"),
        ("Digest x", "TOKEN_INVALID"),
    ] {
        let told = send(&t, (Method::GET, "/v1/who"), &[("authorization", header)], "").await;
        assert_eq!((told.status, told.codes()), (401, vec![code]), "{header}");
        assert!(!told.header("www-authenticate").is_empty(), "{header}");
    }
    let nowhere = [("keygen-environment", "sandbox")];
    let told = send(&t, (Method::GET, "/v1/who"), &nowhere, "").await;
    assert_eq!((told.status, told.codes()), (400, vec!["ENVIRONMENT_INVALID"]));
    let told = get_json(&t, "/v1/who").await;
    let now = "2026-11-21T08:00:00.000Z";
    assert_eq!(told.json, json!({ "meta": { "ip": "127.0.0.1", "environment": null, "ts": now } }));
}

#[tokio::test]
async fn the_digest_is_of_the_body_before_it_is_compressed() {
    let t = start().await;
    let long = Metadata::new(json!({ "a": "b".repeat(2000) })).unwrap();
    let body = json!({ "data": { "attributes": { "name": "A", "metadata": long } } }).to_string();
    let mut digests = Vec::new();
    for (accepts, encoding) in [("identity", ""), ("gzip", "gzip")] {
        let headers = [("content-type", "application/json"), ("accept-encoding", accepts)];
        let told = send(&t, (Method::POST, "/v1/things"), &headers, &body).await;
        assert_eq!((told.status, told.header("content-encoding")), (201, encoding));
        digests.push(told.header("digest").to_owned());
    }
    assert_eq!(digests[0], digests[1]);
}

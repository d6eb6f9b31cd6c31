//! Short ways to ask the wire, for the tests of validations and files.

use crate::world::World;
use axum::body::Body;
use axum::http::{Method, Request};
use licensing::domain::licence::Licence;
use licensing::domain::machine::Machine;
use licensing::domain::policy::Policy;
use licensing::{keys, store};
use platform::http::Peer;
use platform::testing::Answer;
use serde_json::{Value, json};

pub const KEY: &str = "C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3";

/// A request of a program: no cookie, and nothing that a browser says.
pub async fn send(w: &World, method: Method, path: &str, body: Option<&Value>) -> Answer {
    send_as(w, method, path, "", body).await
}

pub async fn send_as(
    w: &World,
    method: Method,
    path: &str,
    authorization: &str,
    body: Option<&Value>,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", "localhost");
    if !authorization.is_empty() {
        request = request.header("authorization", authorization);
    }
    let body = match body {
        None => Body::empty(),
        Some(body) => {
            request = request.header("content-type", "application/vnd.api+json");
            Body::from(body.to_string())
        }
    };
    let mut request = request.body(body).unwrap();
    request.extensions_mut().insert(Peer(Some("203.0.113.7".parse().unwrap())));
    w.t.answer(request).await
}

pub fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{}", answer.body))
}

/// What `validate-key` says to this scope.
pub async fn validate_key(w: &World, key: &str, scope: Value) -> Value {
    let body = json!({ "meta": { "key": key, "scope": scope } });
    let path = "/v1/licenses/actions/validate-key";
    let answer = send(w, Method::POST, path, Some(&body)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    json_of(&answer)
}

pub async fn code(w: &World, key: &str, scope: Value) -> String {
    validate_key(w, key, scope).await["meta"]["code"].as_str().unwrap().to_owned()
}

/// A licence whose key is this one.
pub async fn keyed(w: &World, policy: &Policy, key: &str) -> Licence {
    let licence = w.licence(policy).await;
    changed(w, &licence, |licence| {
        licence.key = keys::seal(&w.t.kontor, licence.id, key).unwrap();
        licence.key_hash = keys::hash(&w.t.kontor, key);
        licence.key_hint = keys::hint(key);
    })
    .await
}

/// The licence after its row was changed.
pub async fn changed(w: &World, licence: &Licence, change: impl FnOnce(&mut Licence)) -> Licence {
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut licence = store::licence::get(&tx, licence.id).await.unwrap();
    change(&mut licence);
    store::licence::save(&tx, &mut licence).await.unwrap();
    tx.commit().await.unwrap();
    licence
}

/// A machine that is counted.
pub async fn seated(w: &World, licence: &Licence, fingerprint: &str) -> Machine {
    let machine = w.machine(licence, fingerprint).await;
    changed(w, licence, |licence| licence.machines += 1).await;
    machine
}

/// A machine after its row was changed.
pub async fn remade(w: &World, machine: &Machine, change: impl FnOnce(&mut Machine)) -> Machine {
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut machine = store::machine::get(&tx, machine.id).await.unwrap();
    change(&mut machine);
    store::machine::save(&tx, &mut machine).await.unwrap();
    tx.commit().await.unwrap();
    machine
}

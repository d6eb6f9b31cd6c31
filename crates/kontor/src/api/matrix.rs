use super::{House, Said};
use platform::api::{Access, Endpoint, document};
use serde_json::Value;
use std::collections::BTreeSet;

/// An address of this endpoint where nothing is.
fn somewhere(endpoint: &Endpoint) -> String {
    let piece = |piece: &str| match piece {
        "{number}" => "99999999".to_owned(),
        _ if piece.starts_with('{') => "0197a000-0000-7000-8000-000000000000".into(),
        _ => piece.to_owned(),
    };
    endpoint.path.split('/').map(piece).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn each_scope_opens_its_own_endpoints_and_no_other() {
    let house = House::empty().await;
    let scopes: Vec<&str> = house.t.kontor.scopes().map(|scope| scope.name).collect();
    assert_eq!(scopes.len(), scopes.iter().collect::<BTreeSet<_>>().len());
    for held in scopes {
        let key = house.key(&[held]).await;
        for endpoint in house.t.kontor.endpoints().iter().filter(|endpoint| !endpoint.is_open()) {
            let path = somewhere(endpoint);
            let said = house.ask(endpoint.method.clone(), &key, &path, &[], &Value::Null).await;
            check(endpoint, held, &said);
        }
    }
}

fn check(endpoint: &Endpoint, held: &str, said: &Said) {
    let told = format!("{} {} with {held}: {}", endpoint.method, endpoint.path, said.answer.body);
    match endpoint.access {
        Access::Scope(needed) if needed != held => {
            assert_eq!(said.status, 403, "{told}");
            assert_eq!(said.json["code"], "missing_scope", "{told}");
            assert_eq!(said.json["missing_scope"], needed, "{told}");
            assert!(said.header("www-authenticate").contains(needed), "{told}");
        }
        Access::SignedIn => assert_eq!(said.status, 403, "{told}"),
        _ => assert!(![401, 403, 405, 500].contains(&said.status), "{told}"),
    }
}

#[tokio::test]
async fn no_endpoint_answers_without_a_key_nor_with_a_cookie() {
    let house = House::empty().await;
    let cookie = house.t.sign_in(&house.maria).await;
    for (n, endpoint) in house.t.kontor.endpoints().iter().enumerate() {
        if endpoint.is_open() {
            continue;
        }
        let ip = format!("10.0.0.{n}");
        let headers = [("x-forwarded-for", ip.as_str()), ("content-type", "application/json")];
        let (method, path) = (endpoint.method.clone(), somewhere(endpoint));
        let answer = house.t.send(method, &path, &cookie, &headers, "{}".into()).await;
        assert_eq!(answer.status, 401, "{} {path}", endpoint.method);
        assert!(answer.headers.contains_key("www-authenticate"));
    }
}

#[tokio::test]
async fn what_is_served_is_described_and_what_is_described_is_served() {
    let house = House::empty().await;
    let described = document(&house.t.kontor);
    let mut told = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            told.insert((method.to_uppercase(), path.clone()));
        }
    }
    let served = house.t.kontor.endpoints();
    let mut table: BTreeSet<_> =
        served.iter().map(|one| (one.method.to_string(), one.path.to_owned())).collect();
    table.insert(("GET".into(), "/api/openapi.json".into()));
    assert_eq!(told, table);
    let names: BTreeSet<&str> = served.iter().map(|one| one.name).collect();
    assert_eq!(names.len(), served.len(), "each has a name of its own");
    assert!(
        served.iter().all(|one| one.path.starts_with("/api/v1/") && one.summary.ends_with('.'))
    );
}

#[tokio::test]
async fn every_reference_of_the_description_leads_somewhere() {
    let house = House::empty().await;
    let described = document(&house.t.kontor);
    let text = described.to_string();
    let mut count = 0;
    for reference in text.split(r##""$ref":"#"##).skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(described.pointer(pointer).is_some(), "{pointer}");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[tokio::test]
async fn the_description_is_there_where_it_is_switched_on() {
    let t = platform::testing::TestKontor::start_with(crate::APPS, &[("api.docs", "true")]).await;
    let said = t.get("", "/api/openapi.json").await;
    assert_eq!(said.status, 200);
    let described: Value = serde_json::from_str(&said.body).unwrap();
    assert_eq!(described["openapi"], "3.1.0");
    let page = t.get("", "/api/docs").await;
    assert_eq!(page.status, 200);
    for endpoint in t.kontor.endpoints() {
        assert!(page.body.contains(endpoint.path) && page.body.contains(endpoint.name));
    }
    let closed = House::empty().await;
    assert_eq!(closed.t.get("", "/api/docs").await.status, 404);
    assert_eq!(closed.t.get("", "/api/openapi.json").await.status, 404);
}

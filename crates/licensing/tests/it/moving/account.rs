//! Another licence server as the source: one of our own, which speaks the same API, and files of one.

use super::{begin, confirm, counts, now, rows, wrong};
use crate::program::Program;
use crate::world::World;
use axum::http::Method;
use futures_util::StreamExt as _;
use licensing::actions::{self, Account};
use licensing::domain::import::{ImportId, Kind, Outcome, State};
use licensing::domain::token::Bearer;
use licensing::domain::token_draft::Draft;
use licensing::{export, keys, store};
use serde_json::{Value, json};

/// A server with something of everything, and the key of its licence.
struct Other {
    w: World,
    licence: String,
    key: String,
    machine: String,
    release: String,
    token: String,
}

impl Other {
    #[expect(clippy::too_many_lines, reason = "an entry of every kind")]
    async fn start() -> Self {
        let w = World::start().await;
        let admin = Program::admin(&w).await;
        let of = |kind: &str, id: &str| json!({ "data": { "type": kind, "id": id } });
        let product = w.product.id.to_string();
        let policy = made(&admin, "policies", json!({
            "attributes": { "name": "Pro", "floating": true, "maxMachines": 5, "duration": 31_536_000, "scheme": "ED25519_SIGN" },
            "relationships": { "product": of("products", &product) },
        }))
        .await;
        let group = made(&admin, "groups", json!({ "attributes": { "name": "Schools" } })).await;
        let mut users = Vec::new();
        for email in ["ada@example.org", "bob@example.org"] {
            let attributes =
                json!({ "attributes": { "email": email, "firstName": "A", "lastName": "B" } });
            users.push(made(&admin, "users", attributes).await["id"].as_str().unwrap().to_owned());
        }
        let mut features = Vec::new();
        for code in ["sync", "export"] {
            let attributes = json!({ "attributes": { "name": code, "code": code } });
            features.push(
                made(&admin, "entitlements", attributes).await["id"].as_str().unwrap().to_owned(),
            );
        }
        let policy = policy["id"].as_str().unwrap();
        let link = |kind: &str, id: &str| json!({ "data": [{ "type": kind, "id": id }] });
        let path = format!("/policies/{policy}/entitlements");
        assert_eq!(admin.post(&path, link("entitlements", &features[0])).await.0, 200);
        let licence = made(
            &admin,
            "licenses",
            json!({
                "attributes": { "name": "Kept", "maxMachines": 7, "metadata": { "order": "A-1" } },
                "relationships": {
                    "policy": of("policies", policy), "owner": of("users", &users[0]),
                    "group": of("groups", group["id"].as_str().unwrap()),
                },
            }),
        )
        .await;
        let id = licence["id"].as_str().unwrap().to_owned();
        let key = licence["attributes"]["key"].as_str().unwrap().to_owned();
        let path = format!("/licenses/{id}/entitlements");
        assert_eq!(admin.post(&path, link("entitlements", &features[1])).await.0, 200);
        let path = format!("/licenses/{id}/users");
        assert_eq!(admin.post(&path, link("users", &users[1])).await.0, 200);
        let machine = made(&admin, "machines", json!({
            "attributes": { "fingerprint": "fp-1", "name": "Rechner", "cores": 4 },
            "relationships": {
                "license": of("licenses", &id),
                "components": { "data": [{ "type": "components", "attributes": { "fingerprint": "c-1", "name": "CPU" } }] },
            },
        }))
        .await;
        let machine = machine["id"].as_str().unwrap().to_owned();
        let release = made(
            &admin,
            "releases",
            json!({
                "attributes": { "version": "1.2.0", "channel": "stable", "name": "Autumn" },
                "relationships": { "product": of("products", &product) },
            }),
        )
        .await;
        let release = release["id"].as_str().unwrap().to_owned();
        let path = format!("/releases/{release}/constraints");
        let constraint = json!([{ "type": "constraints", "relationships": { "entitlement": of("entitlements", &features[0]) } }]);
        let (status, said) = admin.post(&path, json!({ "data": constraint })).await;
        assert_eq!(status, 200, "{said}");
        made(
            &admin,
            "artifacts",
            json!({
                "attributes": { "filename": "tool.zip", "filetype": "zip", "platform": "linux" },
                "relationships": { "release": of("releases", &release) },
            }),
        )
        .await;
        made(&admin, "environments", json!({ "attributes": { "name": "Tests", "code": "tests" } }))
            .await;
        made(&admin, "webhook-endpoints", json!({
            "attributes": { "url": "https://shop.example/hook", "subscriptions": ["license.created"] },
        }))
        .await;
        let draft = Draft { name: "Move".into(), ..Draft::of(Bearer::Admin, None) };
        let token = actions::make_token(&w.t.cx(), &draft).await.unwrap().1.expose().clone();
        Self { w, licence: id, key, machine, release, token }
    }

    /// Lets it be asked, and says where.
    async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let routes = self.w.t.kontor.router();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        address
    }

    async fn exported(&self, keys: bool) -> String {
        let pieces: Vec<_> = export::pieces(self.w.t.cx(), keys).collect().await;
        pieces.into_iter().collect::<platform::Result<String>>().unwrap()
    }
}

async fn made(admin: &Program<'_>, kind: &str, mut data: Value) -> Value {
    data["type"] = kind.into();
    let (status, answer) =
        admin.ask(Method::POST, &format!("/{kind}"), json!({ "data": data })).await;
    // a file leads to where it is put
    let expected = if kind == "artifacts" { 307 } else { 201 };
    assert_eq!(status, expected, "{kind}: {answer}");
    answer["data"].clone()
}

/// A house without anything, which may ask this address.
async fn empty(address: &str) -> World {
    let w = World::start_with(&[("outbound.allow", &address.replace(':', "/32:"))]).await;
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::product::delete(&tx, w.product.id).await.unwrap();
    tx.commit().await.unwrap();
    w
}

/// The licence answers here as it did there.
async fn answers_as_before(w: &World, other: &Other) {
    let admin = Program::admin(w).await;
    let (_, shown) = admin.get(&format!("/licenses/{}", other.licence)).await;
    let (_, there) =
        Program::admin(&other.w).await.get(&format!("/licenses/{}", other.licence)).await;
    for name in
        ["name", "key", "expiry", "maxMachines", "scheme", "metadata", "created", "suspended"]
    {
        assert_eq!(shown["data"]["attributes"][name], there["data"]["attributes"][name], "{name}");
    }
    for name in ["owner", "group", "policy", "product"] {
        let of = |document: &Value| document["data"]["relationships"][name]["data"].clone();
        assert_eq!(of(&shown), of(&there), "{name}");
        assert!(of(&there)["id"].is_string(), "{name}");
    }
    let asked = json!({ "meta": { "key": other.key, "scope": { "fingerprint": "fp-1", "entitlements": ["sync", "export"] } } });
    let (_, valid) = admin.post("/licenses/actions/validate-key", asked).await;
    assert_eq!(valid["meta"]["code"], "VALID", "{valid}");
    let (_, users) = admin.get(&format!("/licenses/{}/users", other.licence)).await;
    assert_eq!(users["data"].as_array().unwrap().len(), 2, "{users}");
    let (_, parts) = admin.get(&format!("/machines/{}/components", other.machine)).await;
    assert_eq!(parts["data"][0]["attributes"]["fingerprint"], "c-1", "{parts}");
    let (_, machine) = admin.get(&format!("/machines/{}", other.machine)).await;
    assert_eq!(machine["data"]["attributes"]["cores"], 4);
    let licence = store::licence::get(w.t.db(), other.licence.parse().unwrap()).await.unwrap();
    assert_eq!((licence.machines, licence.cores), (1, 4));
}

#[tokio::test]
async fn an_account_moves_whole_and_its_programs_go_on() {
    let other = Other::start().await;
    let address = other.listen().await;
    let w = empty(&address).await;
    let from = Account {
        url: format!("http://{address}/v1"),
        account: "kontor".into(),
        token: other.token.clone(),
    };
    let import = actions::begin_import_from(&w.t.cx(), None, &from).await.unwrap();
    let sealed = now(&w, import.id).await.token;
    assert!(!sealed.is_empty() && !String::from_utf8_lossy(&sealed).contains(&other.token));
    w.t.run_jobs().await;
    let looked = now(&w, import.id).await;
    assert_eq!((looked.state, looked.trouble.as_str()), (State::Checked, ""));
    assert!(looked.token.is_empty(), "the token is forgotten as soon as all is fetched");
    assert_eq!(wrong(&w, import.id).await, []);
    assert!(
        store::licence::find(w.t.db(), other.licence.parse().unwrap()).await.unwrap().is_none()
    );
    let done = confirm(&w, import.id).await;
    assert_eq!((done.state, done.wrong), (State::Done, 0));
    answers_as_before(&w, &other).await;
    assert!(w.t.audit_is_whole().await);

    // the same again changes nothing
    let again = actions::begin_import_from(&w.t.cx(), None, &from).await.unwrap();
    w.t.run_jobs().await;
    let again = now(&w, again.id).await;
    assert_eq!((again.state, again.ready, again.wrong), (State::Checked, 0, 0));
    // but for tokens and files, which no server hands out
    assert_eq!(again.known, looked.ready + looked.known);
    assert!(looked.left() >= 2 && again.left() >= looked.left(), "a token more was made meanwhile");
}

#[tokio::test]
async fn releases_come_as_drafts_webhooks_switched_off_and_the_rest_is_named() {
    let other = Other::start().await;
    let address = other.listen().await;
    let w = empty(&address).await;
    let from = Account {
        url: format!("http://{address}"),
        token: other.token.clone(),
        ..Account::default()
    };
    let import = actions::begin_import_from(&w.t.cx(), None, &from).await.unwrap();
    w.t.run_jobs().await;
    let left = rows(&w, import.id, Some(Outcome::Left)).await;
    for kind in [Kind::Artifact, Kind::Token] {
        let of = left.iter().filter(|row| row.kind == kind).collect::<Vec<_>>();
        assert!(!of.is_empty() && of.iter().all(|row| row.said().len() == 1), "{kind:?}");
    }
    let admin = w.t.sign_in(&w.t.admin("Maria").await).await;
    let at = format!("/licences/moving/{}", import.id);
    let page = w.t.get(&admin, &format!("{at}?outcome=left")).await.body;
    assert!(page.contains("tool.zip") && page.contains("Files are not fetched"), "{page}");
    assert_eq!(confirm(&w, import.id).await.wrong, 0);

    let release = store::release::get(w.t.db(), other.release.parse().unwrap()).await.unwrap();
    assert_eq!((release.number.as_str(), release.name.as_str()), ("1.2.0", "Autumn"));
    assert_eq!(release.status, licensing::domain::release::Status::Draft);
    assert_eq!(store::release::required(w.t.db(), &[release.id]).await.unwrap().len(), 1);
    let hooks = store::webhook::all(w.t.db()).await.unwrap();
    assert_eq!(hooks.len(), 1);
    assert_eq!((hooks[0].url.as_str(), hooks[0].enabled), ("https://shop.example/hook", false));
    let there = store::environment::find_by_code(w.t.db(), "tests").await.unwrap();
    assert!(there.is_some(), "environments come along");
}

#[tokio::test]
async fn webhooks_hear_of_what_is_taken_over_only_where_that_is_wanted() {
    for tells in [false, true] {
        let other = Other::start().await;
        let text = other.exported(true).await;
        let w = empty("127.0.0.1:1").await;
        let import = begin(&w, "export.json", text.as_bytes()).await;
        let cookie = w.t.sign_in(&w.t.admin("Maria").await).await;
        let at = format!("/licences/moving/{}/confirmation", import.id);
        let form = if tells { "tells=on" } else { "" };
        assert_eq!(w.t.post(&cookie, &at, form).await.status, 303);
        w.t.run_jobs().await;
        assert_eq!(now(&w, import.id).await.state, State::Done);
        let object = events::licensing::licence_object(other.licence.parse().unwrap());
        let facts = platform::event::timeline(w.t.db(), &object).await.unwrap();
        let issued = facts.iter().find(|one| one.name == "licensing.licence_issued").unwrap();
        let told = licensing::telling::of(issued);
        let names: Vec<_> = told.iter().map(|one| one.event).collect();
        let expected: &[&str] = if tells { &["license.created"] } else { &[] };
        assert_eq!(names, expected, "{tells}");
    }
}

#[tokio::test]
async fn what_a_house_exports_another_takes_over_whole() {
    let other = Other::start().await;
    let text = other.exported(true).await;
    let w = empty("127.0.0.1:1").await;
    let import = begin(&w, "export.json", text.as_bytes()).await;
    assert_eq!((import.wrong, import.ready), (0, import.total), "{:?}", wrong(&w, import.id).await);
    let done = confirm(&w, import.id).await;
    assert_eq!(counts(&done), [0, 0, 0, import.total]);
    answers_as_before(&w, &other).await;
    // at home all of it is known
    let home = begin(&other.w, "export.json", text.as_bytes()).await;
    assert_eq!(counts(&home), [0, home.total, 0, 0]);
}

#[tokio::test]
async fn an_export_has_keys_only_where_they_are_wanted() {
    let other = Other::start().await;
    let (without, with) = (other.exported(false).await, other.exported(true).await);
    let key = serde_json::to_string(&other.key).unwrap();
    assert!(!without.contains(&key) && with.contains(&key));
    // the licence then gets a key of the new house
    let w = empty("127.0.0.1:1").await;
    let import = begin(&w, "export.json", without.as_bytes()).await;
    confirm(&w, import.id).await;
    let licence = store::licence::get(w.t.db(), other.licence.parse().unwrap()).await.unwrap();
    let opened = keys::open(&w.t.kontor, &licence).unwrap();
    assert!(opened.expose().starts_with("key/") && *opened.expose() != other.key);
}

#[tokio::test]
async fn rows_may_stand_in_any_order_and_what_stands_on_wrong_ones_is_wrong() {
    let other = Other::start().await;
    let mut document: Value = serde_json::from_str(&other.exported(true).await).unwrap();
    document["data"].as_array_mut().unwrap().reverse();
    let w = empty("127.0.0.1:1").await;
    let import = begin(&w, "export.json", document.to_string().as_bytes()).await;
    assert_eq!((import.ready, import.wrong), (import.total, 0), "{:?}", wrong(&w, import.id).await);
    // without its product a policy is wrong, and so is all that stands on it
    let data = document["data"].as_array_mut().unwrap();
    data.retain(|one| one["type"] != "products");
    let import = begin(&w, "export.json", document.to_string().as_bytes()).await;
    let bad = rows(&w, import.id, Some(Outcome::Wrong)).await;
    let kinds: Vec<_> = bad.iter().map(|row| row.kind).collect();
    for kind in [Kind::Policy, Kind::Licence, Kind::Machine, Kind::Component, Kind::LicenceUser] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
    assert!(!kinds.contains(&Kind::User));
    let done = confirm(&w, import.id).await;
    assert_eq!((done.created, done.ready), (import.ready, 0));
    assert!(
        store::licence::find(w.t.db(), other.licence.parse().unwrap()).await.unwrap().is_none()
    );
}

/// How an import from this address ends.
async fn ends(w: &World, url: &str, token: &str) -> (State, String, bool) {
    let from = Account { url: url.into(), account: String::new(), token: token.into() };
    let import = actions::begin_import_from(&w.t.cx(), None, &from).await.unwrap();
    for _ in 0..10 {
        w.t.run_jobs().await;
        w.t.kontor.clock.advance(chrono::TimeDelta::hours(1));
    }
    let import = store::import::get(w.t.db(), ImportId(import.id.0)).await.unwrap();
    (import.state, import.trouble, import.token.is_empty())
}

#[tokio::test]
async fn a_server_that_refuses_ends_the_import_and_its_token_is_forgotten() {
    let other = Other::start().await;
    let address = other.listen().await;
    let w = empty(&address).await;
    let (state, why, forgotten) = ends(&w, &format!("http://{address}"), "admin-0000").await;
    assert_eq!((state, forgotten), (State::Failed, true));
    assert!(why.contains("401"), "{why}");
    // nobody listens there, which may pass for a while
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let w = empty(&closed.to_string()).await;
    let (state, _, forgotten) = ends(&w, &format!("http://{closed}"), "admin-0000").await;
    assert_eq!((state, forgotten), (State::Failed, true));
    // an address of this network that nobody allowed is not asked at all
    let (state, why, _) = ends(&w, &format!("http://{address}"), "admin-0000").await;
    assert!(state == State::Failed && why.contains("not allowed"), "{why}");
}

#[tokio::test]
async fn a_server_that_asks_for_patience_gets_it() {
    use axum::http::StatusCode;
    use axum::response::IntoResponse as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let count = asked.clone();
    let answer = move || {
        let n = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        async move {
            match n {
                0 => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "90")], "").into_response(),
                1 => StatusCode::BAD_GATEWAY.into_response(),
                _ => axum::Json(json!({ "data": [] })).into_response(),
            }
        }
    };
    let routes = axum::Router::new().fallback(answer);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let w = empty(&address).await;
    let from =
        Account { url: format!("http://{address}"), token: "admin-1".into(), ..Account::default() };
    let import = actions::begin_import_from(&w.t.cx(), None, &from).await.unwrap();
    w.t.run_jobs().await;
    assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 1);
    w.t.kontor.clock.advance(chrono::TimeDelta::seconds(89));
    w.t.run_jobs().await;
    assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 1, "not before it wanted");
    for _ in 0..3 {
        w.t.kontor.clock.advance(chrono::TimeDelta::seconds(60));
        w.t.run_jobs().await;
    }
    assert_eq!(now(&w, import.id).await.state, State::Checked);
}

/// A server that answers everything with this.
async fn answering(status: axum::http::StatusCode) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let routes = axum::Router::new().fallback(async move || status);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

#[tokio::test]
async fn a_server_that_never_will_is_given_up_at_once_and_trouble_is_shown_with_the_next_try() {
    use axum::http::StatusCode;
    for (status, state) in [
        (StatusCode::NOT_IMPLEMENTED, State::Failed),
        (StatusCode::FORBIDDEN, State::Failed),
        (StatusCode::BAD_GATEWAY, State::Fetching),
        (StatusCode::REQUEST_TIMEOUT, State::Fetching),
        (StatusCode::TOO_MANY_REQUESTS, State::Fetching),
    ] {
        let address = answering(status).await;
        let w = empty(&address).await;
        let from =
            Account { url: format!("http://{address}"), token: "a-1".into(), ..Account::default() };
        let import = actions::begin_import_from(&w.t.cx(), None, &from).await.unwrap();
        w.t.run_jobs().await;
        let now = now(&w, import.id).await;
        assert_eq!(
            (now.state, now.again().is_some()),
            (state, state == State::Fetching),
            "{status}"
        );
        assert!(now.trouble.contains(status.as_str()), "{status}: {}", now.trouble);
        let cookie = w.t.sign_in(&w.t.admin("Maria").await).await;
        let page = w.t.get(&cookie, &format!("/licences/moving/{}", import.id)).await.body;
        let shown = if state == State::Failed { "The import stopped" } else { "asked again on" };
        assert!(page.contains(shown) && page.contains(status.as_str()), "{status}: {page}");
    }
}

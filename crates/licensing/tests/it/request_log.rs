//! The log of requests: what is kept of them, and what never is.

use crate::asking::{KEY, code, keyed, send_as};
use crate::facade::{ask, post};
use crate::world::World;
use axum::http::Method;
use chrono::TimeDelta;
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
use licensing::domain::request::Request;
use licensing::domain::strategy::Authentication;
use licensing::store::request::Filter;
use licensing::{actions, history, store};
use serde_json::json;

/// Programs come in by the key too.
fn by_key() -> Settings {
    Settings { authentication_strategy: Authentication::Mixed, ..Settings::default() }
}

async fn start(log: &str) -> (World, Licence) {
    let w = World::start_with(&[("licensing.request_log", log)]).await;
    let licence = keyed(&w, &w.policy(by_key()).await, KEY).await;
    (w, licence)
}

async fn written(w: &World) -> Vec<Request> {
    history::write(&w.t.kontor).await.unwrap();
    store::request::page(w.t.db(), &Filter::default(), 100).await.unwrap()
}

#[tokio::test]
async fn a_request_is_written_with_its_licence_and_without_its_key() {
    let (w, licence) = start("all").await;
    let by_key = format!("/v1/licenses/{KEY}");
    send_as(&w, Method::GET, &by_key, &format!("License {KEY}"), None).await;
    ask(&w, Method::GET, &format!("/api/license/info/{KEY}"), &[], "").await;
    code(&w, KEY, json!({})).await;
    post(&w, "session/start", &json!({ "license_key": KEY, "hardware_id": "one" })).await;
    send_as(&w, Method::GET, &format!("/v1/nowhere/{KEY}"), "", None).await;
    let mut all = written(&w).await;
    all.reverse();
    let said: Vec<_> = all
        .iter()
        .map(|one| {
            (one.path.as_str(), one.status, one.code.as_str(), one.licence == Some(licence.id))
        })
        .collect();
    assert_eq!(
        said,
        [
            ("/v1/licenses/{id}", 200, "", true),
            ("/api/license/info/{key}", 200, "", true),
            ("/v1/licenses/actions/validate-key", 200, "", true),
            ("/api/license/session/start", 404, "NOT_ACTIVATED", true),
            ("/*", 404, "NOT_FOUND", false),
        ]
    );
    assert!(
        all.iter().all(|one| one.network == "203.0.113.0/24" && !format!("{one:?}").contains(KEY))
    );
}

#[tokio::test]
async fn what_is_kept_follows_the_setting() {
    for (log, kept) in [("off", 0), ("errors", 1), ("sample", 2), ("all", 151)] {
        let (w, _) = start(log).await;
        for _ in 0..150 {
            ask(&w, Method::GET, "/v1/ping", &[], "").await;
        }
        ask(&w, Method::GET, "/v1/me", &[], "").await;
        let written = written_all(&w).await;
        assert_eq!(written, kept, "{log}");
    }
}

async fn written_all(w: &World) -> usize {
    history::write(&w.t.kontor).await.unwrap();
    store::request::page(w.t.db(), &Filter::default(), 1000).await.unwrap().len()
}

#[tokio::test]
async fn requests_go_by_days_and_their_months_as_a_whole() {
    let (w, _) = start("all").await;
    for _ in 0..3 {
        ask(&w, Method::GET, "/v1/ping", &[], "").await;
        history::write(&w.t.kontor).await.unwrap();
        w.t.kontor.clock.advance(TimeDelta::days(15));
    }
    // thirty days before the fifth of January it is the sixth of December
    actions::keep_months(&w.t.cx()).await.unwrap();
    let left: Vec<_> =
        written(&w).await.iter().map(|one| one.at.0.date_naive().to_string()).collect();
    assert_eq!(left, ["2026-12-21", "2026-12-06"]);
    w.t.kontor.clock.advance(TimeDelta::days(5));
    actions::keep_months(&w.t.cx()).await.unwrap();
    assert_eq!(written(&w).await.len(), 1);
}

#[tokio::test]
async fn people_read_the_requests_page_by_page() {
    let (w, licence) = start("all").await;
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let empty = w.t.get(&agent, "/licences/requests").await.body;
    assert!(empty.contains("No request was written down yet."), "{empty}");
    for _ in 0..60 {
        ask(&w, Method::GET, "/v1/ping", &[], "").await;
        w.t.kontor.clock.advance(TimeDelta::seconds(1));
    }
    post(&w, "session/start", &json!({ "license_key": KEY, "hardware_id": "one" })).await;
    history::write(&w.t.kontor).await.unwrap();
    let page = w.t.get(&agent, "/licences/requests").await.body;
    assert_eq!(page.matches("GET /v1/ping").count(), 49);
    let mut next = page.split("hx-get=\"").filter_map(|rest| rest.split('"').next());
    let next = next.find(|href| href.contains("after=")).unwrap().replace("&amp;", "&");
    assert_eq!(w.t.get(&agent, &next).await.body.matches("GET /v1/ping").count(), 11);
    for filter in [
        "errors=1".to_owned(),
        "q=not activated".replace(' ', "+"),
        format!("licence={}", licence.id),
    ] {
        let page = w.t.get(&agent, &format!("/licences/requests?{filter}")).await.body;
        assert!(page.contains("NOT_ACTIVATED") && !page.contains("/v1/ping"), "{filter}");
    }
    let page = w.t.get(&agent, "/licences/requests?errors=1").await.body;
    let mut one = page.split("href=\"").filter_map(|rest| rest.split('"').next());
    let one = one.find(|href| href.starts_with("/licences/requests/")).unwrap();
    let one = w.t.get(&agent, one).await.body;
    assert!(one.contains("203.0.113.0/24") && one.contains("NOT_ACTIVATED"), "{one}");
}

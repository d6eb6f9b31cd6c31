//! What looks like misuse is noted once, seen by people, and forgotten in time.

use crate::asking::{KEY, keyed};
use crate::facade::ask;
use crate::world::World;
use axum::http::Method;
use chrono::TimeDelta;
use events::licensing::CloneSuspected;
use licensing::actions;
use licensing::domain::anomaly::{Anomaly, Kind, Sign};
use licensing::domain::policy::Settings;
use licensing::{history, store};
use platform::job::{self, Failure, Job, Queued};
use platform::{Cx, event};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The app's own job of this name.
#[derive(Serialize, Deserialize)]
struct ForgetSigns {}

impl Job for ForgetSigns {
    const NAME: &'static str = "licensing.forget_signs";
    async fn run(self, _: Cx) -> Result<(), Failure> {
        Ok(())
    }
}

async fn forget(w: &World) {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(&ForgetSigns {}).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    w.t.run_jobs().await;
}

async fn all(w: &World) -> Vec<Anomaly> {
    history::write(&w.t.kontor).await.unwrap();
    let all = store::anomaly::Filter::default();
    store::anomaly::page(w.t.db(), &all, 99).await.unwrap()
}

#[tokio::test]
async fn a_suspected_clone_is_noted_once_and_counted_again() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let machine = w.machine(&licence, "a").await;
    for hours in [0, 0, 2] {
        w.t.kontor.clock.advance(TimeDelta::hours(hours));
        let cx = w.t.cx();
        let tx = cx.begin().await.unwrap();
        let why = "198.51.100.4 / 203.0.113.7".to_owned();
        let fact = CloneSuspected { machine: machine.id, licence: licence.id, why };
        event::record(&tx, &cx, &fact).await.unwrap();
        cx.commit(tx).await.unwrap();
        w.t.run_jobs().await;
    }
    let noted = all(&w).await;
    assert_eq!(noted.len(), 1);
    assert_eq!((noted[0].kind, noted[0].count, noted[0].open), (Kind::Clone, 2, true));
    assert_eq!((noted[0].licence, noted[0].machine), (Some(licence.id), Some(machine.id)));
    assert_eq!(noted[0].last_at.0 - noted[0].first_at.0, TimeDelta::hours(2));
}

#[tokio::test]
async fn whoever_tries_key_after_key_is_noted_by_the_address() {
    let w = World::start_with(&[("licensing.facade_requests_per_minute", "0")]).await;
    let from = [("from", "198.51.100.9")];
    for n in 0..21 {
        assert!(all(&w).await.is_empty(), "{n}");
        let body = json!({ "license_key": format!("KEY-{n}") }).to_string();
        let answer = ask(&w, Method::POST, "/api/license/verify", &from, &body).await;
        assert_eq!(answer.status, 404);
        // a program that asks for the same one again and again guesses nothing
        assert_eq!(ask(&w, Method::POST, "/api/license/verify", &from, &body).await.status, 404);
    }
    let noted = all(&w).await;
    assert_eq!((noted.len(), noted[0].kind, noted[0].licence), (1, Kind::UnknownKeys, None));
    let evidence = [("address", "198.51.100.9"), ("keys", "21")];
    assert_eq!(noted[0].evidence(), evidence.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[tokio::test]
async fn a_licence_that_is_used_from_many_places_is_noted() {
    let w = World::start().await;
    let licence = keyed(&w, &w.policy(Settings::default()).await, KEY).await;
    let body = json!({ "license_key": KEY }).to_string();
    for n in 1..=11 {
        assert!(all(&w).await.is_empty(), "{n}");
        let from = format!("198.51.100.{n}");
        let head = [("from", from.as_str())];
        assert_eq!(ask(&w, Method::POST, "/api/license/verify", &head, &body).await.status, 200);
    }
    let noted = all(&w).await;
    assert_eq!((noted.len(), noted[0].kind), (1, Kind::ManyAddresses));
    assert_eq!(noted[0].licence, Some(licence.id));
}

async fn note(w: &World, kind: Kind, address: &str) {
    let sign = Sign::of_address(kind, address.into(), json!({ "address": address }));
    actions::note_anomaly(&w.t.cx(), &sign).await.unwrap();
}

#[tokio::test]
async fn people_see_what_is_open_and_write_what_it_was() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let machine = w.machine(&licence, "a").await;
    let sign = Sign::of_machine(Kind::Clone, &machine, json!({ "addresses": "x / y" }));
    actions::note_anomaly(&w.t.cx(), &sign).await.unwrap();
    note(&w, Kind::UnknownKeys, "198.51.100.9").await;
    let ada = w.t.agent("Ada").await;
    let cookie = w.t.sign_in(&ada).await;
    let get = async |path: &str| w.t.get(&cookie, path).await.body;
    let list = "/licences/anomalies";
    let page = get(list).await;
    assert!(page.contains(&licence.name) && page.contains("198.51.100.9"));
    for (query, licences, addresses) in [
        ("?kind=clone", true, false),
        ("?severity=medium", false, true),
        ("?state=resolved", false, false),
    ] {
        let page = get(&format!("{list}{query}")).await;
        let found = (page.contains(&licence.name), page.contains("198.51.100.9"));
        assert_eq!(found, (licences, addresses), "{query}");
    }
    let only = get(&format!("{list}?licence={}", licence.id)).await;
    assert!(only.contains(&licence.name) && !only.contains("198.51.100.9"));

    let one = all(&w).await.into_iter().find(|one| one.kind == Kind::Clone).unwrap();
    let path = format!("{list}/{}", one.id);
    let page = get(&path).await;
    assert!(page.contains(&format!("/machines/{}", machine.id)) && page.contains("x / y"));
    let long = format!("note={}", "x".repeat(1001));
    assert_eq!(w.t.post(&cookie, &path, &long).await.status, 422);
    let done = w.t.post(&cookie, &path, "note=A+copied+machine").await;
    assert_eq!((done.status.as_u16(), done.location()), (303, list));
    assert_eq!(w.t.post(&cookie, &path, "note=again").await.status, 422);
    let page = get(&path).await;
    assert!(page.contains("A copied machine") && page.contains("Ada"));
    assert!(!get(list).await.contains(&licence.name));
    // the next time is another one
    actions::note_anomaly(&w.t.cx(), &sign).await.unwrap();
    assert_eq!(all(&w).await.iter().filter(|one| one.kind == Kind::Clone).count(), 2);
}

#[tokio::test]
async fn a_long_list_is_read_page_by_page() {
    let w = World::start().await;
    for n in 0..60 {
        w.t.kontor.clock.advance(TimeDelta::seconds(1));
        note(&w, Kind::UnknownKeys, &format!("198.51.100.{n}")).await;
    }
    let ada = w.t.agent("Ada").await;
    let cookie = w.t.sign_in(&ada).await;
    let page = w.t.get(&cookie, "/licences/anomalies").await.body;
    let row = |n: u32| format!("<span>198.51.100.{n}</span>");
    assert!(page.contains(&row(59)) && page.contains(&row(10)) && !page.contains(&row(9)));
    let next = page.split("after=").nth(1).unwrap();
    let next = next.split(['"', '&']).next().unwrap();
    let page = w.t.get(&cookie, &format!("/licences/anomalies?after={next}")).await.body;
    assert!(page.contains(&row(9)) && page.contains(&row(0)) && !page.contains(&row(10)));
}

#[tokio::test]
async fn anomalies_are_forgotten_resolved_ones_first() {
    let w = World::start().await;
    note(&w, Kind::UnknownKeys, "198.51.100.1").await;
    note(&w, Kind::UnknownKeys, "198.51.100.2").await;
    let one = all(&w).await.remove(0);
    actions::resolve_anomaly(&w.t.cx(), one.id, "").await.unwrap();
    for (days, left) in [(179, 2), (2, 1), (184, 1), (3, 0)] {
        w.t.kontor.clock.advance(TimeDelta::days(days));
        forget(&w).await;
        assert_eq!(all(&w).await.len(), left);
    }
}

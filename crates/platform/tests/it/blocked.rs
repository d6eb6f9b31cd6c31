use axum::Router;
use axum::body::Body;
use axum::http::Method;
use axum::routing::{get, post};
use chrono::TimeDelta;
use platform::app::Door;
use platform::block::{self, Filter, New};
use platform::i18n::Messages;
use platform::job::{self, Queued};
use platform::security_log::{Event, Who};
use platform::testing::{Answer, TestKontor};
use platform::{App, Cx, Error, Kontor, Result, Visitor, follow};
use std::time::Duration;

/// A house with a door at which everybody is wrong, and a desk behind it.
const DOOR: App = App {
    routes: || {
        Router::new()
            .route("/door", post(guess))
            .route("/door/side", post(guess))
            .route("/doorstep", get(|| async { "step" }))
            .route(
                "/desk",
                get(|cx: Cx| async move { cx.user.map_or(String::new(), |u| u.name.clone()) }),
            )
            .route("/files/one", get(|| async { "file" }))
    },
    doors: &[Door::Public("/files")],
    ..App::new("door", Messages { de: "", en: "" })
};

async fn guess(Visitor(cx): Visitor) -> Result<()> {
    block::admit(&cx)?;
    cx.kontor.security.write(&cx, Event::LoginFailed, Who::Nobody, "bad_password");
    Err(Error::NotFound)
}

const FIVE: (&str, &str) = ("blocking.attempts", "5");

async fn ask(t: &TestKontor, method: Method, path: &str, from: &str, cookie: &str) -> Answer {
    t.send(method, path, cookie, &[("x-forwarded-for", from)], Body::empty()).await
}

async fn guesses(t: &TestKontor, from: &str, times: usize) {
    for _ in 0..times {
        ask(t, Method::POST, "/door", from, "").await;
    }
}

/// The count goes on beside the answer.
async fn until_blocked(t: &TestKontor, from: &str) -> block::Blocked {
    for _ in 0..200 {
        if let Some(blocked) = block::of(&t.kontor, from.parse().unwrap()) {
            return blocked;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{from} is not blocked");
}

fn log(t: &TestKontor) -> String {
    std::fs::read_to_string(t.folder().join("security.log")).unwrap()
}

async fn by_hand(kontor: &Kontor, range: &str) {
    let cx = Cx::system(kontor);
    let tx = cx.begin().await.unwrap();
    let range = range.parse().unwrap();
    let new = New { range, reason: "scans".into(), automatic: false, until: None, times: 0 };
    block::begin(&tx, &cx, new).await.unwrap();
    cx.commit(tx).await.unwrap();
    block::refresh(kontor).await.unwrap();
}

#[tokio::test]
async fn who_guesses_too_often_is_kept_from_guessing_and_the_office_behind_works_on() {
    let t = TestKontor::start_with(&[DOOR], &[FIVE]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let (office, home) = ("203.0.113.7", "203.0.113.8");
    guesses(&t, office, 4).await;
    assert_eq!(ask(&t, Method::POST, "/door", office, "").await.status, 404, "the fifth is heard");
    let blocked = until_blocked(&t, office).await;
    assert!(blocked.automatic);
    assert_eq!(blocked.until, Some(t.kontor.clock.now() + TimeDelta::hours(1)));
    for path in ["/door", "/door/side"] {
        let answer = ask(&t, Method::POST, path, office, &cookie).await;
        assert_eq!(answer.status, 403, "{path}");
        let ends = ["blocked until 2026-11-21T09:00:00Z", "The block ends on 21 Nov 2026 10:00."];
        assert!(ends.iter().any(|said| answer.body.contains(said)), "{}", answer.body);
        assert!(answer.headers.contains_key("content-security-policy"), "{path}");
    }
    assert_eq!(ask(&t, Method::GET, "/desk", office, &cookie).await.body, "Ada");
    assert_eq!(ask(&t, Method::GET, "/api/v1/nothing", office, "").await.status, 404, "keys go on");
    assert_eq!(ask(&t, Method::GET, "/doorstep", office, "").await.status, 200);
    assert_eq!(ask(&t, Method::POST, "/door", home, "").await.status, 404);

    let written = log(&t);
    let told = "SECURITY[ADDRESS_BLOCKED]: user=- ip=203.0.113.7 ";
    assert_eq!(written.matches(told).count(), 1, "{written}");
    assert!(written.contains("reason=automatic,60m"), "{written}");
    let refused = "SECURITY[BLOCKED]: user=- ip=203.0.113.7 ";
    assert_eq!(written.matches(refused).count(), 1, "once a minute: {written}");
    block::write_hits(&t.kontor).await.unwrap();
    let row = block::get(t.db(), blocked.id).await.unwrap();
    assert_eq!((row.hits, row.last_hit_at.unwrap().0), (2, t.kontor.clock.now()));

    // an hour later it is over, and the next time it is twice as long
    t.kontor.clock.advance(TimeDelta::minutes(61));
    assert_eq!(ask(&t, Method::POST, "/door", office, "").await.status, 404);
    let again = until_blocked(&t, office).await;
    assert_eq!(again.until, Some(t.kontor.clock.now() + TimeDelta::hours(2)));
    for (id, times) in [(blocked.id, 1), (again.id, 1)] {
        let facts = platform::event::timeline(t.db(), &format!("block:{id}")).await.unwrap();
        assert_eq!(facts.len(), times);
        let fact: block::AddressBlocked = facts[0].facts().unwrap();
        // the chain has the address as that of the request alone, which can be erased
        assert!(fact.automatic && fact.address.is_none() && facts[0].actor.is_none());
    }
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn a_whole_customer_of_ipv6_is_one_and_the_one_who_is_let_in_again_begins_anew() {
    let t = TestKontor::start_with(&[DOOR], &[FIVE]).await;
    for n in 1..=5 {
        guesses(&t, &format!("2001:db8:1:2::{n}"), 1).await;
    }
    let blocked = until_blocked(&t, "2001:db8:1:2:ffff::9").await;
    assert_eq!(blocked.range.to_string(), "2001:db8:1:2::/64");
    assert!(block::of(&t.kontor, "2001:db8:1:3::1".parse().unwrap()).is_none());
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let row = block::get(&tx, blocked.id).await.unwrap();
    block::end(&tx, &cx, &row).await.unwrap();
    cx.commit(tx).await.unwrap();
    block::refresh(&t.kontor).await.unwrap();
    guesses(&t, "2001:db8:1:2::1", 4).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(block::of(&t.kontor, "2001:db8:1:2::1".parse().unwrap()).is_none());
}

#[tokio::test]
async fn nobody_has_this_machine_a_proxy_or_a_spared_network_blocked() {
    let settings =
        [FIVE, ("blocking.never", "198.51.100.0/24"), ("server.trusted_proxies", "192.0.2.1/32")];
    let t = TestKontor::start_with(&[DOOR], &settings).await;
    let spared = ["127.0.0.1", "::1", "198.51.100.9", "192.0.2.1"];
    for from in spared {
        guesses(&t, from, 8).await;
    }
    // a proxy of the own network that nobody named: everybody would count as it
    let forgotten = platform::http::Peer(Some("10.0.0.5".parse().unwrap()));
    for _ in 0..8 {
        let mut request = axum::http::Request::post("/door").header("host", "localhost");
        request = request.header("via", "1.1 proxy");
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(forgotten);
        t.answer(request).await;
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let all = Filter::default();
    let rows = block::page(t.db(), &all, t.kontor.clock.now(), 10).await.unwrap();
    assert!(rows.is_empty(), "{rows:?}");
    // what was blocked before is spared as soon as the settings say so
    by_hand(&t.kontor, "198.51.100.9/32").await;
    assert!(block::of(&t.kontor, "198.51.100.9".parse().unwrap()).is_none());
}

#[tokio::test]
async fn what_a_person_blocks_gets_nowhere_but_to_healthz() {
    let t = TestKontor::start(&[DOOR]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    by_hand(&t.kontor, "203.0.113.0/24").await;
    for path in ["/desk", "/door", "/readyz", "/metrics", "/nowhere", "/api/v1/me"] {
        let answer = ask(&t, Method::GET, path, "203.0.113.99", &cookie).await;
        assert_eq!(answer.status, 403, "{path}");
        let said = ["this address is blocked", "This Kontor takes nothing from this address."];
        assert!(said.iter().any(|said| answer.body.contains(said)), "{}", answer.body);
    }
    for path in ["/healthz", "/files/one"] {
        assert_eq!(ask(&t, Method::GET, path, "203.0.113.99", "").await.status, 200, "{path}");
    }
    assert_eq!(ask(&t, Method::GET, "/desk", "203.0.112.1", &cookie).await.status, 200);
    let json = [("x-forwarded-for", "203.0.113.9"), ("accept", "application/json")];
    let answer = t.send(Method::GET, "/desk", "", &json, Body::empty()).await;
    let said: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&said["code"], &said["status"]), (&"blocked".into(), &403.into()), "{said}");
}

/// The platform's own job by its name.
#[derive(serde::Serialize, serde::Deserialize)]
struct Forget {}

impl job::Job for Forget {
    const NAME: &'static str = "platform.forget_old";
    async fn run(self, _: Cx) -> Result<(), job::Failure> {
        unreachable!("the platform's own runs")
    }
}

/// On every database.
#[tokio::test]
async fn a_block_is_known_on_every_node_and_walked_page_by_page_and_forgotten_in_the_end() {
    let t = TestKontor::start(&[DOOR]).await;
    let other = t.restarted(&[DOOR]).await;
    by_hand(&t.kontor, "203.0.113.7").await;
    let address = "203.0.113.7".parse().unwrap();
    assert!(block::of(&other, address).is_none());
    follow::catch_up(&other).await.unwrap();
    assert!(block::of(&other, address).is_some());
    by_hand(&other, "203.0.113.7").await;

    let cx = t.cx();
    for n in 1..=5 {
        let tx = cx.begin().await.unwrap();
        let (range, until) =
            (format!("192.0.2.{n}").parse().unwrap(), Some(cx.now + TimeDelta::hours(n)));
        let new = New { range, reason: String::new(), automatic: true, until, times: 1 };
        block::begin(&tx, &cx, new).await.unwrap();
        cx.commit(tx).await.unwrap();
    }
    let now = t.kontor.clock.now() + TimeDelta::minutes(150);
    let of = async |filter: Filter| {
        let rows = block::page(t.db(), &filter, now, 2).await.unwrap();
        rows.iter().map(|row| (row.id, row.address.clone())).collect::<Vec<_>>()
    };
    let own = Filter { automatic: Some(true), in_force: Some(true), ..Filter::default() };
    let first = of(own.clone()).await;
    assert_eq!(first[0].1, "192.0.2.5/32");
    let second = of(Filter { before: Some(first[1].0), ..own }).await;
    assert_eq!(second.iter().map(|row| row.1.as_str()).collect::<Vec<_>>(), ["192.0.2.3/32"]);
    let over = of(Filter { in_force: Some(false), ..Filter::default() }).await;
    assert_eq!(over.len(), 2, "the first and the second hour");
    let found = of(Filter { address: Some("203.0.113.".into()), ..Filter::default() }).await;
    assert_eq!(found.len(), 1, "the same range stands there once");

    t.kontor.clock.advance(TimeDelta::days(8));
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(&Forget {}).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    t.run_jobs().await;
    let left = block::page(t.db(), &Filter::default(), cx.now, 10).await.unwrap();
    assert_eq!(left.iter().map(|row| row.address.as_str()).collect::<Vec<_>>(), ["203.0.113.7/32"]);
}

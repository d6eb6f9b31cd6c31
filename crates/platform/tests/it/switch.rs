use crate::toy::{FOLLOWED, TOY};
use axum::Router;
use axum::body::Body;
use axum::http::Method;
use axum::routing::get;
use platform::app::{Door, Hit};
use platform::i18n::Messages;
use platform::switch::{self, Flag, MAINTENANCE, READ_ONLY, Wanted};
use platform::testing::{Answer, TestKontor};
use platform::{App, Kontor, Lang, follow, job, session};
use std::sync::atomic::Ordering;

/// The toy may be switched off; nothing of it is in a language.
const OFF: App = App {
    optional: true,
    palette: |_, _| {
        Box::pin(async {
            let (label, detail) = (String::from("Toy"), String::new());
            Ok(vec![Hit { icon: "x", label, detail, path: "/notes".into() }])
        })
    },
    flags: &[NEW, OLD],
    doors: &[Door::Entrance("/in"), Door::Always("/always/{id}")],
    ..TOY
};

const NEW: Flag = Flag { name: "new", label: "x", hint: "x", usual: |_| false };
const OLD: Flag = Flag { name: "old", label: "x", hint: "x", usual: |_| true };

/// Where people come in, whatever is switched off.
const DOOR: App = App {
    routes: || {
        let same = || async { "here" };
        Router::new()
            .route("/in", get(same).post(same))
            .route("/always/{id}", get(same).post(same))
            .route("/work", get(same).post(same).put(same).delete(same))
    },
    ..App::new("door", Messages { de: "", en: "" })
};

const APPS: &[App] = &[OFF, DOOR];

async fn turn(kontor: &Kontor, name: &'static str, on: bool) {
    let words =
        |text: &str| if name == MAINTENANCE && on { text.to_owned() } else { String::new() };
    let wanted = Wanted { on, text_de: words("Bis 18 Uhr."), text_en: words("Until 6 pm.") };
    let cx = platform::Cx::system(kontor);
    let tx = cx.begin().await.unwrap();
    switch::turn(&tx, &cx, name, wanted).await.unwrap();
    cx.commit(tx).await.unwrap();
    switch::refresh(kontor).await.unwrap();
}

async fn send(t: &TestKontor, method: Method, path: &str, cookie: &str) -> Answer {
    let form = ("content-type", "application/x-www-form-urlencoded");
    t.send(method, path, cookie, &[form, ("accept-language", "en")], Body::from("text=x")).await
}

#[tokio::test]
async fn an_app_that_is_off_is_not_there_and_its_jobs_wait_until_it_is_on() {
    let t = TestKontor::start(APPS).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    assert_eq!(t.post(&cookie, "/notes", "text=before").await.status, 200);
    turn(&t.kontor, "toy", false).await;
    for (method, path) in [(Method::POST, "/notes"), (Method::GET, "/whoami")] {
        let answer = send(&t, method, path, &cookie).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("switched off"), "{}", answer.body);
    }
    assert_eq!(t.get(&cookie, "/work").await.body, "here", "the others are there");
    let on: Vec<_> = t.kontor.apps_on().map(|app| app.name).collect();
    assert_eq!(on, ["door"]);
    let before = FOLLOWED.load(Ordering::SeqCst);
    assert_eq!(t.run_jobs().await, 0, "its job waits");
    assert_eq!(job::counts(t.db()).await.unwrap().waiting, 1);
    turn(&t.kontor, "toy", true).await;
    assert_eq!(t.run_jobs().await, 1);
    assert!(FOLLOWED.load(Ordering::SeqCst) > before);
    assert_eq!(t.get(&cookie, "/whoami").await.body, "Ada");
    let facts = platform::event::timeline(t.db(), "switch:toy").await.unwrap();
    assert_eq!(facts.len(), 2);
}

#[tokio::test]
async fn of_two_who_turn_a_switch_at_once_both_do() {
    let t = TestKontor::start(APPS).await;
    for on in [true, false] {
        // as two nodes may: the first time there is no row yet
        tokio::join!(turn(&t.kontor, "new", on), turn(&t.kontor, "new", on));
        assert_eq!(t.kontor.flag(&NEW), on);
    }
}

#[tokio::test]
async fn in_read_only_mode_everything_is_read_and_nothing_is_changed() {
    let t = TestKontor::start(APPS).await;
    let cookie = t.sign_in(&t.admin("Grace").await).await;
    assert_eq!(t.post(&cookie, "/notes", "text=before").await.status, 200);
    turn(&t.kontor, READ_ONLY, true).await;
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        for path in ["/work", "/notes", "/nowhere", "/api/v1/tickets", "/in"] {
            let answer = send(&t, method.clone(), path, &cookie).await;
            assert_eq!(answer.status, 503, "{method} {path}");
            assert!(answer.headers.contains_key("retry-after"), "{method} {path}");
        }
    }
    for path in ["/work", "/whoami", "/in"] {
        assert_eq!(send(&t, Method::GET, path, &cookie).await.status, 200, "{path}");
    }
    assert_eq!(send(&t, Method::POST, "/always/7", &cookie).await.body, "here");
    assert_eq!(t.run_jobs().await, 0, "jobs wait");
    assert!(t.kontor.rests("toy"));
    let ready = t.get("", "/readyz").await;
    assert_eq!(
        (ready.status.as_u16(), ready.body.as_str()),
        (200, r#"{"read_only":true,"ready":true}"#)
    );
    turn(&t.kontor, READ_ONLY, false).await;
    assert_eq!(t.post(&cookie, "/notes", "text=after").await.status, 200);
    assert_eq!(t.run_jobs().await, 2);
}

#[tokio::test]
async fn during_maintenance_administrators_work_and_the_others_read_why_not() {
    let t = TestKontor::start(APPS).await;
    let admin = t.sign_in(&t.admin("Grace").await).await;
    let agent = t.sign_in(&t.agent("Ada").await).await;
    turn(&t.kontor, MAINTENANCE, true).await;
    for (path, cookie) in [("/work", &*agent), ("/whoami", &agent), ("/work", ""), ("/nowhere", "")]
    {
        for method in [Method::GET, Method::POST] {
            let answer = send(&t, method, path, cookie).await;
            assert_eq!(answer.status, 503, "{path}");
            assert_eq!(answer.headers["retry-after"], "300");
        }
    }
    let said = async |lang: &str, cookie: &str| {
        let headers = [("accept-language", lang), ("accept", "application/json")];
        t.send(Method::GET, "/work", cookie, &headers, Body::empty()).await.body
    };
    assert!(said("de", "").await.contains("Bis 18 Uhr."));
    let agents = said("de", &agent).await;
    assert!(agents.contains("Until 6 pm."), "her own language: {agents}");
    assert!(agents.contains(r#""code":"maintenance""#), "{agents}");
    assert_eq!(send(&t, Method::POST, "/work", &admin).await.body, "here");
    for path in ["/in", "/healthz", "/readyz"] {
        assert_eq!(send(&t, Method::GET, path, "").await.status, 200, "{path}");
    }
    assert!(t.get("", "/readyz").await.body.contains(r#""maintenance":true"#));
    assert_eq!(session::of_user(t.db(), t.admin("Other").await.id).await.unwrap().len(), 0);
    turn(&t.kontor, MAINTENANCE, false).await;
    assert_eq!(send(&t, Method::GET, "/work", &agent).await.status, 200);
}

/// On every database.
#[tokio::test]
async fn every_node_follows_and_a_flag_is_as_usual_until_it_is_turned() {
    let t = TestKontor::start(APPS).await;
    let other = t.restarted(APPS).await;
    assert!(!other.flag(&NEW) && other.flag(&OLD));
    for (name, on) in [("new", true), ("old", false), ("toy", false), (MAINTENANCE, true)] {
        turn(&t.kontor, name, on).await;
    }
    assert!(!other.flag(&NEW), "not before it looks");
    follow::catch_up(&other).await.unwrap();
    assert!(other.flag(&NEW) && !other.flag(&OLD) && other.rests("toy"));
    assert!(other.is_under_maintenance());
    turn(&other, "new", false).await;
    follow::catch_up(&t.kontor).await.unwrap();
    assert!(!t.kontor.flag(&NEW));
    let all = switch::all(&t.kontor);
    let names: Vec<_> = all.iter().map(|switch| switch.name).collect();
    assert_eq!(names, [MAINTENANCE, READ_ONLY, "toy", "new", "old"]);
    assert_eq!(all[0].turned.as_ref().unwrap().text_de, "Bis 18 Uhr.");
    assert_eq!(t.kontor.locale(Lang::De).lang, Lang::De);
}

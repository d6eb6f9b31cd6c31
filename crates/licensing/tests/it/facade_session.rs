//! Sessions: one at a time, alive by their heartbeats, ended by a takeover or by people.

use crate::asking::{KEY, changed, keyed, seated};
use crate::facade::post;
use crate::world::World;
use chrono::TimeDelta;
use licensing::domain::licence::{Licence, Limits};
use licensing::domain::policy::Settings;
use licensing::store;
use serde_json::{Value, json};

async fn start(most: Option<u64>) -> (World, Licence) {
    let w = World::start().await;
    let settings = Settings { floating: true, max_processes: most, ..Settings::default() };
    let licence = keyed(&w, &w.policy(settings).await, KEY).await;
    seated(&w, &licence, "one").await;
    seated(&w, &licence, "two").await;
    // what was changed before a session began is no news to it
    w.t.kontor.clock.advance(TimeDelta::seconds(1));
    (w, licence)
}

async fn begin(w: &World, machine: &str, takeover: bool) -> (u16, Value) {
    let body = json!({
        "license_key": KEY, "hardware_id": machine, "client_version": "1.2", "takeover": takeover,
    });
    post(w, "session/start", &body).await
}

async fn beat(w: &World, began: &Value) -> (u16, Value) {
    let body = json!({ "session_token": began["session_token"], "usage": { "export": 3 }, "active_users": 2 });
    post(w, "session/heartbeat", &body).await
}

async fn count(w: &World, licence: &Licence) -> usize {
    let now = w.t.kontor.clock.now();
    store::session::living(w.t.db(), licence.id, now).await.unwrap().len()
}

#[tokio::test]
async fn one_runs_at_a_time_and_a_takeover_ends_the_other() {
    let (w, licence) = start(None).await;
    let (status, first) = begin(&w, "one", false).await;
    assert_eq!(status, 200, "{first}");
    assert_eq!((&first["heartbeat_interval"], &first["expires_in"]), (&json!(900), &json!(2700)));
    let (status, no) = begin(&w, "two", false).await;
    assert_eq!((status, &no["code"]), (409, &json!("SESSION_ACTIVE")));
    assert_eq!(no["active"]["machine"], "Rechner");
    assert!(no["active"]["since"].is_string() && no["active"]["last_heartbeat"].is_string());

    let (status, second) = begin(&w, "two", true).await;
    assert_eq!((status, count(&w, &licence).await), (200, 1));
    let (status, no) = beat(&w, &first).await;
    assert_eq!((status, &no["code"]), (410, &json!("SESSION_TERMINATED")));
    assert_eq!(beat(&w, &second).await.0, 200);

    // a program that crashed begins anew on its own machine
    let (status, third) = begin(&w, "two", false).await;
    assert_eq!((status, count(&w, &licence).await), (200, 1));
    assert_eq!(beat(&w, &second).await.0, 410);
    assert_eq!(beat(&w, &third).await.0, 200);
}

#[tokio::test]
async fn as_many_run_as_are_sold() {
    let (w, licence) = start(Some(2)).await;
    for machine in ["one", "two"] {
        assert_eq!(begin(&w, machine, false).await.0, 200);
    }
    assert_eq!(count(&w, &licence).await, 2);
    changed(&w, &licence, |licence| {
        licence.limits = Limits { max_processes: Some(1), ..Limits::default() };
    })
    .await;
    assert_eq!(begin(&w, "two", true).await.0, 200);
    assert_eq!(count(&w, &licence).await, 1, "the limit became lower");
}

/// What a machine is answered that wants a session.
async fn begun(w: std::sync::Arc<World>, machine: &'static str) -> u16 {
    begin(&w, machine, false).await.0
}

#[tokio::test]
async fn many_at_once_on_several_machines_get_one_place() {
    let (w, licence) = start(None).await;
    let w = std::sync::Arc::new(w);
    let mut asked = tokio::task::JoinSet::new();
    for n in 0..12 {
        asked.spawn(begun(w.clone(), ["one", "two"][n % 2]));
    }
    let all = asked.join_all().await;
    assert!(all.iter().all(|status| [200, 409].contains(status)), "{all:?}");
    assert!(all.contains(&200), "{all:?}");
    assert_eq!(count(&w, &licence).await, 1);
}

#[tokio::test]
async fn a_session_lives_three_quarters_of_an_hour_from_each_heartbeat() {
    let (w, licence) = start(None).await;
    let (_, began) = begin(&w, "one", false).await;
    for _ in 0..3 {
        w.t.kontor.clock.advance(TimeDelta::seconds(2699));
        let (status, told) = beat(&w, &began).await;
        assert_eq!((status, &told["ok"], &told["next"]), (200, &json!(true), &json!(900)));
        assert_eq!(told["commands"], json!([]));
    }
    w.t.kontor.clock.advance(TimeDelta::seconds(2700));
    let (status, no) = beat(&w, &began).await;
    assert_eq!((status, &no["code"]), (410, &json!("SESSION_TERMINATED")));
    // its place is free, whether or not anybody swept
    assert_eq!(begin(&w, "two", false).await.0, 200);
    assert_eq!(count(&w, &licence).await, 1);
}

#[tokio::test]
async fn a_running_program_is_told_that_its_licence_changed_or_is_over() {
    let (w, licence) = start(None).await;
    let (_, began) = begin(&w, "one", false).await;
    w.t.kontor.clock.advance(TimeDelta::seconds(900));
    let now = platform::Millis(w.t.kontor.clock.now());
    changed(&w, &licence, |licence| licence.updated_at = now).await;
    assert_eq!(beat(&w, &began).await.1["commands"], json!(["revalidate"]));
    assert_eq!(beat(&w, &began).await.1["commands"], json!([]));
    changed(&w, &licence, |licence| licence.suspended = true).await;
    let (status, told) = beat(&w, &began).await;
    assert_eq!((status, &told["commands"]), (200, &json!(["terminate"])));
    assert_eq!(beat(&w, &began).await.0, 410);
    let (status, no) = begin(&w, "one", false).await;
    assert_eq!((status, &no["code"]), (403, &json!("SUSPENDED")));
}

#[tokio::test]
async fn a_session_ends_when_its_program_does() {
    let (w, licence) = start(None).await;
    let (_, began) = begin(&w, "one", false).await;
    w.t.kontor.clock.advance(TimeDelta::seconds(65));
    let token = json!({ "session_token": began["session_token"] });
    let (status, told) = post(&w, "session/end", &token).await;
    assert_eq!((status, &told["ended"], &told["duration_s"]), (200, &json!(true), &json!(65)));
    assert_eq!(count(&w, &licence).await, 0);
    assert_eq!(post(&w, "session/end", &token).await.0, 410);
}

#[tokio::test]
async fn nobody_gets_a_session_by_a_token_of_their_own_making() {
    let (w, licence) = start(None).await;
    let (_, began) = begin(&w, "one", false).await;
    let token = began["session_token"].as_str().unwrap();
    let last = if token.ends_with('0') { "1" } else { "0" };
    let forged = format!("{}{last}", &token[..token.len() - 1]);
    let id =
        store::session::living(w.t.db(), licence.id, w.t.kontor.clock.now()).await.unwrap()[0].id;
    for bad in [&*forged, "sess-", "x", "sess-ä", &id.to_string()] {
        let (status, no) = post(&w, "session/heartbeat", &json!({ "session_token": bad })).await;
        assert_eq!((status, &no["code"]), (403, &json!("SESSION_TOKEN_INVALID")), "{bad}");
    }
    let (status, no) = post(&w, "session/heartbeat", &json!({})).await;
    assert_eq!((status, &no["code"]), (422, &json!("SESSION_TOKEN_MISSING")));
    let odd = json!({ "session_token": token, "usage": { "export": "many" } });
    assert_eq!(post(&w, "session/heartbeat", &odd).await.1["code"], "USAGE_INVALID");
    let (status, no) = begin(&w, "three", false).await;
    assert_eq!((status, &no["code"]), (404, &json!("NOT_ACTIVATED")));
}

#[tokio::test]
async fn people_see_who_runs_and_end_it() {
    let (w, licence) = start(None).await;
    let (_, began) = begin(&w, "one", false).await;
    let admin = w.t.admin("Ada").await;
    let cookie = w.t.sign_in(&admin).await;
    let path = "/licences/sessions";
    let list = w.t.get(&cookie, path).await;
    assert!(list.body.contains(&licence.name) && list.body.contains("Rechner"), "{}", list.body);
    for (text, found) in [("LICENCE", true), ("backup", true), ("icence", false)] {
        let list = w.t.get(&cookie, &format!("{path}?q={text}")).await;
        assert_eq!(list.body.contains("Rechner"), found, "{text}");
    }
    let id =
        store::session::living(w.t.db(), licence.id, w.t.kontor.clock.now()).await.unwrap()[0].id;
    let one = format!("{path}/{id}");
    assert!(w.t.get(&cookie, &one).await.body.contains("method=\"post\""));
    assert_eq!(w.t.post(&cookie, &one, "").await.status, 303);
    assert_eq!(beat(&w, &began).await.0, 410);
    assert_eq!(w.t.post(&cookie, &one, "").await.status, 303, "twice does no harm");
    assert!(!w.t.get(&cookie, path).await.body.contains("Rechner"));
    assert_eq!(w.t.get(&cookie, &one).await.status, 404);
}

//! What is known of the use of licences: written by months, added up by hours and days, dropped when it is old.

use crate::asking::{KEY, code, keyed, seated, send_as};
use crate::facade::post;
use crate::world::World;
use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use events::licensing::Freed;
use licensing::domain::activation::MachineDraft;
use licensing::domain::licence::Licence;
use licensing::domain::machine::Machine;
use licensing::domain::month::Month;
use licensing::domain::policy::Settings;
use licensing::domain::process::Process;
use licensing::domain::strategy::Authentication;
use licensing::domain::usage::{Heartbeat, Used, What};
use licensing::store::months::{self, FEATURE_USES, HEARTBEATS};
use licensing::{actions, history, store};
use platform::Millis;
use platform::db::DbBackend;
use sea_orm::prelude::Uuid;
use serde_json::{Value, json};
use std::time::Duration;

/// Programs come in by the key too.
fn by_key() -> Settings {
    Settings { authentication_strategy: Authentication::Mixed, ..Settings::default() }
}

async fn start(settings: &[(&str, &str)]) -> (World, Licence, Machine) {
    let w = World::start_with(settings).await;
    let licence = keyed(&w, &w.policy(by_key()).await, KEY).await;
    let machine = seated(&w, &licence, "one").await;
    (w, licence, machine)
}

async fn begin(w: &World) -> Value {
    let body = json!({ "license_key": KEY, "hardware_id": "one", "client_version": "1.2" });
    let (status, began) = post(w, "session/start", &body).await;
    assert_eq!(status, 200, "{began}");
    began
}

async fn beat(w: &World, began: &Value, usage: Value, users: i64) -> (u16, Value) {
    let body = json!({
        "session_token": began["session_token"], "usage": usage, "active_users": users,
    });
    post(w, "session/heartbeat", &body).await
}

/// The session that was begun last; it ended those before.
async fn running(w: &World, licence: &Licence) -> Process {
    let now = w.t.kontor.clock.now();
    store::session::living(w.t.db(), licence.id, now).await.unwrap().remove(0)
}

async fn heartbeats(w: &World, machine: &Machine) -> Vec<Heartbeat> {
    store::usage::heartbeats_of(w.t.db(), &[machine.id], 100).await.unwrap()
}

async fn months_of(w: &World, table: &'static months::Monthly) -> Vec<String> {
    let there = months::there(w.t.db(), table).await.unwrap();
    there.into_iter().map(Month::suffix).collect()
}

fn go_to(w: &World, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    w.t.kontor.clock.advance(moment - w.t.kontor.clock.now());
}

#[tokio::test]
async fn a_heartbeat_is_answered_when_it_and_what_it_tells_are_written() {
    let (w, licence, machine) = start(&[]).await;
    let began = begin(&w).await;
    assert_eq!(beat(&w, &began, json!({ "export": 3, "print": 0 }), 2).await.0, 200);
    let written = heartbeats(&w, &machine).await;
    assert_eq!(written.len(), 1, "nobody waited for it");
    let one = &written[0];
    assert_eq!((one.licence, one.product, one.users), (licence.id, licence.product, Some(2)));
    assert_eq!((one.network.as_str(), one.version.as_str()), ("203.0.113.0/24", "1.2"));
    assert!(one.process.is_some());
    let features = store::usage::features_of(w.t.db(), licence.id).await.unwrap();
    let features: Vec<_> = features.iter().map(|one| (one.feature.as_str(), one.uses)).collect();
    assert_eq!(features, [("export", 3)]);
    for (usage, field) in [
        (json!({ "export": -1 }), "USAGE_INVALID"),
        (json!({ "export": 2_000_000_000 }), "USAGE_INVALID"),
        (json!({ "": 1 }), "USAGE_INVALID"),
        (json!([1]), "USAGE_INVALID"),
    ] {
        let (status, no) = beat(&w, &began, usage, 2).await;
        assert_eq!((status, &no["code"]), (422, &json!(field)));
    }
    assert_eq!(heartbeats(&w, &machine).await.len(), 1);
}

#[tokio::test]
async fn a_session_that_ended_writes_nothing_while_others_of_the_same_group_do() {
    let (w, licence, machine) = start(&[]).await;
    begin(&w).await;
    let ended = running(&w, &licence).await;
    begin(&w).await;
    let living = running(&w, &licence).await;
    let (cx, used) = (w.t.cx(), |users| Used { users: Some(users), ..Used::default() });
    let (one, other) = tokio::join!(
        actions::beat_session(&cx, &ended, licence.product, used(1)),
        actions::beat_session(&cx, &living, licence.product, used(7)),
    );
    assert_eq!((one.unwrap(), other.unwrap()), (false, true));
    let users: Vec<_> = heartbeats(&w, &machine).await.iter().map(|one| one.users).collect();
    assert_eq!(users, [Some(7)]);
}

#[tokio::test]
async fn a_house_that_keeps_no_history_writes_none() {
    let (w, licence, machine) = start(&[("licensing.heartbeat_months", "0")]).await;
    let began = begin(&w).await;
    assert_eq!(beat(&w, &began, json!({ "export": 3 }), 2).await.0, 200);
    actions::ping_machine(&w.t.cx(), machine.id).await.unwrap();
    history::write(&w.t.kontor).await.unwrap();
    assert_eq!(heartbeats(&w, &machine).await.len(), 0);
    assert_eq!(store::usage::features_of(w.t.db(), licence.id).await.unwrap().len(), 0);
}

#[tokio::test]
async fn the_turn_of_the_month_makes_a_new_part_and_a_list_reads_over_both() {
    let (w, _, machine) = start(&[]).await;
    go_to(&w, "2026-11-30T23:59:59.500Z");
    let began = begin(&w).await;
    assert_eq!(beat(&w, &began, json!({ "export": 1 }), 1).await.0, 200);
    assert_eq!(months_of(&w, &HEARTBEATS).await, ["2026_11"]);
    w.t.kontor.clock.advance(TimeDelta::seconds(1));
    assert_eq!(beat(&w, &began, json!({ "export": 1 }), 2).await.0, 200);
    assert_eq!(months_of(&w, &HEARTBEATS).await, ["2026_11", "2026_12"]);
    assert_eq!(months_of(&w, &FEATURE_USES).await, ["2026_11", "2026_12"]);
    let at: Vec<_> =
        heartbeats(&w, &machine).await.iter().map(|one| one.at.0.to_rfc3339()).collect();
    assert_eq!(at, ["2026-12-01T00:00:00.500+00:00", "2026-11-30T23:59:59.500+00:00"]);
}

#[tokio::test]
async fn months_are_made_ahead_and_old_ones_go_as_a_whole() {
    let (w, licence, machine) = start(&[("licensing.heartbeat_months", "1")]).await;
    let began = begin(&w).await;
    assert_eq!(beat(&w, &began, json!({ "export": 1 }), 1).await.0, 200);
    assert_eq!(actions::keep_months(&w.t.cx()).await.unwrap(), Vec::<String>::new());
    assert_eq!(months_of(&w, &HEARTBEATS).await, ["2026_11", "2026_12"]);
    go_to(&w, "2026-12-31T23:00:00Z");
    // requests are kept for thirty days
    assert_eq!(actions::keep_months(&w.t.cx()).await.unwrap(), ["licence_requests_2026_11"]);
    assert_eq!(heartbeats(&w, &machine).await.len(), 1);
    go_to(&w, "2027-01-01T00:00:00Z");
    let dropped = actions::keep_months(&w.t.cx()).await.unwrap();
    assert_eq!(dropped, ["licence_heartbeats_2026_11", "licence_feature_uses_2026_11"]);
    assert_eq!(months_of(&w, &HEARTBEATS).await, ["2026_12", "2027_01", "2027_02"]);
    assert_eq!(heartbeats(&w, &machine).await.len(), 0);
    assert_eq!(store::usage::features_of(w.t.db(), licence.id).await.unwrap().len(), 0);
    // and what comes is written
    let began = begin(&w).await;
    assert_eq!(beat(&w, &began, json!({}), 1).await.0, 200);
    assert_eq!(heartbeats(&w, &machine).await.len(), 1);
}

/// One who wants to write meanwhile on SQLite gets his turn between two lots; a server drops a month as a whole.
#[tokio::test]
async fn a_large_month_goes_by_and_by_where_only_one_can_write() {
    let (w, licence, machine) = start(&[]).await;
    let at = w.t.kontor.clock.now();
    let row = |n: i64| Heartbeat {
        at: Millis(at + TimeDelta::milliseconds(n)),
        id: Uuid::now_v7(),
        licence: licence.id,
        product: licence.product,
        machine: machine.id,
        process: None,
        network: String::new(),
        version: String::new(),
        users: None,
    };
    let (cx, month) = (w.t.cx(), Month::of(at));
    actions::make_month(&cx, &HEARTBEATS, month).await.unwrap();
    let tx = cx.begin().await.unwrap();
    let all: Vec<_> = (0..5_500).map(row).collect();
    store::usage::insert_heartbeats(&tx, &all).await.unwrap();
    cx.commit(tx).await.unwrap();
    let tx = cx.begin().await.unwrap();
    let mut lots = 0;
    while store::months::thin(&tx, &HEARTBEATS, month).await.unwrap() {
        lots += 1;
    }
    tx.rollback().await.unwrap();
    assert_eq!(lots, if w.t.kontor.db.backend() == DbBackend::Sqlite { 2 } else { 0 });
    actions::drop_month(&cx, &HEARTBEATS, month).await.unwrap();
    assert_eq!(heartbeats(&w, &machine).await.len(), 0);
    assert_eq!(months_of(&w, &HEARTBEATS).await, Vec::<String>::new());
}

#[tokio::test]
async fn two_who_make_the_same_month_at_once_make_one() {
    let (w, _, _) = start(&[]).await;
    let month = Month::of("2028-02-01T00:00:00Z".parse().unwrap());
    let cx = w.t.cx();
    let (one, other) = tokio::join!(
        actions::make_month(&cx, &HEARTBEATS, month),
        actions::make_month(&cx, &HEARTBEATS, month)
    );
    assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
    assert_eq!(months_of(&w, &HEARTBEATS).await, ["2028_02"]);
}

#[tokio::test]
async fn pings_and_validations_are_noted_and_written_in_groups() {
    let (w, licence, machine) = start(&[]).await;
    let path = format!("/v1/machines/{}/actions/ping", machine.id);
    let ping = send_as(&w, Method::POST, &path, &format!("License {KEY}"), None).await;
    assert_eq!(ping.status, 200, "{}", ping.body);
    for _ in 0..3 {
        code(&w, KEY, json!({ "fingerprint": "one" })).await;
    }
    code(&w, KEY, json!({ "fingerprint": "two" })).await;
    assert_eq!(heartbeats(&w, &machine).await.len(), 0);
    history::write(&w.t.kontor).await.unwrap();
    let written = heartbeats(&w, &machine).await;
    assert_eq!((written.len(), written[0].product, written[0].process), (1, licence.product, None));
    code(&w, KEY, json!({ "fingerprint": "one" })).await;
    history::write(&w.t.kontor).await.unwrap();
    let since = Millis(w.t.kontor.clock.now() - TimeDelta::hours(1));
    let hours = store::usage_sums::hours(w.t.db(), What::Validations, since, None).await.unwrap();
    let mut counted: Vec<_> = hours.iter().map(|one| (one.code.as_str(), one.uses)).collect();
    counted.sort_unstable();
    assert_eq!(counted, [("FINGERPRINT_SCOPE_MISMATCH", 1), ("VALID", 4)]);
}

#[tokio::test]
async fn activations_are_counted_though_the_machine_or_the_licence_is_gone_since() {
    let w = World::start().await;
    let policy = w.policy(Settings { floating: true, ..Settings::default() }).await;
    let (stays, goes) = (w.licence(&policy).await, w.licence(&policy).await);
    let cx = w.t.cx();
    while actions::add_up_usage(&cx).await.unwrap() {}
    for (licence, fingerprint) in [(&stays, "one"), (&stays, "two"), (&goes, "three")] {
        let fingerprint = Some(fingerprint.to_owned());
        let draft = MachineDraft { fingerprint: fingerprint.clone(), ..MachineDraft::default() };
        let machine = actions::activate_machine(&cx, licence.id, &draft).await.unwrap();
        if fingerprint.as_deref() == Some("one") {
            actions::deactivate_machine(&cx, machine.id, Freed::Asked).await.unwrap();
        }
    }
    actions::revoke_licence(&cx, goes.id).await.unwrap();
    w.t.kontor.clock.advance(TimeDelta::hours(2));
    while actions::add_up_usage(&w.t.cx()).await.unwrap() {}
    let since = Millis(w.t.kontor.clock.now() - TimeDelta::days(1));
    let hours = store::usage_sums::hours(w.t.db(), What::Activations, since, None).await.unwrap();
    assert_eq!(hours.iter().map(|one| one.uses).collect::<Vec<_>>(), [3]);
}

#[tokio::test]
async fn a_licence_that_goes_while_its_hour_is_added_up_counts_once() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let cx = w.t.cx();
    while actions::add_up_usage(&cx).await.unwrap() {}
    let draft = MachineDraft { fingerprint: Some("one".into()), ..MachineDraft::default() };
    actions::activate_machine(&cx, licence.id, &draft).await.unwrap();
    let from = store::usage_sums::added(w.t.db()).await.unwrap().unwrap();
    let next = Millis(from.until.0 + TimeDelta::hours(1));
    // as it is added up, and before that is committed
    let tx = cx.begin().await.unwrap();
    assert!(store::usage_sums::advance(&tx, &from, (next, 0)).await.unwrap());
    let activated = store::usage_sums::activated(&tx, from.until).await.unwrap();
    let goes = tokio::spawn({
        let cx = cx.clone();
        async move { actions::revoke_licence(&cx, licence.id).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(activated.iter().map(|(_, count)| count).sum::<i64>(), 1);
    tx.commit().await.unwrap();
    goes.await.unwrap().unwrap();
    let all = store::usage_sums::hours(w.t.db(), What::Activations, from.until, None).await;
    let of_it: i64 = all.unwrap().iter().map(|one| one.uses).sum();
    assert_eq!(of_it, 0, "it was counted by who added up, and the licence counted it again");
}

#[tokio::test]
async fn hours_are_added_up_once_when_they_are_over() {
    let (w, licence, _) = start(&[]).await;
    let began = begin(&w).await;
    for users in [2, 5, 3] {
        assert_eq!(beat(&w, &began, json!({ "export": users, "print": 1 }), users).await.0, 200);
        w.t.kontor.clock.advance(TimeDelta::minutes(15));
    }
    while actions::add_up_usage(&w.t.cx()).await.unwrap() {}
    let since = Millis(w.t.kontor.clock.now() - TimeDelta::days(1));
    let db = w.t.db();
    let days = store::usage_sums::of_licence(db, licence.id, since).await.unwrap();
    assert_eq!(days.len(), 0, "the hour is not over");
    w.t.kontor.clock.advance(TimeDelta::minutes(17));
    for _ in 0..2 {
        while actions::add_up_usage(&w.t.cx()).await.unwrap() {}
    }
    let days = store::usage_sums::of_licence(db, licence.id, since).await.unwrap();
    let days: Vec<_> = days.iter().map(|one| (one.feature.as_str(), one.uses, one.users)).collect();
    assert_eq!(days, [("", 3, 5), ("export", 10, 0), ("print", 3, 0)]);
    // the next hour is added to the same day
    assert_eq!(beat(&w, &began, json!({ "export": 1 }), 4).await.0, 200);
    w.t.kontor.clock.advance(TimeDelta::hours(2));
    while actions::add_up_usage(&w.t.cx()).await.unwrap() {}
    let days = store::usage_sums::of_licence(db, licence.id, since).await.unwrap();
    let days: Vec<_> = days.iter().map(|one| (one.feature.as_str(), one.uses, one.users)).collect();
    assert_eq!(days, [("", 4, 5), ("export", 11, 0), ("print", 3, 0)]);
    for (what, expected) in [
        (What::Users, vec![5, 4]),
        (What::Sessions, vec![1, 1]),
        (What::Machines, vec![1, 1]),
        (What::Used, vec![1, 1]),
        (What::Licences, vec![1]),
    ] {
        let hours = store::usage_sums::hours(db, what, since, Some(licence.product)).await.unwrap();
        let uses: Vec<_> = hours.iter().map(|one| one.uses).collect();
        assert_eq!(uses, expected, "{what:?}");
    }
    let top = store::usage_sums::top(db, since, None, 10).await.unwrap();
    assert_eq!(top, [(licence.id, 4)]);
}

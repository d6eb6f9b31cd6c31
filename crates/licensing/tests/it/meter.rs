//! Meters: counted once for each key, told at one limit and stopped at the other.

use crate::asking::{KEY, json_of, keyed, send_as};
use crate::facade::post;
use crate::world::World;
use axum::http::Method;
use chrono::{DateTime, TimeDelta, Utc};
use licensing::actions::{self, LimitOf, MeterUse};
use licensing::domain::draft::Given;
use licensing::domain::licence::{Licence, LicenceId};
use licensing::domain::meter::{Limits, Meter};
use licensing::domain::policy::Settings;
use licensing::domain::strategy::Authentication;
use licensing::store;
use platform::event::timeline;
use platform::{Error, Millis};
use serde_json::{Value, json};

/// Programs come in by the key too.
fn by_key() -> Settings {
    Settings { authentication_strategy: Authentication::Mixed, ..Settings::default() }
}

async fn start(attributes: Value) -> (World, Licence, Meter) {
    let w = World::start().await;
    let licence = keyed(&w, &w.policy(by_key()).await, KEY).await;
    let meter = meter(&w, attributes).await;
    (w, licence, meter)
}

async fn meter(w: &World, attributes: Value) -> Meter {
    let Value::Object(attributes) = attributes else { panic!("no object") };
    actions::create_entry(&w.t.cx(), None, &Given::attributes(attributes)).await.unwrap()
}

async fn count(w: &World, key: &str, quantity: i64) -> (u16, Value) {
    let body = json!({
        "license_key": KEY, "meter": "pages", "quantity": quantity, "idempotency_key": key,
    });
    post(w, "usage", &body).await
}

async fn counted(w: &World, licence: &Licence) -> i64 {
    let licence = store::licence::get(w.t.db(), licence.id).await.unwrap();
    actions::meters_of(&w.t.cx(), &licence).await.unwrap()[0].counted
}

async fn told(w: &World, licence: LicenceId) -> Vec<String> {
    let object = events::licensing::licence_object(licence);
    let facts = timeline(w.t.db(), &object).await.unwrap();
    let of = |fact: &platform::event::Recorded| {
        let fact = fact.facts::<events::licensing::LicenceMeterReached>()?;
        Some(format!("{} {} {}", fact.code, fact.limit, fact.counted))
    };
    facts.iter().filter_map(of).collect()
}

#[tokio::test]
async fn the_same_key_counts_once_and_limits_warn_and_stop() {
    let given = json!({ "name": "Pages", "code": "pages", "unit": "pages", "soft": 8, "hard": 10 });
    let (w, licence, _) = start(given).await;
    let (status, said) = count(&w, "a", 5).await;
    assert_eq!(
        (status, &said["counted"], &said["duplicate"]),
        (200, &json!(5), &json!(false)),
        "{said}"
    );
    assert_eq!(
        (&said["reached"], &said["limits"]),
        (&json!(null), &json!({ "soft": 8, "hard": 10 }))
    );
    let (status, said) = count(&w, "a", 5).await;
    assert_eq!((status, &said["counted"], &said["duplicate"]), (200, &json!(5), &json!(true)));
    let (status, said) = count(&w, "b", 3).await;
    assert_eq!((status, &said["counted"], &said["reached"]), (200, &json!(8), &json!("soft")));
    let (status, no) = count(&w, "c", 3).await;
    assert_eq!((status, &no["code"]), (422, &json!("METER_LIMIT_EXCEEDED")), "{no}");
    // what was refused was not counted: its key is free
    let (status, said) = count(&w, "c", 2).await;
    assert_eq!((status, &said["counted"], &said["reached"]), (200, &json!(10), &json!("hard")));
    assert_eq!(counted(&w, &licence).await, 10);
    assert_eq!(told(&w, licence.id).await, ["pages soft 8", "pages hard 10"]);
}

#[tokio::test]
async fn people_are_told_once_for_each_limit_and_period() {
    let given =
        json!({ "name": "Pages", "code": "pages", "reset": "MONTH", "soft": 8, "hard": 10 });
    let (w, licence, _) = start(given).await;
    let noted = async || {
        w.t.run_jobs().await;
        let all = store::anomaly::Filter::default();
        let all = store::anomaly::page(w.t.db(), &all, 99).await.unwrap();
        let mut all: Vec<_> = all.iter().map(|one| (one.kind.name(), one.count)).collect();
        all.sort_unstable();
        all
    };
    for (key, quantity) in [("a", 8), ("b", 1), ("c", 1)] {
        assert_eq!(count(&w, key, quantity).await.0, 200);
    }
    assert_eq!(noted().await, [("METER_FULL", 1), ("METER_WARNS", 1)]);
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&agent, "/licences/anomalies").await.body;
    assert!(page.contains("Meter is full") && page.contains(&licence.name), "{page}");
    let december: DateTime<Utc> = "2026-12-01T00:00:00Z".parse().unwrap();
    w.t.kontor.clock.advance(december - w.t.kontor.clock.now());
    assert_eq!(count(&w, "d", 9).await.0, 200);
    assert_eq!(noted().await, [("METER_FULL", 1), ("METER_WARNS", 1), ("METER_WARNS", 1)]);
}

#[tokio::test]
async fn many_who_count_at_once_count_each_key_once_and_never_pass_the_limit() {
    let (w, licence, _) = start(json!({ "name": "Pages", "code": "pages", "hard": 5 })).await;
    let cx = w.t.cx();
    let one = |n: usize| {
        let used =
            MeterUse { meter: "pages".into(), quantity: 1, key: format!("k{}", n % 8), at: None };
        let (cx, id) = (cx.clone(), licence.id);
        async move { actions::count_meter(&cx, id, &used).await }
    };
    let all = futures_util::future::join_all((0..24).map(one)).await;
    let new = all.iter().filter(|one| one.as_ref().is_ok_and(|done| !done.known)).count();
    assert_eq!((new, counted(&w, &licence).await), (5, 5));
    assert!(all.iter().all(|one| matches!(one, Ok(_) | Err(Error::Refused(_)))));
}

#[tokio::test]
async fn a_period_begins_anew_and_late_counts_belong_to_theirs() {
    let given = json!({ "name": "Pages", "code": "pages", "reset": "MONTH", "hard": 10 });
    let (w, licence, meter) = start(given).await;
    let (_, said) = count(&w, "a", 10).await;
    assert_eq!(said["resets_at"], "2026-12-01T00:00:00.000Z");
    let december: DateTime<Utc> = "2026-12-01T00:00:00Z".parse().unwrap();
    w.t.kontor.clock.advance(december - w.t.kontor.clock.now());
    assert_eq!(counted(&w, &licence).await, 0);
    assert_eq!(count(&w, "b", 4).await.1["counted"], 4);
    let late = json!({
        "license_key": KEY, "meter": "pages", "idempotency_key": "c", "at": "2026-11-30T23:00:00Z",
    });
    let (status, no) = post(&w, "usage", &late).await;
    assert_eq!((status, &no["code"]), (422, &json!("METER_LIMIT_EXCEEDED")), "November is full");
    let of = (licence.id, meter.id);
    let periods = store::meter::periods(w.t.db(), of, 10).await.unwrap();
    let periods: Vec<_> =
        periods.iter().map(|one| (one.period.0.date_naive().to_string(), one.counted)).collect();
    assert_eq!(periods, [("2026-12-01".to_owned(), 4), ("2026-11-01".to_owned(), 10)]);
    for at in ["2024-11-30T23:00:00Z", "2026-12-01T01:00:00Z", "soon"] {
        let wrong =
            json!({ "license_key": KEY, "meter": "pages", "idempotency_key": "d", "at": at });
        let (status, no) = post(&w, "usage", &wrong).await;
        assert_eq!((status, &no["code"]), (422, &json!("AT_INVALID")), "{at} {no}");
    }
}

#[tokio::test]
async fn what_is_said_of_a_licence_counts_before_its_policy_and_the_meter() {
    let (w, licence, meter) = start(json!({ "name": "Pages", "code": "pages", "hard": 1 })).await;
    let cx = w.t.cx();
    let hard = |hard| Some(Limits { soft: None, hard: Some(hard) });
    let (policy, own) = (LimitOf::Policy(licence.policy), LimitOf::Licence(licence.id));
    assert_eq!(count(&w, "a", 2).await.0, 422);
    actions::limit_meter(&cx, meter.id, policy, hard(2)).await.unwrap();
    assert_eq!(count(&w, "a", 2).await.0, 200);
    assert_eq!(count(&w, "b", 2).await.0, 422);
    actions::limit_meter(&cx, meter.id, own, hard(4)).await.unwrap();
    assert_eq!(count(&w, "b", 2).await.0, 200);
    actions::limit_meter(&cx, meter.id, own, None).await.unwrap();
    assert_eq!(count(&w, "c", 1).await.1["code"], "METER_LIMIT_EXCEEDED");
    let wrong = Some(Limits { soft: Some(9), hard: Some(8) });
    assert!(matches!(
        actions::limit_meter(&cx, meter.id, own, wrong).await,
        Err(Error::Refused(_))
    ));
}

#[tokio::test]
async fn vendors_and_programs_count_by_the_big_interface_too() {
    let (w, licence, _) = start(json!({ "name": "Pages", "code": "pages", "hard": 10 })).await;
    let path = format!("/v1/licenses/{}/meters/pages/events", licence.id);
    let by_key = format!("License {KEY}");
    let body = |key: &str, quantity: i64| json!({ "data": { "type": "meter-events", "attributes": { "quantity": quantity, "idempotencyKey": key } } });
    for (key, quantity, status) in
        [("a", 4, 201), ("a", 4, 200), ("b", 7, 422), ("b", 0, 422), ("", 1, 422)]
    {
        let answer = send_as(&w, Method::POST, &path, &by_key, Some(&body(key, quantity))).await;
        assert_eq!(answer.status, status, "{key} {quantity}: {}", answer.body);
    }
    let answer = send_as(&w, Method::POST, &path, &by_key, Some(&body("b", 7))).await;
    assert_eq!(json_of(&answer)["errors"][0]["code"], "METER_LIMIT_EXCEEDED");
    let list = format!("/v1/licenses/{}/meters", licence.id);
    let list = json_of(&send_as(&w, Method::GET, &list, &by_key, None).await);
    let one = &list["data"][0]["attributes"];
    assert_eq!(
        (&one["code"], &one["counted"], &one["hardLimit"]),
        (&json!("pages"), &json!(4), &json!(10))
    );
    let other = format!("/v1/licenses/{}/meters/minutes/events", licence.id);
    let answer = send_as(&w, Method::POST, &other, &by_key, Some(&body("a", 1))).await;
    assert_eq!(answer.status, 404);
    assert_eq!(send_as(&w, Method::POST, &path, "", Some(&body("z", 1))).await.status, 401);
}

#[tokio::test]
async fn keys_are_forgotten_after_a_time_and_what_they_add_up_to_is_not() {
    let (w, licence, meter) = start(json!({ "name": "Pages", "code": "pages" })).await;
    assert_eq!(count(&w, "a", 4).await.0, 200);
    w.t.kontor.clock.advance(TimeDelta::days(400));
    actions::keep_months(&w.t.cx()).await.unwrap();
    let of = (licence.id, meter.id);
    assert!(store::meter::find_event(w.t.db(), of, "a").await.unwrap().is_some());
    w.t.kontor.clock.advance(TimeDelta::days(2));
    actions::keep_months(&w.t.cx()).await.unwrap();
    assert!(store::meter::find_event(w.t.db(), of, "a").await.unwrap().is_none());
    assert_eq!(counted(&w, &licence).await, 4);
    let epoch = Millis(DateTime::UNIX_EPOCH);
    assert_eq!(store::meter::counted(w.t.db(), of, epoch).await.unwrap(), 4);
}

#[tokio::test]
async fn people_set_up_meters_and_see_what_was_counted() {
    let (w, licence, meter) =
        start(json!({ "name": "Pages", "code": "pages", "unit": "sheets", "hard": 10 })).await;
    count(&w, "a", 7).await;
    let admin = w.t.sign_in(&w.t.admin("Ada").await).await;
    let list = w.t.get(&admin, "/licences/meters").await;
    assert!(list.status == 200 && list.body.contains("sheets"), "{}", list.body);
    let form = format!("policy={}&soft=5&hard=20", licence.policy);
    let path = format!("/licences/meters/{}", meter.id);
    assert_eq!(w.t.post(&admin, &format!("{path}/limits"), &form).await.status, 303);
    let page = w.t.get(&admin, &path).await.body;
    assert!(page.contains("Policy 0") && page.contains(r#"<td class="number">20</td>"#), "{page}");
    let usage = format!("/licences/{}/usage", licence.id);
    let page = w.t.get(&admin, &usage).await.body;
    assert!(page.contains(r#"value="7" max="20""#), "{page}");
    let wrong = format!("meter={}&soft=30&hard=20", meter.id);
    assert_eq!(w.t.post(&admin, &usage, &wrong).await.status, 422);
    let own = format!("meter={}&soft=&hard=30", meter.id);
    assert_eq!(w.t.post(&admin, &usage, &own).await.status, 303);
    assert!(w.t.get(&admin, &usage).await.body.contains(r#"max="30""#));
    let agent = w.t.sign_in(&w.t.agent("Bea").await).await;
    assert_eq!(w.t.post(&agent, &format!("{path}/limits"), &form).await.status, 403);
    assert_eq!(w.t.post(&admin, &format!("{path}/removal"), "").await.status, 303);
    assert_eq!(count(&w, "b", 1).await.1["code"], "METER_NOT_FOUND");
}

#[tokio::test]
async fn limits_that_are_refused_stay_in_their_form_each_with_what_is_wrong() {
    let (w, licence, meter) = start(json!({ "name": "Pages", "code": "pages" })).await;
    let admin = w.t.sign_in(&w.t.admin("Ada").await).await;
    let form = |soft, hard| {
        format!("meter={}&policy={}&soft={soft}&hard={hard}", meter.id, licence.policy)
    };
    let wrong = form("-1", "abc");
    for path in
        [format!("/licences/{}/usage", licence.id), format!("/licences/meters/{}/limits", meter.id)]
    {
        let back = w.t.post(&admin, &path, &wrong).await;
        assert_eq!(back.status, 422, "{path}");
        for said in ["The smallest possible value is 1", "Enter a whole number."] {
            let plain = back.body.replace(['\u{2068}', '\u{2069}'], "");
            assert_eq!(plain.matches(said).count(), 1, "{path} {said}: {plain}");
        }
        for (name, typed) in [("soft", "-1"), ("hard", "abc")] {
            let name = format!("name=\"{name}\"");
            let field = back.body.split('<').find(|tag| tag.contains(&name)).unwrap();
            assert!(field.contains("aria-invalid=\"true\""), "{path} {field}");
            assert!(field.contains(&format!("value=\"{typed}\"")), "{path} {field}");
        }
    }
    // both are numbers, but the first is more than the second
    let path = format!("/licences/meters/{}/limits", meter.id);
    let back = w.t.post(&admin, &path, &form("30", "20")).await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("value=\"30\"") && back.body.contains("aria-invalid"));
}

//! Statistics: what was added up is drawn, by product and span.

use crate::asking::{KEY, code, keyed, seated};
use crate::facade::post;
use crate::world::World;
use chrono::TimeDelta;
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
use licensing::{actions, history};
use serde_json::json;

async fn used() -> (World, Licence) {
    let w = World::start().await;
    let licence = keyed(&w, &w.policy(Settings::default()).await, KEY).await;
    seated(&w, &licence, "one").await;
    let body = json!({ "license_key": KEY, "hardware_id": "one" });
    let (_, began) = post(&w, "session/start", &body).await;
    let body = json!({
        "session_token": began["session_token"], "usage": { "=export": 41 }, "active_users": 3,
    });
    assert_eq!(post(&w, "session/heartbeat", &body).await.0, 200);
    code(&w, KEY, json!({ "fingerprint": "two" })).await;
    history::write(&w.t.kontor).await.unwrap();
    w.t.kontor.clock.advance(TimeDelta::hours(2));
    while actions::add_up_usage(&w.t.cx()).await.unwrap() {}
    (w, licence)
}

#[tokio::test]
async fn the_page_draws_what_was_counted_and_says_it_in_tables() {
    let (w, licence) = used().await;
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&agent, "/licences/statistics").await;
    assert_eq!(page.status, 200, "{}", page.body);
    for part in [
        "<svg class=\"chart\" role=\"img\"",
        "=export",
        "FINGERPRINT_SCOPE_MISMATCH",
        "Added up until",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    // nine in Berlin on a Saturday
    let week = w.t.get(&agent, "/licences/statistics?days=7").await.body;
    assert!(week.contains("Sat 9:00 – 3"), "{week}");
    assert!(page.body.contains(&format!("/licences/{}/usage", licence.id)));
    let usage = w.t.get(&agent, &format!("/licences/{}/usage", licence.id)).await.body;
    assert!(usage.contains("=export") && usage.contains("21 Nov 2026: 1"), "{usage}");
    let other =
        format!("/licences/statistics?product={}", licensing::domain::product::ProductId::new());
    let page = w.t.get(&agent, &other).await.body;
    assert!(page.contains("Nothing was counted yet") && !page.contains("=export"), "{page}");
    assert_eq!(w.t.get(&agent, "/licences/statistics?product=x").await.status, 422);
}

#[tokio::test]
async fn every_figure_says_as_of_when_it_is_and_the_hour_that_is_missing_when_it_comes() {
    let (w, licence) = used().await;
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&agent, "/licences/statistics").await.body;
    for part in [
        "<b>1</b><span class=\"meta\">Licences that are good, as counted after 21 Nov 2026",
        "Activations, until 21 Nov 2026",
        "Validations, until now",
        "What came since then stands here by 11:15",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // at midnight of the server the day is new and its licences are counted at the next hour only
    w.t.kontor.clock.advance(TimeDelta::hours(14) + TimeDelta::minutes(1));
    let agent = w.t.sign_in(&w.t.agent("Bea").await).await;
    let page = w.t.get(&agent, "/licences/statistics").await.body;
    assert!(page.contains("<b>1</b><span class=\"meta\">Licences that are good"), "{page}");
    let usage = w.t.get(&agent, &format!("/licences/{}/usage", licence.id)).await.body;
    assert!(usage.contains("Added up until 21 Nov 2026"), "{usage}");
}

#[tokio::test]
async fn a_licence_whose_hour_runs_still_is_not_called_silent() {
    let w = World::start().await;
    let licence = keyed(&w, &w.policy(Settings::default()).await, KEY).await;
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    w.t.kontor.clock.advance(TimeDelta::minutes(20));
    let usage = w.t.get(&agent, &format!("/licences/{}/usage", licence.id)).await.body;
    let told = "until 21 Nov 2026 09:00. What came since then stands here by 10:15";
    assert!(usage.contains(told), "{usage}");
}

#[tokio::test]
async fn the_table_for_spreadsheets_has_no_formula() {
    let (w, _) = used().await;
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let csv = w.t.get(&agent, "/licences/statistics.csv?days=7").await;
    assert_eq!(
        (csv.status.as_u16(), &csv.headers["content-type"]),
        (200, &"text/csv; charset=utf-8; header=present".parse().unwrap())
    );
    assert!(
        csv.body.contains("2026-11-21,Backup Pro,FEATURES,\"'=export\",41\r\n"),
        "{}",
        csv.body
    );
    assert!(
        csv.body.contains("2026-11-21,Backup Pro,VALIDATIONS,FINGERPRINT_SCOPE_MISMATCH,1\r\n")
    );
}

#[tokio::test]
async fn a_house_where_nothing_was_counted_says_so() {
    let w = World::start().await;
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&agent, "/licences/statistics").await.body;
    assert!(page.contains("Nothing was counted yet"), "{page}");
}

//! Who may no longer come in there is out here within the hour.

use super::fake::Fake;
use super::{CREATE, anna, rows};
use crate::browser::{Browser, PASSWORD, security_log};
use chrono::TimeDelta;
use identity::jobs::RecheckSignIns;
use platform::job::{self, Queued};
use platform::testing::TestKontor;
use sea_orm::ConnectionTrait;
use serde_json::json;

async fn recheck(t: &TestKontor, after: TimeDelta) {
    t.kontor.clock.advance(after);
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(&RecheckSignIns::default()).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    t.run_jobs().await;
}

/// For so long everybody works, often enough not to be signed out for doing nothing.
async fn work(t: &TestKontor, minutes: i64) {
    t.kontor.clock.advance(TimeDelta::minutes(minutes));
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let sql = format!("UPDATE sessions SET last_action_at = {}", cx.now.timestamp_millis());
    tx.execute_unprepared(&sql).await.unwrap();
    cx.commit(tx).await.unwrap();
}

/// How often it was asked for tokens.
fn asked(fake: &Fake) -> usize {
    fake.inside.lock().unwrap().asked.iter().filter(|what| *what == "token").count()
}

/// The tokens there are valid for five minutes: what they say is said anew.
fn stays(fake: &Fake, t: &TestKontor, other: &serde_json::Value) {
    let seconds = t.kontor.clock.now().timestamp();
    for claims in fake.inside.lock().unwrap().grants.values_mut() {
        claims["iat"] = seconds.into();
        claims["exp"] = (seconds + 7200).into();
        claims.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    }
}

async fn open(fake: &Fake, t: &TestKontor, sub: &str) -> String {
    let mut browser = Browser::at(t, "203.0.113.7");
    let claims = fake
        .claims(json!({ "sub": sub, "email": format!("{sub}@kontor.test"), "roles": ["desk"] }));
    let away = browser.get("/auth/work").await;
    assert!(away.location().contains("offline_access"), "{}", away.location());
    assert_eq!(fake.sign_in(&mut browser, claims).await.status, 303);
    browser.cookie("kontor-insecure").unwrap().to_owned()
}

async fn is_in(t: &TestKontor, cookie: &str) -> bool {
    let mut browser = Browser::at(t, "203.0.113.7");
    browser.set_cookie("kontor-insecure", cookie);
    browser.get("/account").await.status == 200
}

#[tokio::test]
async fn who_may_no_longer_come_in_there_is_out_here_within_the_hour() {
    let fake = Fake::start().await;
    fake.inside.lock().unwrap().renews = true;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    let stored = std::fs::read(t.folder().join("kontor.db-wal")).unwrap_or_default();
    assert!(!String::from_utf8_lossy(&stored).contains("refresh-"), "no token in plain");
    recheck(&t, TimeDelta::minutes(20)).await;
    assert_eq!((asked(&fake), rows(&t, "provider_grants").await), (1, 1), "not yet due");

    for times in 2..4 {
        work(&t, 61).await;
        stays(&fake, &t, &json!({}));
        recheck(&t, TimeDelta::zero()).await;
        assert_eq!(asked(&fake), times, "each time with the token that the last answer brought");
        assert!(browser.is_signed_in().await, "still the same there, still in here");
    }
    fake.inside.lock().unwrap().grants.clear();
    work(&t, 50).await;
    recheck(&t, TimeDelta::zero()).await;
    assert!(browser.is_signed_in().await, "not yet due");
    recheck(&t, TimeDelta::minutes(11)).await;
    assert!(!browser.is_signed_in().await);
    assert_eq!(rows(&t, "provider_grants").await, 0);
    let log = security_log(&t);
    assert_eq!(log.matches("reason=no_longer_at_provider").count(), 1, "{log}");
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn other_roles_there_end_what_began_with_the_old_ones_and_other_claims_do_not() {
    let fake = Fake::start().await;
    fake.inside.lock().unwrap().renews = true;
    let t = fake.house(&[CREATE[0], ("oidc.work.roles", "desk=agent,boss=admin")]).await;
    let cookie = open(&fake, &t, "anna-1").await;
    stays(&fake, &t, &json!({ "roles": ["desk", "canteen"], "name": "Anna Neu" }));
    work(&t, 61).await;
    recheck(&t, TimeDelta::zero()).await;
    assert!(is_in(&t, &cookie).await, "nothing that counts here has changed");
    stays(&fake, &t, &json!({ "roles": ["desk", "boss"] }));
    work(&t, 61).await;
    recheck(&t, TimeDelta::zero()).await;
    assert!(!is_in(&t, &cookie).await);
}

#[tokio::test]
async fn a_provider_that_is_away_or_does_not_know_kontor_any_more_throws_nobody_out() {
    let fake = Fake::start().await;
    fake.inside.lock().unwrap().renews = true;
    let t = fake.house(&[CREATE[0], ("oidc.work.roles", "desk=agent")]).await;
    let anna = open(&fake, &t, "anna-1").await;
    let bert = open(&fake, &t, "bert-1").await;
    let before = asked(&fake);
    fake.down(true);
    work(&t, 61).await;
    recheck(&t, TimeDelta::zero()).await;
    assert_eq!(asked(&fake), before + 1, "who does not answer for one is not asked for the next");
    assert!(is_in(&t, &anna).await && is_in(&t, &bert).await);
    fake.down(false);
    stays(&fake, &t, &json!({}));
    recheck(&t, TimeDelta::minutes(10)).await;
    assert_eq!(asked(&fake), before + 3, "both, ten minutes later");
    assert!(is_in(&t, &anna).await && is_in(&t, &bert).await);
}

#[tokio::test]
async fn an_answer_that_does_not_count_throws_nobody_out_and_costs_no_token() {
    let fake = Fake::start().await;
    let said = json!({ "sub": "anna-1", "roles": ["desk"] });
    {
        let mut inside = fake.inside.lock().unwrap();
        (inside.renews, inside.says_more, inside.userinfo) = (true, true, Some(said.clone()));
    }
    let t = fake.house(&[CREATE[0], ("oidc.work.roles", "desk=agent")]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 303);
    fake.inside.lock().unwrap().userinfo = None;
    work(&t, 61).await;
    stays(&fake, &t, &json!({}));
    recheck(&t, TimeDelta::zero()).await;
    assert!(browser.is_signed_in().await, "who does not say what somebody may has not said no");
    fake.inside.lock().unwrap().userinfo = Some(said);
    recheck(&t, TimeDelta::minutes(10)).await;
    assert_eq!(asked(&fake), 3);
    assert!(browser.is_signed_in().await, "the token of the answer that did not count was kept");
    let anna = anna(&t).await.unwrap();
    identity::actions::unlink_sign_in(&t.cx(), anna.id, "work").await.unwrap();
    assert_eq!(rows(&t, "provider_grants").await, 0);
}

#[tokio::test]
async fn a_password_keeps_its_own_sessions_and_without_sessions_nothing_is_asked() {
    let fake = Fake::start().await;
    fake.inside.lock().unwrap().renews = true;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    let user = anna(&t).await.unwrap();
    identity::actions::set_password(&t.cx(), user.id, PASSWORD).await.unwrap();
    let mut own = Browser::at(&t, "203.0.113.8");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    own.sign_in("anna@kontor.test", PASSWORD).await;
    fake.inside.lock().unwrap().grants.clear();
    work(&t, 61).await;
    assert!(own.is_signed_in().await && browser.is_signed_in().await);
    recheck(&t, TimeDelta::zero()).await;
    assert!(own.is_signed_in().await && !browser.is_signed_in().await);

    let seconds = t.kontor.clock.now().timestamp();
    let claims = fake.claims(json!({ "iat": seconds, "exp": seconds + 60 }));
    fake.sign_in(&mut browser, claims).await;
    browser.post("/sign-out", &[]).await;
    let before = asked(&fake);
    recheck(&t, TimeDelta::minutes(61)).await;
    assert_eq!((asked(&fake), rows(&t, "provider_grants").await), (before, 0));
}

#[tokio::test]
async fn where_it_is_off_or_the_provider_cannot_nothing_is_kept() {
    for (renews, setting) in [(true, "false"), (false, "true")] {
        let fake = Fake::start().await;
        fake.inside.lock().unwrap().renews = renews;
        let t = fake.house(&[CREATE[0], CREATE[1], ("oidc.work.recheck", setting)]).await;
        let mut browser = Browser::at(&t, "203.0.113.7");
        let away = browser.get("/auth/work").await;
        assert!(!away.location().contains("offline_access"), "{}", away.location());
        fake.sign_in(&mut browser, fake.claims(json!({}))).await;
        assert!(browser.is_signed_in().await);
        assert_eq!(rows(&t, "provider_grants").await, 0);
    }
}

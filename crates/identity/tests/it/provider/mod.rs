//! Signing in through a provider, against one in little.

mod account;
mod fake;
mod logout;
mod own_roles;
mod recheck;
mod roles;

use crate::browser::{Browser, PASSWORD, member, security_log, until_stopped};
use crate::forget::{forget, rows};
use chrono::TimeDelta;
use events::identity::SignedIn;
use fake::Fake;
use platform::testing::TestKontor;
use platform::{Role, User, event, session, users};
use serde_json::json;
use std::collections::HashMap;

/// New people come in as agents.
const CREATE: [(&str, &str); 2] =
    [("oidc.work.create", "true"), ("oidc.work.default_role", "agent")];

async fn anna(t: &TestKontor) -> Option<User> {
    users::find_by_email(t.db(), "anna@kontor.test").await.unwrap()
}

/// The last line of the security log about somebody who was not let in.
fn refusal(t: &TestKontor) -> String {
    let log = security_log(t);
    let line = log.lines().rfind(|line| line.contains("SECURITY[SSO_REFUSED]"));
    line.and_then(|line| line.split("reason=").nth(1)).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn who_comes_for_the_first_time_gets_an_account_and_later_the_same_one() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let page = browser.get("/sign-in?next=/tickets").await.body;
    assert!(
        page.contains(r#"href="/auth/work?next=%2Ftickets""#) && page.contains("Work"),
        "{page}"
    );
    let away = browser.get("/auth/work?next=%2Ftickets").await;
    let back = fake.approve(away.location(), fake.claims(json!({ "sid": "s1" })));
    let answer = browser.get(&back).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/tickets"));
    assert!(browser.is_signed_in().await);
    let user = anna(&t).await.unwrap();
    assert_eq!((user.name.as_str(), user.role), ("Anna Albers", Role::Agent));
    let facts = event::timeline(t.db(), &format!("user:{}", user.id)).await.unwrap();
    let signed_in = facts.iter().find_map(platform::event::Recorded::facts::<SignedIn>).unwrap();
    assert_eq!((signed_in.how.as_str(), signed_in.provider.as_deref()), ("sso", Some("work")));
    let log = security_log(&t);
    assert!(log.contains("SECURITY[LOGIN_SUCCESS]: user=anna@kontor.test ip=203.0.113.7"), "{log}");

    // another address and another name: it is the same person all the same
    let claims = fake.claims(json!({ "email": "anna.neu@kontor.test", "name": "Anna Neu" }));
    let mut other = Browser::at(&t, "203.0.113.8");
    assert_eq!(fake.sign_in(&mut other, claims).await.status, 303);
    assert_eq!(session::of_user(t.db(), user.id).await.unwrap().len(), 2);
    assert_eq!(users::find_by_email(t.db(), "anna.neu@kontor.test").await.unwrap(), None);
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn an_account_with_the_same_address_is_not_taken_over() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let anna = member(&t, "Anna", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let claims =
        fake.claims(json!({ "sub": "evil", "email": "ANNA@kontor.test", "email_verified": true }));
    let answer = fake.sign_in(&mut browser, claims).await;
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("sign in with your password, then link it"), "{}", answer.body);
    assert!(!browser.is_signed_in().await);
    assert!(session::of_user(t.db(), anna.id).await.unwrap().is_empty());
    assert_eq!(refusal(&t), "sso_email_taken");
    let log = security_log(&t);
    let line = log.lines().find(|line| line.contains("sso_email_taken")).unwrap();
    assert!(line.contains("user=?"), "what a stranger claims is not written down: {line}");
}

#[tokio::test]
async fn without_create_only_who_is_linked_comes_in() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let answer = fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    assert_eq!((answer.status.as_u16(), anna(&t).await), (403, None));
    assert_eq!(refusal(&t), "sso_not_linked");
}

#[tokio::test]
async fn the_way_back_is_good_once_in_the_browser_that_went_and_for_ten_minutes() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let away = browser.get("/auth/work").await;
    let cookie = away.headers.get_all("set-cookie").iter().find_map(|line| {
        line.to_str().ok().filter(|line| line.starts_with("kontor-oidc-insecure="))
    });
    assert!(
        cookie.is_some_and(|c| c.contains("HttpOnly") && c.contains("Max-Age=600")),
        "{cookie:?}"
    );
    let back = fake.approve(away.location(), fake.claims(json!({})));

    let mut thief = Browser::at(&t, "203.0.113.66");
    assert_eq!(thief.get(&back).await.status, 403);
    thief.get("/auth/work").await; // with a cookie of its own
    assert_eq!(thief.get(&back).await.status, 403);
    assert_eq!(refusal(&t), "sso_state");
    let other = back.replace("state=", "state=x");
    assert_eq!(browser.get(&other).await.status, 403);
    assert_eq!(browser.get(&back).await.status, 303);
    assert_eq!(browser.get(&back).await.status, 403, "the same answer once more");
    assert_eq!(session::of_user(t.db(), anna(&t).await.unwrap().id).await.unwrap().len(), 1);

    let mut late = Browser::at(&t, "203.0.113.9");
    let away = late.get("/auth/work").await;
    let back = fake.approve(away.location(), fake.claims(json!({})));
    t.kontor.clock.advance(TimeDelta::minutes(10));
    assert_eq!(late.get(&back).await.status, 403);
    assert_eq!(fake.inside.lock().unwrap().asked.iter().filter(|what| *what == "token").count(), 1);
}

#[tokio::test]
async fn several_pages_of_one_browser_may_be_under_way() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let (first, second) = (browser.get("/auth/work").await, browser.get("/auth/work").await);
    let back = fake.approve(first.location(), fake.claims(json!({})));
    assert_eq!(browser.get(&back).await.status, 303);
    let back = fake.approve(second.location(), fake.claims(json!({})));
    assert_eq!(browser.get(&back).await.status, 303);
}

#[tokio::test]
async fn what_the_provider_did_not_sign_for_this_way_opens_nothing() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let seconds = platform::testing::NOW / 1000;
    for (other, why) in [
        (json!({ "aud": "another" }), "wrong_audience"),
        (json!({ "iss": "https://evil.example" }), "wrong_issuer"),
        (json!({ "nonce": "of another way" }), "wrong_nonce"),
        (json!({ "exp": seconds - 100 }), "expired"),
        (json!({ "sub": null }), "no_subject"),
    ] {
        let mut browser = Browser::at(&t, "203.0.113.7");
        let answer = fake.sign_in(&mut browser, fake.claims(other)).await;
        assert_eq!(answer.status, 403, "{why}");
        assert_eq!(refusal(&t), format!("sso_token:{why}"));
    }
    assert_eq!(anna(&t).await, None);
}

#[tokio::test]
async fn new_keys_are_fetched_but_not_for_everyone_who_makes_one_up() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 303);
    let times = |what: &str| {
        fake.inside.lock().unwrap().asked.iter().filter(|asked| *asked == what).count()
    };
    assert_eq!((times("description"), times("keys")), (1, 1));
    t.kontor.clock.advance(TimeDelta::minutes(2));
    fake.inside.lock().unwrap().rotate();
    assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 303);
    assert_eq!((times("description"), times("keys")), (1, 2));
    // a second one within the minute is not looked for
    fake.inside.lock().unwrap().rotate();
    for _ in 0..3 {
        assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 403);
        assert_eq!(refusal(&t), "sso_token:unknown_key");
    }
    assert_eq!(times("keys"), 2);
}

#[tokio::test]
async fn while_the_provider_is_down_passwords_and_sessions_go_on_and_the_page_says_so() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    member(&t, "Bert", Role::Agent).await;
    fake.down(true);
    let mut browser = Browser::at(&t, "203.0.113.7");
    let answer = browser.get("/auth/work").await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("Work does not answer at the moment"), "{}", answer.body);
    assert_eq!(browser.sign_in("bert@kontor.test", PASSWORD).await.status, 303);
    assert!(browser.is_signed_in().await);
    let check = |checks: Vec<platform::health::Check>| {
        checks.into_iter().find(|check| check.name == "oidc.work").unwrap()
    };
    let bad = check(platform::health::checks(&t.kontor).await);
    assert_eq!(bad.state, platform::health::State::Warn);
    assert!(bad.say(&t.kontor.locale(platform::Lang::En)).contains("502"), "{bad:?}");

    // those who come in the next seconds do not wait for it again
    let asked = fake.inside.lock().unwrap().asked.len();
    assert_eq!(browser.get("/auth/work").await.status, 503);
    assert_eq!(fake.inside.lock().unwrap().asked.len(), asked);
    fake.down(false);
    t.kontor.clock.advance(TimeDelta::seconds(11));
    assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 303);
    assert_eq!(check(platform::health::checks(&t.kontor).await).state, platform::health::State::Ok);
}

#[tokio::test]
async fn a_provider_that_hangs_keeps_the_health_page_waiting_for_a_second_at_most() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let check = async || {
        let began = std::time::Instant::now();
        let checks = platform::health::checks(&t.kontor).await;
        let check = checks.into_iter().find(|check| check.name == "oidc.work").unwrap();
        (check.state, began.elapsed())
    };
    assert_eq!(check().await.0, platform::health::State::Ok);
    fake.inside.lock().unwrap().hangs = true;
    t.kontor.clock.advance(TimeDelta::minutes(2));
    for _ in 0..3 {
        let (state, took) = check().await;
        assert_eq!(state, platform::health::State::Ok, "what it said last");
        assert!(took < std::time::Duration::from_millis(900), "{took:?}");
    }
    // one of whom nothing is known yet
    let other = Fake::start().await;
    other.inside.lock().unwrap().hangs = true;
    let t = other.house(&CREATE).await;
    let began = std::time::Instant::now();
    let checks = platform::health::checks(&t.kontor).await;
    let check = checks.into_iter().find(|check| check.name == "oidc.work").unwrap();
    assert_eq!(check.state, platform::health::State::Warn);
    assert!(began.elapsed() < std::time::Duration::from_secs(3), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_provider_in_a_network_that_is_not_allowed_is_not_asked() {
    let fake = Fake::start().await;
    let t = fake.house(&[("outbound.allow", "")]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.get("/auth/work").await.status, 503);
    assert!(security_log(&t).contains("SECURITY[SSRF_BLOCKED]"));
    assert!(fake.inside.lock().unwrap().asked.is_empty());
}

#[tokio::test]
async fn an_answer_in_the_name_of_another_provider_is_not_shown_to_this_one() {
    let fake = Fake::start().await;
    fake.inside.lock().unwrap().names_itself = true;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    for (issuer, status) in [("", 403), ("&iss=https%3A%2F%2Fevil.example", 403)] {
        let away = browser.get("/auth/work").await;
        let back = fake.approve(away.location(), fake.claims(json!({})));
        assert_eq!(browser.get(&format!("{back}{issuer}")).await.status, status);
        assert_eq!(refusal(&t), "sso_token:wrong_issuer");
    }
    let away = browser.get("/auth/work").await;
    let back = fake.approve(away.location(), fake.claims(json!({})));
    let own = serde_urlencoded::to_string([("iss", &fake.address)]).unwrap();
    assert_eq!(browser.get(&format!("{back}&{own}")).await.status, 303);
}

#[tokio::test]
async fn who_goes_back_or_is_refused_there_reads_why() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    for (error, said) in [
        ("access_denied", "did not let you in"),
        ("server_error<script>", "refused the sign-in (server_errorscript)"),
    ] {
        let away = browser.get("/auth/work").await;
        let state = away.location().split("state=").nth(1).unwrap().split('&').next().unwrap();
        let error: String = url::form_urlencoded::byte_serialize(error.as_bytes()).collect();
        let answer = browser.get(&format!("/auth/work/callback?error={error}&state={state}")).await;
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains(said), "{}", answer.body);
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_house_afterwards() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let mut browser = Browser::at(&t, "203.0.113.7");
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let away = browser.get(&format!("/auth/work?next={next}")).await;
        let back = fake.approve(away.location(), fake.claims(json!({})));
        assert_eq!(browser.get(&back).await.location(), "/");
    }
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.get("/auth/nobody").await.status, 404);
    assert_eq!(browser.get("/auth/nobody/callback?code=x&state=y").await.status, 404);
}

#[tokio::test]
async fn a_second_factor_there_counts_where_it_is_trusted_and_else_ours_is_asked() {
    let fake = Fake::start().await;
    let everyone = ("sign_in.second_factor", "everyone");
    let t = fake.house(&[CREATE[0], CREATE[1], everyone]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let mfa = fake.claims(json!({ "amr": ["pwd", "mfa"], "sid": "s1" }));
    let answer = fake.sign_in(&mut browser, mfa.clone()).await;
    assert!(answer.location().starts_with("/sign-in/second"), "{}", answer.location());
    assert!(!browser.is_signed_in().await);

    let trust = ("oidc.work.trust_second_factor", "true");
    let t = fake.house(&[CREATE[0], CREATE[1], everyone, trust]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(fake.sign_in(&mut browser, mfa).await.location(), "/");
    let sessions = session::of_user(t.db(), anna(&t).await.unwrap().id).await.unwrap();
    assert_eq!(sessions[0].amr, "sso+mfa");
    let mut browser = Browser::at(&t, "203.0.113.8");
    let answer = fake.sign_in(&mut browser, fake.claims(json!({ "amr": ["pwd"] }))).await;
    assert!(answer.location().starts_with("/sign-in/second"));
}

#[tokio::test]
async fn a_way_to_the_provider_is_forgotten_in_time_and_its_numbers_stand_nowhere() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let away = browser.get("/auth/work").await;
    let asked: HashMap<String, String> =
        url::Url::parse(away.location()).unwrap().query_pairs().into_owned().collect();
    let file = std::fs::read(t.folder().join("kontor.db")).unwrap_or_default();
    let wal = std::fs::read(t.folder().join("kontor.db-wal")).unwrap_or_default();
    let stored = String::from_utf8_lossy(&[file, wal].concat()).into_owned();
    assert!(stored.is_empty() || stored.contains("provider_journeys"), "SQLite's file is readable");
    let cookie = browser.cookie("kontor-oidc-insecure").unwrap();
    for secret in [&asked["state"], &asked["nonce"], &asked["code_challenge"], &cookie.to_owned()] {
        assert!(!stored.contains(secret.as_str()), "{secret}");
    }
    assert_eq!(rows(&t, "provider_journeys").await, 1);
    t.kontor.clock.advance(TimeDelta::minutes(11));
    assert_eq!(forget(&t).await, 1);
    assert_eq!(rows(&t, "provider_journeys").await, 0);
}

#[tokio::test]
async fn nobody_goes_to_a_provider_more_often_than_a_whole_office_does() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    let stopped = until_stopped(60, async |_| {
        Browser::at(&t, "203.0.113.7").get("/auth/work/callback?state=guessed").await
    });
    assert!(stopped.await.headers.contains_key("retry-after"));
    assert!(security_log(&t).contains("SECURITY[RATE_LIMITED]"));
}

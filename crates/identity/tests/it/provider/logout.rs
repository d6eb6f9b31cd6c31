//! Logging out at the provider ends what it vouched for here.

use super::fake::Fake;
use super::{CREATE, anna};
use crate::browser::{Browser, PASSWORD, member, security_log};
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use platform::testing::{Answer, NOW, TestKontor};
use platform::{Role, session};
use serde_json::{Value, json};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

fn claims(fake: &Fake, number: &str, other: Value) -> Value {
    let mut all = fake.claims(
        json!({ "jti": number, "events": { EVENT: {} }, "name": null, "email": null, "sub": null }),
    );
    all.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    all
}

/// As a provider's server sends it: no cookie, and none of a browser's headers.
async fn tell(t: &TestKontor, token: &str) -> Answer {
    let headers =
        [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "none")];
    let body = Body::from(format!("logout_token={token}"));
    t.send(Method::POST, "/auth/work/backchannel-logout", "", &headers, body).await
}

#[tokio::test]
async fn a_logout_there_ends_the_sessions_of_that_session_or_of_that_person() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut first = Browser::at(&t, "203.0.113.7");
    let mut second = Browser::at(&t, "203.0.113.8");
    let mut other = Browser::at(&t, "203.0.113.9");
    fake.sign_in(&mut first, fake.claims(json!({ "sid": "s1" }))).await;
    fake.sign_in(&mut second, fake.claims(json!({ "sid": "s2" }))).await;
    let somebody = json!({ "sub": "bert-1", "email": "bert@kontor.test", "sid": "s3" });
    fake.sign_in(&mut other, fake.claims(somebody)).await;
    let sign = |claims: &Value| fake.sign(claims);

    let token = sign(&claims(&fake, "1", json!({ "sid": "s1" })));
    let answer = tell(&t, &token).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(!first.is_signed_in().await);
    assert!(second.is_signed_in().await && other.is_signed_in().await);
    let again = tell(&t, &token).await;
    assert_eq!(again.status, 400, "a token is good once");
    assert!(again.body.contains("used_before"), "{}", again.body);

    let token = sign(&claims(&fake, "2", json!({ "sub": "anna-1" })));
    assert_eq!(tell(&t, &token).await.status, 200);
    assert!(!second.is_signed_in().await);
    assert!(other.is_signed_in().await);
    let wrong = sign(&claims(&fake, "3", json!({ "sub": "anna-1", "sid": "s3" })));
    assert_eq!(tell(&t, &wrong).await.status, 200);
    assert!(other.is_signed_in().await, "that session is another person's");
    let log = security_log(&t);
    assert_eq!(log.matches("reason=logout_at_provider").count(), 2, "{log}");
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn a_logout_outlives_a_fresh_proof_and_reaches_who_owes_the_second_factor() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({ "sid": "s1" }))).await;
    let anna = anna(&t).await.unwrap();
    identity::actions::set_password(&t.cx(), anna.id, PASSWORD).await.unwrap();
    fake.sign_in(&mut browser, fake.claims(json!({ "sid": "s1" }))).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let asked = browser.post("/account/sessions/end", &[]).await.body;
    let kept =
        asked.split("name=\"proof_kept\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let proof = [("proof_kept", kept), ("proof_password", PASSWORD)];
    assert_eq!(browser.post("/account/sessions/end", &proof).await.status, 303);
    let seconds = t.kontor.clock.now().timestamp();
    let told = json!({ "sid": "s1", "iat": seconds, "exp": seconds + 60 });
    let token = fake.sign(&claims(&fake, "1", told));
    assert_eq!(tell(&t, &token).await.status, 200);
    assert!(session::of_user(t.db(), anna.id).await.unwrap().is_empty());

    let t = fake.house(&[CREATE[0], CREATE[1], ("sign_in.second_factor", "everyone")]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let way = fake.sign_in(&mut browser, fake.claims(json!({ "sid": "s2" }))).await;
    assert_eq!(browser.get(way.location()).await.status, 200);
    let token = fake.sign(&claims(&fake, "9", json!({ "sid": "s2" })));
    assert_eq!(tell(&t, &token).await.status, 200);
    assert_eq!(browser.get(way.location()).await.status, 303, "begins anew");
}

#[tokio::test]
async fn what_is_no_logout_of_this_provider_ends_nothing() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    member(&t, "Bert", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({ "sid": "s1" }))).await;
    let sid = |other: Value| {
        let mut all = claims(&fake, "1", json!({ "sid": "s1" }));
        all.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
        all
    };
    let bad = [
        sid(json!({ "nonce": "n" })),
        sid(json!({ "events": {} })),
        sid(json!({ "aud": "another" })),
        sid(json!({ "iss": "https://evil.example" })),
        sid(json!({ "iat": NOW / 1000 - 700 })),
    ];
    for claims in bad {
        let token = fake.sign(&claims);
        assert_eq!(tell(&t, &token).await.status, 400, "{claims}");
    }
    let foreign = Fake::start().await;
    let token = foreign.sign(&sid(json!({})));
    for token in [token.as_str(), "", "e30.e30.e30", "x"] {
        assert_eq!(tell(&t, token).await.status, 400, "{token}");
    }
    assert!(browser.is_signed_in().await);
    let right = fake.sign(&sid(json!({})));
    assert_eq!(tell(&t, &right).await.status, 200);
    assert!(!browser.is_signed_in().await);
}

/// What the page after signing out offers, as an address there.
async fn sign_out(browser: &mut Browser<'_>) -> (Answer, Option<url::Url>) {
    let page = browser.post("/sign-out", &[]).await;
    let at = page.body.split("href=\"http://127.0.0.1").nth(1).map(|rest| {
        let rest = rest.split('"').next().unwrap().replace("&amp;", "&");
        url::Url::parse(&format!("http://127.0.0.1{rest}")).unwrap()
    });
    (page, at)
}

#[tokio::test]
async fn who_signs_out_here_is_led_to_log_out_there_where_the_settings_want_it() {
    for (logout, offered, at_once) in
        [("here", false, false), ("ask", true, false), ("everywhere", true, true)]
    {
        let fake = Fake::start().await;
        let t = fake.house(&[CREATE[0], CREATE[1], ("oidc.work.logout", logout)]).await;
        let mut browser = Browser::at(&t, "203.0.113.7");
        fake.sign_in(&mut browser, fake.claims(json!({}))).await;
        let cookie = browser.cookie("kontor-farewell-insecure").map(str::to_owned);
        assert_eq!(cookie.is_some(), offered, "{logout}");
        let (page, there) = sign_out(&mut browser).await;
        assert!(!browser.is_signed_in().await, "{logout}");
        assert_eq!(page.status.as_u16(), if offered { 200 } else { 303 }, "{logout}");
        assert_eq!(page.headers.contains_key("refresh"), at_once, "{logout}");
        let Some(there) = there.filter(|_| offered) else { continue };
        assert!(there.path() == "/logout" && page.body.contains("Log out at Work as well"));
        let asked: std::collections::HashMap<_, _> = there.query_pairs().into_owned().collect();
        assert!(asked["post_logout_redirect_uri"].ends_with("/sign-in"), "{asked:?}");
        assert_eq!((asked["client_id"].as_str(), asked.len()), ("kontor", 3));
        assert_eq!(asked["id_token_hint"].split('.').count(), 3);
        // it is good once, and only for who came that way
        let mut bert = Browser::at(&t, "203.0.113.8");
        member(&t, "Bert", Role::Agent).await;
        bert.sign_in("bert@kontor.test", PASSWORD).await;
        bert.set_cookie("kontor-farewell-insecure", &cookie.unwrap());
        assert_eq!(sign_out(&mut bert).await.0.status, 303);
    }
}

#[tokio::test]
async fn what_it_takes_to_log_out_there_is_sealed_and_forgotten_in_time() {
    let fake = Fake::start().await;
    let t = fake.house(&[CREATE[0], CREATE[1], ("oidc.work.logout", "ask")]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    let stored = std::fs::read(t.folder().join("kontor.db-wal")).unwrap_or_default();
    assert!(!String::from_utf8_lossy(&stored).contains("eyJhbGci"), "no token in plain");
    assert_eq!(super::rows(&t, "provider_farewells").await, 1);
    // a password's session says goodbye here alone, whatever cookie the browser still has
    member(&t, "Bert", Role::Agent).await;
    browser.sign_in("bert@kontor.test", PASSWORD).await;
    assert_eq!(sign_out(&mut browser).await.0.status, 303);
    let mut browser = Browser::at(&t, "203.0.113.8");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    t.kontor.clock.advance(TimeDelta::hours(25));
    crate::forget::forget(&t).await;
    assert_eq!(super::rows(&t, "provider_farewells").await, 0);
}

//! Accounts and the sign-ins that they are linked with.

use super::fake::Fake;
use super::{CREATE, anna, refusal};
use crate::browser::{Browser, PASSWORD, member, security_log};
use chrono::TimeDelta;
use events::identity::{SignInLinked, SignInUnlinked};
use identity::{Account, actions};
use platform::{Lang, Role, event, session};
use serde_json::json;

/// Asks to link, and follows the page's link to the provider.
async fn link(
    fake: &Fake,
    browser: &mut Browser<'_>,
    claims: serde_json::Value,
) -> platform::testing::Answer {
    let page = browser.post("/account/sign-ins/work", &[]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let way = page.body.split(&format!("href=\"{}", fake.address)).nth(1).unwrap();
    let way = format!("{}{}", fake.address, way.split('"').next().unwrap().replace("&amp;", "&"));
    browser.get(&fake.approve(&way, claims)).await
}

#[tokio::test]
async fn ones_own_account_is_linked_and_unlinked_and_others_hear_of_it() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    let bert = member(&t, "Bert", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("bert@kontor.test", PASSWORD).await;
    let elsewhere = t.sign_in(&bert).await;
    assert!(browser.get("/account").await.body.contains("/account/sign-ins/work"));
    let answer = link(&fake, &mut browser, fake.claims(json!({}))).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account"));
    assert_eq!(t.get(&elsewhere, "/account").await.status, 401, "other sessions ended");
    let page = browser.get("/account").await.body;
    assert!(page.contains("anna@kontor.test"), "known there by another address: {page}");
    let facts = event::timeline(t.db(), &format!("user:{}", bert.id)).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<SignInLinked>().is_some()));

    let mut there = Browser::at(&t, "203.0.113.8");
    assert_eq!(fake.sign_in(&mut there, fake.claims(json!({}))).await.status, 303);
    assert!(there.get("/account").await.body.contains("Bert"));
    assert_eq!(browser.post("/account/sign-ins/work/removal", &[]).await.status, 303);
    assert!(!there.is_signed_in().await, "what the provider vouched for has ended");
    assert!(browser.is_signed_in().await, "what the password opened has not");
    let facts = event::timeline(t.db(), &format!("user:{}", bert.id)).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<SignInUnlinked>().is_some()));
    assert_eq!(browser.post("/account/sign-ins/work/removal", &[]).await.status, 404);
    assert_eq!(fake.sign_in(&mut there, fake.claims(json!({}))).await.status, 403);
    let log = security_log(&t);
    assert!(log.contains("SECURITY[SSO_LINKED]: user=bert@kontor.test"));
    assert!(log.contains("SECURITY[SSO_UNLINKED]: user=bert@kontor.test"));
}

#[tokio::test]
async fn linking_wants_a_fresh_proof_and_the_one_who_began_it() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    member(&t, "Bert", Role::Agent).await;
    member(&t, "Carla", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("bert@kontor.test", PASSWORD).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    assert_eq!(
        browser.post("/account/sign-ins/work", &[]).await.status,
        403,
        "asks for the password"
    );
    browser.sign_in("bert@kontor.test", PASSWORD).await;
    let page = browser.post("/account/sign-ins/work", &[]).await.body;
    let way = page.split(&format!("href=\"{}", fake.address)).nth(1).unwrap();
    let way = format!("{}{}", fake.address, way.split('"').next().unwrap().replace("&amp;", "&"));
    let seconds = t.kontor.clock.now().timestamp();
    let claims = fake.claims(json!({ "exp": seconds + 300, "iat": seconds }));
    let back = fake.approve(&way, claims);
    browser.sign_in("carla@kontor.test", PASSWORD).await;
    assert_eq!(browser.get(&back).await.status, 403, "Carla's account is not linked");
    assert_eq!(refusal(&t), "sso_signed_out");
}

#[tokio::test]
async fn one_sign_in_opens_one_account_and_one_account_has_one_of_each_provider() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    member(&t, "Bert", Role::Agent).await;
    let mut there = Browser::at(&t, "203.0.113.8");
    fake.sign_in(&mut there, fake.claims(json!({}))).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("bert@kontor.test", PASSWORD).await;
    let answer = link(&fake, &mut browser, fake.claims(json!({}))).await;
    assert_eq!((answer.status.as_u16(), refusal(&t).as_str()), (403, "sso_linked_elsewhere"));
    let answer = link(&fake, &mut browser, fake.claims(json!({ "sub": "bert-1" }))).await;
    assert_eq!(answer.status, 303);
    let answer = link(&fake, &mut browser, fake.claims(json!({ "sub": "bert-2" }))).await;
    assert_eq!((answer.status.as_u16(), refusal(&t).as_str()), (403, "sso_linked_already"));
}

#[tokio::test]
async fn the_last_way_in_stays_until_an_administrator_takes_it() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    let answer = browser.post("/account/sign-ins/work/removal", &[]).await;
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("Nothing else opens your account"), "{}", answer.body);
    assert!(browser.is_signed_in().await);
    let anna = anna(&t).await.unwrap();
    let mut maria = Browser::at(&t, "203.0.113.9");
    maria.sign_in("maria@kontor.test", PASSWORD).await;
    let path = format!("/admin/users/{}", anna.id);
    assert!(maria.get(&path).await.body.contains("Unlink from Work"));
    assert_eq!(maria.post(&format!("{path}/sign-ins/work/removal"), &[]).await.status, 303);
    assert_eq!(maria.post(&format!("{path}/sign-ins/work/removal"), &[]).await.status, 404);
    assert!(!browser.is_signed_in().await);
    assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 403);
}

#[tokio::test]
async fn who_has_no_password_proves_it_by_signing_in_there_anew() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = browser.post("/account/sessions/end", &[]).await;
    assert_eq!(page.status, 403);
    assert!(page.body.contains("/auth/work?next=%2F&amp;anew=1"), "{}", page.body);
    let away = browser.get("/auth/work?next=%2Faccount&anew=1").await;
    assert!(away.location().contains("prompt=login") && away.location().contains("max_age=0"));
    let seconds = t.kontor.clock.now().timestamp();
    let claims = |asked: serde_json::Value| {
        fake.claims(json!({ "exp": seconds + 300, "iat": seconds, "auth_time": asked }))
    };
    let back = fake.approve(away.location(), claims(json!(seconds)));
    assert_eq!(browser.get(&back).await.location(), "/account");
    assert_eq!(browser.post("/account/sessions/end", &[]).await.status, 303);
    // a provider that asked long ago, or does not say when, proved nothing
    for asked in [json!(seconds - 120), json!(null), json!("now")] {
        let away = browser.get("/auth/work?next=%2Faccount&anew=1").await;
        let page = browser.get(&fake.approve(away.location(), claims(asked.clone()))).await;
        assert_eq!((page.status.as_u16(), refusal(&t).as_str()), (403, "sso_not_anew"), "{asked}");
    }
    // and one that lets in without asking lets in, but to nothing dangerous
    for asked in [json!(seconds - 601), json!(null)] {
        let mut other = Browser::at(&t, "203.0.113.8");
        assert_eq!(fake.sign_in(&mut other, claims(asked)).await.status, 303);
        assert!(other.is_signed_in().await);
        assert_eq!(other.post("/account/sessions/end", &[]).await.status, 403);
    }
}

#[tokio::test]
async fn a_provider_that_cannot_say_when_it_asked_may_be_believed_by_setting() {
    let fake = Fake::start().await;
    let off = ("oidc.work.auth_time", "false");
    let t = fake.house(&[CREATE[0], CREATE[1], off]).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let silent = || fake.claims(json!({ "auth_time": null }));
    assert_eq!(fake.sign_in(&mut browser, silent()).await.status, 303);
    assert_eq!(browser.post("/account/sessions/end", &[]).await.status, 303);
    let away = browser.get("/auth/work?next=%2Faccount&anew=1").await;
    assert_eq!(browser.get(&fake.approve(away.location(), silent())).await.status, 303);
}

#[tokio::test]
async fn unlinking_ends_programs_and_says_which_keys_go_on() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    let bert = member(&t, "Bert", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("bert@kontor.test", PASSWORD).await;
    link(&fake, &mut browser, fake.claims(json!({}))).await;
    let login =
        json!({ "email": "bert@kontor.test", "password": PASSWORD, "scopes": ["users:read"] });
    let headers = [("content-type", "application/json")];
    let (post, path) = (axum::http::Method::POST, "/api/v1/auth/login");
    let said = t.send(post, path, "", &headers, login.to_string().into()).await;
    let said: serde_json::Value = serde_json::from_str(&said.body).unwrap();
    let bearer = |token: &str| format!("Bearer {token}");
    let me = async |authorization: String| {
        let headers = [("authorization", authorization.as_str())];
        let body = axum::body::Body::empty();
        t.send(axum::http::Method::GET, "/api/v1/me", "", &headers, body).await.status.as_u16()
    };
    let program = bearer(said["access_token"].as_str().unwrap());
    let draft = identity::domain::api_key::Draft {
        name: "Import".into(),
        scopes: vec!["users:read".into()],
        days: "1".into(),
        networks: String::new(),
    };
    let (_, key) = actions::create_key(&t.cx_of(&bert), &draft).await.unwrap();
    assert_eq!(me(program.clone()).await, 200);
    assert_eq!(browser.post("/account/sign-ins/work/removal", &[]).await.status, 303);
    let page = browser.get("/account").await.body;
    assert!(page.contains("One API key of this account stays good"), "{page}");
    assert_eq!((me(program).await, me(bearer(key.expose())).await), (401, 200));
    // a switched-off account takes its keys along
    member(&t, "Maria", Role::Admin).await;
    actions::set_active(&t.cx(), bert.id, false).await.unwrap();
    assert_eq!(me(bearer(key.expose())).await, 401);
}

#[tokio::test]
async fn an_invitation_is_accepted_through_the_provider_once() {
    let fake = Fake::start().await;
    let t = fake.house(&[]).await;
    let account = Account::new("Dora", "dora@kontor.test", Role::Agent, Lang::En).unwrap();
    let dora = actions::create_user(&t.cx(), account).await.unwrap();
    let link = actions::invite(&t.cx(), dora.id).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.7");
    let page = browser.get(&link).await.body;
    let way =
        page.split("href=\"/auth/work?invitation=").nth(1).unwrap().split('"').next().unwrap();
    let away = browser.get(&format!("/auth/work?invitation={way}")).await;
    let back = fake.approve(away.location(), fake.claims(json!({})));
    assert_eq!(browser.get(&back).await.status, 303);
    assert!(browser.get("/account").await.body.contains("dora@kontor.test"));
    assert_eq!(session::of_user(t.db(), dora.id).await.unwrap().len(), 1);
    assert_eq!(browser.get(&link).await.status, 410);
    let mut other = Browser::at(&t, "203.0.113.8");
    assert_eq!(other.get(&format!("/auth/work?invitation={way}")).await.status, 403);
    let reset = actions::issue_reset(&t.cx(), dora.id).await.unwrap();
    let token = reset.split("token=").nth(1).unwrap();
    let answer = other.get(&format!("/auth/work?invitation={token}")).await;
    assert_eq!(answer.status, 403, "a link to reset a password is no invitation");
}

#[tokio::test]
async fn who_was_switched_off_here_does_not_come_in_from_there() {
    let fake = Fake::start().await;
    let t = fake.house(&CREATE).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    fake.sign_in(&mut browser, fake.claims(json!({}))).await;
    actions::set_active(&t.cx(), anna(&t).await.unwrap().id, false).await.unwrap();
    assert_eq!(fake.sign_in(&mut browser, fake.claims(json!({}))).await.status, 403);
    assert_eq!(refusal(&t), "inactive");
}

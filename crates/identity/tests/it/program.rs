use crate::browser::{APPS, Browser, PASSWORD, member, security_log, start};
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use identity::actions;
use platform::testing::{Answer, TestKontor};
use platform::{Role, event};
use serde_json::{Value, json};

/// A program at an address of its own.
struct Program<'a> {
    t: &'a TestKontor,
    ip: &'a str,
    access: String,
    refresh: String,
}

impl<'a> Program<'a> {
    fn at(t: &'a TestKontor, ip: &'a str) -> Self {
        Self { t, ip, access: String::new(), refresh: String::new() }
    }

    async fn ask(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let authorization = format!("Bearer {}", self.access);
        let mut headers = vec![("x-forwarded-for", self.ip), ("content-type", "application/json")];
        if !self.access.is_empty() {
            headers.push(("authorization", &authorization));
        }
        let answer: Answer =
            self.t.send(method, path, "", &headers, Body::from(body.to_string())).await;
        let said = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
        (answer.status.as_u16(), said)
    }

    async fn login(&mut self, body: &Value) -> (u16, Value) {
        let said = self.ask(Method::POST, "/api/v1/auth/login", body).await;
        self.keep(&said.1);
        said
    }

    async fn refresh(&mut self) -> (u16, Value) {
        let body = json!({ "refresh_token": self.refresh });
        let said = self.ask(Method::POST, "/api/v1/auth/refresh", &body).await;
        self.keep(&said.1);
        said
    }

    fn keep(&mut self, said: &Value) {
        if let Some(access) = said["access_token"].as_str() {
            access.clone_into(&mut self.access);
            said["refresh_token"].as_str().unwrap().clone_into(&mut self.refresh);
        }
    }

    async fn me(&self) -> u16 {
        self.ask(Method::GET, "/api/v1/me", &Value::Null).await.0
    }
}

fn login() -> Value {
    json!({ "email": "maria@kontor.test", "password": PASSWORD, "name": "Phone", "scopes": ["users:read"] })
}

async fn facts(t: &TestKontor, name: &str) -> Vec<event::Recorded> {
    let filter = event::Filter { name: Some(name.into()), ..event::Filter::default() };
    event::page(t.db(), &filter, 100).await.unwrap()
}

#[tokio::test]
async fn a_program_signs_in_stays_signed_in_and_signs_out() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    let (status, said) = phone.login(&login()).await;
    assert_eq!(status, 200, "{said}");
    assert_eq!(
        (said["expires_in"].as_i64(), said["refresh_expires_in"].as_i64()),
        (Some(1800), Some(30 * 86_400))
    );
    assert_eq!(phone.ask(Method::GET, "/api/v1/users", &Value::Null).await.0, 200);
    let (_, sessions) = phone.ask(Method::GET, "/api/v1/auth/sessions", &Value::Null).await;
    assert_eq!(
        (sessions[0]["name"].as_str(), sessions[0]["own"].as_bool()),
        (Some("Phone"), Some(true))
    );

    let first = phone.access.clone();
    t.kontor.clock.advance(TimeDelta::minutes(30));
    assert_eq!(phone.me().await, 401, "half an hour is over");
    assert_eq!(phone.refresh().await.0, 200);
    assert_eq!(phone.me().await, 200);
    assert_ne!(phone.access, first);
    t.kontor.clock.advance(TimeDelta::days(29));
    assert_eq!(phone.refresh().await.0, 200);
    t.kontor.clock.advance(TimeDelta::days(30));
    assert_eq!(phone.refresh().await.0, 401, "thirty days without a renewal");

    phone.access.clear();
    assert_eq!(phone.login(&login()).await.0, 200);
    assert_eq!(phone.ask(Method::POST, "/api/v1/auth/logout", &Value::Null).await.0, 204);
    assert_eq!(phone.me().await, 401);
    assert_eq!(phone.refresh().await.0, 401);
    // nothing of it stands anywhere
    let log = security_log(&t);
    let all = event::page(t.db(), &event::Filter::default(), 200).await.unwrap();
    for token in [&phone.access, &phone.refresh] {
        let secret = token.split('_').nth(2).unwrap();
        assert!(!log.contains(secret));
        assert!(!all.iter().any(|f| f.payload.as_deref().unwrap_or_default().contains(secret)));
    }
}

#[tokio::test]
async fn a_program_signs_in_again_after_a_year_however_often_it_was_renewed() {
    let t = TestKontor::start_with(
        &APPS,
        &[("sign_in.second_factor", "nobody"), ("api.program_days", "50")],
    )
    .await;
    member(&t, "Maria", Role::Admin).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    phone.login(&login()).await;
    t.kontor.clock.advance(TimeDelta::days(29));
    let (status, said) = phone.refresh().await;
    let left = said["refresh_expires_in"].as_i64();
    assert_eq!((status, left), (200, Some(21 * 86_400)), "not longer than the sign-in");
    t.kontor.clock.advance(TimeDelta::days(21) - TimeDelta::minutes(10));
    let (status, said) = phone.refresh().await;
    assert_eq!((status, said["expires_in"].as_i64()), (200, Some(600)), "nor is the access token");
    t.kontor.clock.advance(TimeDelta::minutes(10));
    assert_eq!((phone.me().await, phone.refresh().await.0), (401, 401));
    phone.access.clear();
    assert_eq!(phone.login(&login()).await.0, 200);
}

#[tokio::test]
async fn ones_programs_stand_on_the_account_page_and_end_there_one_by_one_or_all() {
    let t = start().await;
    let maria = member(&t, "Maria", Role::Admin).await;
    member(&t, "Bea", Role::Agent).await;
    let (mut phone, mut tablet) = (Program::at(&t, "203.0.113.9"), Program::at(&t, "203.0.113.10"));
    let (_, said) = phone.login(&login()).await;
    let mut form = login();
    form["name"] = json!("Tablet");
    tablet.login(&form).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let page = browser.get("/account").await.body;
    for told in ["Phone", "Tablet", "203.0.113.9", "users:read"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let end = format!("/account/programs/{}/end", said["session"].as_str().unwrap());
    let mut bea = Browser::at(&t, "203.0.113.2");
    bea.sign_in("bea@kontor.test", PASSWORD).await;
    assert_eq!(bea.post(&end, &[]).await.status, 404);
    let seen = browser.get(&format!("/admin/users/{}", maria.id)).await.body;
    assert!(seen.contains("Signed-in programs"), "{seen}");
    assert_eq!((phone.me().await, tablet.me().await), (200, 200));
    assert_eq!(browser.post(&end, &[]).await.status, 303);
    assert_eq!((phone.me().await, tablet.me().await), (401, 200));
    phone.access.clear();
    phone.login(&login()).await;
    assert_eq!(browser.post("/account/programs/end", &[]).await.status, 303);
    assert_eq!((phone.me().await, tablet.me().await), (401, 401));
    assert!(browser.get("/account").await.body.contains("No program is signed in"));
    assert!(security_log(&t).contains("SECURITY[SESSION_REVOKED]: user=maria@kontor.test"));
    assert_eq!(facts(&t, "identity.program_ended").await.len(), 3);
}

#[tokio::test]
async fn a_refresh_token_shown_by_two_ends_the_whole_sign_in() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    phone.login(&login()).await;
    let mut thief = Program::at(&t, "198.51.100.6");
    thief.refresh.clone_from(&phone.refresh);
    assert_eq!(phone.refresh().await.0, 200);
    assert_eq!(phone.me().await, 200);
    assert_eq!(thief.refresh().await.0, 401);
    assert_eq!(phone.me().await, 401, "nobody knows which of the two is the thief");
    assert_eq!(phone.refresh().await.0, 401);
    let log = security_log(&t);
    assert!(
        log.contains("SECURITY[TOKEN_REUSED]: user=maria@kontor.test ip=198.51.100.6"),
        "{log}"
    );
    let ended = facts(&t, "identity.program_ended").await;
    assert!(ended[0].payload.as_deref().unwrap().contains("reused"));
}

#[tokio::test]
async fn who_lost_the_answer_may_ask_again_from_the_same_address_for_half_a_minute() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    phone.login(&login()).await;
    let lost = phone.refresh.clone();
    phone.refresh().await;
    let (never_seen, unseen_refresh) = (phone.access.clone(), phone.refresh.clone());
    t.kontor.clock.advance(TimeDelta::seconds(30));
    phone.refresh = lost.clone();
    assert_eq!(phone.refresh().await.0, 200);
    assert_eq!(phone.me().await, 200);
    let first =
        Program { access: never_seen, refresh: unseen_refresh, ..Program::at(&t, phone.ip) };
    assert_eq!(first.me().await, 401, "what was given the first time is taken back");
    // but not once what was given is renewed itself, nor later
    assert_eq!(phone.refresh().await.0, 200);
    phone.refresh = lost;
    assert_eq!(phone.refresh().await.0, 401);
    assert_eq!(phone.me().await, 401);
}

#[tokio::test]
async fn two_who_renew_at_the_same_moment_do_not_both_stay() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    phone.login(&login()).await;
    let (mut one, mut other) = (Program::at(&t, "203.0.113.9"), Program::at(&t, "203.0.113.10"));
    one.refresh.clone_from(&phone.refresh);
    other.refresh.clone_from(&phone.refresh);
    let (a, b) = tokio::join!(one.refresh(), other.refresh());
    let mut statuses = [a.0, b.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn the_password_is_asked_as_on_the_page_and_the_second_factor_where_it_is_due() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "admins")]).await;
    member(&t, "Maria", Role::Admin).await;
    member(&t, "Ada", Role::Agent).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    let (status, said) = phone.login(&login()).await;
    assert_eq!(
        (status, said["errors"][0]["code"].as_str()),
        (422, Some("identity-program-factor-missing"))
    );
    let mut wrong = login();
    wrong["password"] = json!("wrong");
    let (status, said) = phone.login(&wrong).await;
    assert_eq!(
        (status, said["errors"][0]["code"].as_str()),
        (422, Some("identity-sign-in-refused"))
    );
    let ada = json!({ "email": "ada@kontor.test", "password": PASSWORD, "scopes": ["users:read"] });
    let (status, said) = phone.login(&ada).await;
    assert_eq!((status, said["errors"][0]["field"].as_str()), (422, Some("scopes")));
    let none = json!({ "email": "ada@kontor.test", "password": PASSWORD, "scopes": [] });
    assert_eq!(phone.login(&none).await.0, 422);
    let mut stopped = 0;
    for _ in 0..6 {
        stopped = phone.login(&wrong).await.0;
    }
    assert_eq!(stopped, 429, "five a minute from one address");
    let log = security_log(&t);
    assert!(log.contains("SECURITY[LOGIN_FAILED]: user=maria@kontor.test ip=203.0.113.9"));
    // over an open line no password is read
    let headers = [("host", "kontor.lan"), ("content-type", "application/json")];
    let body = Body::from(login().to_string());
    let answer = t.send(Method::POST, "/api/v1/auth/login", "", &headers, body).await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn what_ends_sessions_ends_programs_and_somebody_elses_is_not_there() {
    let t = start().await;
    let maria = member(&t, "Maria", Role::Admin).await;
    member(&t, "Other", Role::Admin).await;
    let mut phone = Program::at(&t, "203.0.113.9");
    let (_, said) = phone.login(&login()).await;
    let session = said["session"].as_str().unwrap().to_owned();
    let mut other = Program::at(&t, "203.0.113.10");
    let mut form = login();
    form["email"] = json!("other@kontor.test");
    other.login(&form).await;
    let path = format!("/api/v1/auth/sessions/{session}");
    assert_eq!(other.ask(Method::DELETE, &path, &Value::Null).await.0, 404);
    assert_eq!(phone.me().await, 200);
    actions::end_sessions(&t.cx(), maria.id).await.unwrap();
    assert_eq!(phone.me().await, 401);

    phone.access.clear();
    phone.login(&login()).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    actions::set_password(&t.cx(), maria.id, "Weser-Kaje-Frachtbrief-1901").await.unwrap();
    assert_eq!((phone.me().await, phone.refresh().await.0), (401, 401));
    assert_eq!(other.me().await, 200);
}

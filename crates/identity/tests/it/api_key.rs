use crate::browser::{Browser, PASSWORD, member, security_log, start};
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use identity::actions;
use platform::testing::{Answer, TestKontor};
use platform::{Role, User};

/// A request of a program from there, with this in `Authorization`.
async fn call(t: &TestKontor, ip: &str, authorization: &str, path: &str) -> Answer {
    let headers = [("authorization", authorization), ("x-forwarded-for", ip)];
    t.send(Method::GET, path, "", &headers, Body::empty()).await
}

async fn me(t: &TestKontor, key: &str) -> Answer {
    call(t, "203.0.113.9", &format!("Bearer {key}"), "/api/v1/me").await
}

fn json(answer: &Answer) -> serde_json::Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|why| panic!("{why}: {}", answer.body))
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

const FORM: [(&str, &str); 4] =
    [("name", "Import"), ("scope", "users:read"), ("days", "90"), ("networks", "")];

/// A key as its owner makes one on the page.
async fn made(browser: &mut Browser<'_>, form: &[(&str, &str)]) -> String {
    let page = browser.post("/account/keys", form).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let key = page.body.split(r#"value="kt_"#).nth(1).expect(&page.body);
    format!("kt_{}", key.split('"').next().unwrap())
}

async fn admin<'a>(t: &'a TestKontor, name: &str) -> (User, Browser<'a>) {
    let user = member(t, name, Role::Admin).await;
    let mut browser = Browser::at(t, "203.0.113.1");
    browser.sign_in(&user.email, PASSWORD).await;
    (user, browser)
}

fn id(key: &str) -> &str {
    key.split('_').nth(1).unwrap()
}

#[tokio::test]
async fn a_key_is_shown_once_and_says_who_comes() {
    let t = start().await;
    let (maria, mut browser) = admin(&t, "Maria").await;
    let key = made(&mut browser, &FORM).await;
    let answer = me(&t, &key).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(header(&answer, "content-type"), "application/json");
    assert_eq!(header(&answer, "cache-control"), "no-store");
    let said = json(&answer);
    assert_eq!(said["id"], maria.id.to_string());
    assert_eq!(said["scopes"], serde_json::json!(["users:read"]));
    let secret = key.split('_').nth(2).unwrap();
    let list = browser.get("/account/keys").await.body;
    assert!(list.contains(id(&key)) && !list.contains(secret));
    // what a thief of the database, the audit trail or the logs would see
    let file = std::fs::read(t.folder().join("security.log")).unwrap();
    let log = String::from_utf8(file).unwrap();
    assert!(log.contains("SECURITY[APIKEY_CREATED]: user=maria@kontor.test ip=203.0.113.1"));
    assert!(log.contains(id(&key)) && !log.contains(secret));
    let facts =
        platform::event::page(t.db(), &platform::event::Filter::default(), 100).await.unwrap();
    let made = facts.iter().find(|fact| fact.name == "identity.api_key_created").unwrap();
    assert!(made.payload.as_deref().unwrap().contains(id(&key)));
    assert!(!facts.iter().any(|fact| fact.payload.as_deref().unwrap_or_default().contains(secret)));
}

#[tokio::test]
async fn nothing_but_a_good_key_comes_in_and_a_cookie_never() {
    let t = start().await;
    let (_, mut browser) = admin(&t, "Maria").await;
    let key = made(&mut browser, &FORM).await;
    let cookie = format!("kontor-insecure={}", browser.cookie("kontor-insecure").unwrap());
    assert_eq!(t.get(&cookie, "/account").await.status, 200);
    let answer = t.get(&cookie, "/api/v1/me").await;
    assert_eq!(
        (answer.status.as_u16(), header(&answer, "www-authenticate")),
        (401, "Bearer realm=\"kontor\"")
    );
    let said = json(&answer);
    assert_eq!(header(&answer, "content-type"), "application/problem+json");
    assert_eq!((said["code"].as_str(), said["status"].as_u64()), (Some("unauthorized"), Some(401)));
    assert_eq!(said["request_id"], header(&answer, "x-request-id"));
    let other = key.replace(id(&key), "0000000000");
    for wrong in
        ["Basic eDp5", "Bearer", "Bearer ", &key, "Bearer kt_x_y", &format!("Bearer {other}")]
    {
        let answer = call(&t, "203.0.113.8", wrong, "/api/v1/me").await;
        assert_eq!(answer.status, 401, "{wrong}");
    }
    // a key opens no page
    let headers = [("authorization", format!("Bearer {key}"))];
    let headers = [(headers[0].0, headers[0].1.as_str())];
    assert_eq!(t.send(Method::GET, "/account", "", &headers, Body::empty()).await.status, 401);
    let twice = [headers[0], headers[0]];
    assert_eq!(t.send(Method::GET, "/api/v1/me", "", &twice, Body::empty()).await.status, 401);
    assert_eq!(me(&t, &key).await.status, 200);
    assert_eq!(me(&t, &key).await.headers.get("access-control-allow-origin"), None);
    assert!(security_log(&t).contains("SECURITY[APIKEY_INVALID]: user=- ip=203.0.113.8"));
}

#[tokio::test]
async fn a_key_ends_with_its_time_its_owner_or_at_once() {
    let t = start().await;
    let (maria, mut browser) = admin(&t, "Maria").await;
    member(&t, "Other", Role::Admin).await;
    let key = made(&mut browser, &FORM).await;
    let revoked = made(&mut browser, &FORM).await;
    assert_eq!(me(&t, &revoked).await.status, 200);
    let path = format!("/account/keys/{}/revocation", id(&revoked));
    assert_eq!(browser.post(&path, &[]).await.status, 303);
    assert_eq!(me(&t, &revoked).await.status, 401);
    assert!(security_log(&t).contains("APIKEY_INVALID]: user=maria@kontor.test"));
    assert!(browser.get("/account/keys?state=revoked").await.body.contains(id(&revoked)));
    assert!(!browser.get("/account/keys?state=good").await.body.contains(id(&revoked)));

    t.kontor.clock.advance(TimeDelta::days(90) - TimeDelta::seconds(1));
    assert_eq!(me(&t, &key).await.status, 200);
    t.kontor.clock.advance(TimeDelta::seconds(1));
    assert_eq!(me(&t, &key).await.status, 401);

    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let key = made(&mut browser, &FORM).await;
    actions::set_active(&t.cx(), maria.id, false).await.unwrap();
    assert_eq!(me(&t, &key).await.status, 401);
    actions::set_active(&t.cx(), maria.id, true).await.unwrap();
    assert_eq!(me(&t, &key).await.status, 401, "it does not come back");
}

#[tokio::test]
async fn a_key_with_addresses_is_good_from_there_alone() {
    let t = start().await;
    let (_, mut browser) = admin(&t, "Maria").await;
    let form = [FORM[0], FORM[1], FORM[2], ("networks", "198.51.100.0/24 2001:db8::/32")];
    let key = format!("Bearer {}", made(&mut browser, &form).await);
    for (ip, status) in [
        ("198.51.100.7", 200),
        ("2001:db8::9", 200),
        ("::ffff:198.51.100.8", 200),
        ("198.51.101.7", 401),
        ("2001:db9::1", 401),
    ] {
        assert_eq!(call(&t, ip, &key, "/api/v1/me").await.status.as_u16(), status, "{ip}");
    }
    assert!(security_log(&t).contains("ip=198.51.101.7"));
}

#[tokio::test]
async fn a_key_does_what_its_owner_may_and_its_scopes_say_and_no_more() {
    let t = start().await;
    let (maria, mut browser) = admin(&t, "Maria").await;
    member(&t, "Other", Role::Admin).await;
    let key = format!("Bearer {}", made(&mut browser, &FORM).await);
    let users = call(&t, "203.0.113.9", &key, "/api/v1/users?q=mar").await;
    assert_eq!(users.status, 200, "{}", users.body);
    assert_eq!(json(&users)["items"][0]["email"], "maria@kontor.test");
    let account =
        identity::Account::new("Maria", "maria@kontor.test", Role::Agent, platform::Lang::En);
    actions::change_user(&t.cx(), maria.id, 0, account.unwrap()).await.unwrap();
    let answer = call(&t, "203.0.113.9", &key, "/api/v1/users").await;
    assert_eq!((answer.status.as_u16(), json(&answer)["code"].as_str()), (403, Some("forbidden")));
    assert_eq!(me(&t, &key[7..]).await.status, 200);
    // an agent is not offered what only an administrator may
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let page = browser.post("/account/keys", &FORM).await;
    assert_eq!(page.status, 422);
    assert!(!page.body.contains(r#"value="users:read""#));
}

#[tokio::test]
async fn what_is_wrong_with_a_new_key_is_said_at_its_field_and_nothing_is_lost() {
    let t = start().await;
    let (_, mut browser) = admin(&t, "Maria").await;
    let form = [("name", " "), ("days", "366"), ("networks", "10.0.0.0/33")];
    let page = browser.post("/account/keys", &form).await;
    assert_eq!(page.status, 422);
    for said in
        ["f-name-error", "f-days-error", "f-networks-error", "Tick at least one", "10.0.0.0/33"]
    {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    assert!(browser.get("/account/keys").await.body.contains("There is no key yet"));
}

#[tokio::test]
async fn somebody_elses_key_is_not_there_but_for_who_manages_all() {
    let t = start().await;
    let (_, mut browser) = admin(&t, "Maria").await;
    let key = made(&mut browser, &FORM).await;
    member(&t, "Ada", Role::Agent).await;
    let mut ada = Browser::at(&t, "203.0.113.2");
    ada.sign_in("ada@kontor.test", PASSWORD).await;
    assert!(!ada.get("/account/keys").await.body.contains(id(&key)));
    let path = format!("/account/keys/{}/revocation", id(&key));
    assert_eq!(ada.post(&path, &[]).await.status, 404);
    assert_eq!(ada.post(&path.replace("account", "admin"), &[]).await.status, 403);
    assert_eq!(me(&t, &key).await.status, 200);
    let other = member(&t, "Other", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.3");
    browser.sign_in(&other.email, PASSWORD).await;
    for query in ["", "?q=maria", "?q=imp", &format!("?q={}", id(&key))] {
        assert!(
            browser.get(&format!("/admin/keys{query}")).await.body.contains(id(&key)),
            "{query}"
        );
    }
    assert!(!browser.get("/admin/keys?q=other").await.body.contains(id(&key)));
    assert_eq!(browser.post(&path.replace("account", "admin"), &[]).await.status, 303);
    assert_eq!(me(&t, &key).await.status, 401);
}

/// Whether the list comes to show it: the note is written beside the answer.
async fn is_shown(browser: &mut Browser<'_>, text: &str) -> bool {
    for _ in 0..100 {
        if browser.get("/account/keys").await.body.contains(text) {
            return true;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    false
}

#[tokio::test]
async fn the_last_use_is_written_once_a_minute() {
    let t = start().await;
    let (_, mut browser) = admin(&t, "Maria").await;
    let key = made(&mut browser, &FORM).await;
    assert!(browser.get("/account/keys").await.body.contains("never"));
    let bearer = format!("Bearer {key}");
    call(&t, "203.0.113.21", &bearer, "/api/v1/me").await;
    assert!(is_shown(&mut browser, "203.0.113.21").await);
    call(&t, "203.0.113.22", &bearer, "/api/v1/me").await;
    t.kontor.clock.advance(TimeDelta::seconds(60));
    call(&t, "203.0.113.23", &bearer, "/api/v1/me").await;
    assert!(is_shown(&mut browser, "203.0.113.23").await);
    assert!(!browser.get("/account/keys").await.body.contains("203.0.113.22"));
}

#[tokio::test]
async fn a_key_comes_so_often_and_guesses_are_counted_by_address() {
    let settings = [("sign_in.second_factor", "nobody"), ("api.requests_per_minute", "5")];
    let t = TestKontor::start_with(&crate::browser::APPS, &settings).await;
    let (_, mut browser) = admin(&t, "Maria").await;
    let (one, other) = (made(&mut browser, &FORM).await, made(&mut browser, &FORM).await);
    let first = me(&t, &one).await;
    assert_eq!(header(&first, "ratelimit-policy"), "\"api\";q=5;w=60");
    assert!(header(&first, "ratelimit").starts_with("\"api\";r=4;t="), "{:?}", first.headers);
    let mut stopped = me(&t, &one).await;
    for _ in 0..10 {
        stopped = me(&t, &one).await;
        if stopped.status == 429 {
            break;
        }
    }
    assert_eq!((stopped.status.as_u16(), json(&stopped)["code"].as_str()), (429, Some("too_many")));
    let wait: u64 = header(&stopped, "retry-after").parse().unwrap();
    assert!((1..=12).contains(&wait) && header(&stopped, "ratelimit").contains(";r=0;"), "{wait}");
    assert_eq!(me(&t, &other).await.status, 200, "one key does not use up another's");

    let mut last = 0;
    for n in 0..60 {
        let answer = call(&t, "198.51.100.9", "Bearer kt_guess", "/api/v1/me").await;
        last = answer.status.as_u16();
        if last == 429 {
            assert!((30..=32).contains(&n), "{n}");
            break;
        }
    }
    assert_eq!(last, 429);
    let good = call(&t, "198.51.100.9", &format!("Bearer {other}"), "/api/v1/me").await;
    assert_eq!(good.status, 200, "who has a good key is not kept out by a neighbour's guesses");
}

#[tokio::test]
async fn what_is_not_there_or_not_meant_is_a_problem_in_json() {
    let t = start().await;
    for (method, path, status, code) in [
        (Method::GET, "/api/v1/nothing", 404, "not_found"),
        (Method::GET, "/api/openapi.json", 404, "not_found"),
        (Method::DELETE, "/api/v1/me", 405, "method_not_allowed"),
    ] {
        let answer = t.send(method, path, "", &[], Body::empty()).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(header(&answer, "content-type"), "application/problem+json", "{path}");
        assert_eq!(json(&answer)["code"], code, "{path}");
    }
}

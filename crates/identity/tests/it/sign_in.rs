use crate::browser::{Browser, PASSWORD, member, security_log, start, until_stopped};
use chrono::TimeDelta;
use events::identity::{SignInLocked, SignedIn, SignedOut};
use platform::{Role, event, session};

#[tokio::test]
async fn signing_in_begins_a_session_and_remembers_the_device() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let page = browser.get("/sign-in?next=%2Ftickets%3Fpage%3D2").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains(r#"name="next" value="/tickets?page=2""#), "{}", page.body);

    let form =
        [("email", " ADA@kontor.test "), ("password", PASSWORD), ("next", "/tickets?page=2")];
    let answer = browser.post("/sign-in", &form).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/tickets?page=2"));
    let cookies: Vec<_> =
        answer.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2);
    assert!(cookies.iter().all(|c| c.contains("HttpOnly") && c.contains("SameSite=Lax")));
    assert!(
        cookies[1].starts_with("kontor-dev-insecure=") && cookies[1].contains("Max-Age=34560000")
    );
    assert!(browser.is_signed_in().await);
    let facts = event::timeline(t.db(), &format!("user:{}", ada.id)).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<SignedIn>().is_some_and(|f| f.how == "pwd")));
    assert!(
        security_log(&t).contains("SECURITY[LOGIN_SUCCESS]: user=ada@kontor.test ip=203.0.113.7")
    );
}

#[tokio::test]
async fn over_tls_the_cookies_carry_the_host_prefix() {
    let settings = [("server.external_url", "https://kontor.example")];
    let t = platform::testing::TestKontor::start_with(&crate::browser::APPS, &settings).await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    assert!(
        browser.cookie("__Host-kontor").is_some() && browser.cookie("__Host-kontor-dev").is_some()
    );
    // what an action says over the redirect is no other site's to set either
    let form = [("name", "Ada"), ("lang", "en"), ("theme", "dark")];
    let saved = browser.post("/account/profile", &form).await;
    let told = saved.headers.get_all("set-cookie").iter().map(|one| one.to_str().unwrap());
    let told: Vec<_> = told.filter(|one| one.contains("toast")).collect();
    assert!(told.len() == 1 && told[0].starts_with("__Host-kontor-toast="), "{told:?}");
    assert!(told[0].ends_with("; Path=/; Max-Age=20; SameSite=Strict; Secure"), "{told:?}");
    let page = browser.get("/account").await;
    assert!(page.body.contains("class=\"toast") || page.body.contains("Saved"), "{}", page.body);
}

#[tokio::test]
async fn unknown_name_wrong_password_and_locked_account_get_the_same_answer() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut bodies = Vec::new();
    for (ip, email, password) in [
        ("203.0.113.1", "nobody@kontor.test", PASSWORD),
        ("203.0.113.2", "ada@kontor.test", "wrong"),
        ("203.0.113.3", "ada@kontor.test", ""),
    ] {
        let answer = Browser::at(&t, ip).sign_in(email, password).await;
        assert_eq!(answer.status, 422);
        assert!(answer.headers.get("set-cookie").is_none());
        bodies.push(neutral(&answer.body, email));
    }
    let mut off = ada.clone();
    off.active = false;
    let tx = t.kontor.db.begin().await.unwrap();
    platform::users::save(&tx, &mut off).await.unwrap();
    tx.commit().await.unwrap();
    let answer = Browser::at(&t, "203.0.113.4").sign_in("ada@kontor.test", PASSWORD).await;
    bodies.push(neutral(&answer.body, "ada@kontor.test"));
    assert!(bodies.windows(2).all(|two| two[0] == two[1]));
    assert!(bodies[0].contains("do not match"));
}

/// The page without what differs in every answer.
fn neutral(body: &str, email: &str) -> String {
    let body = body.replace(email, "EMAIL");
    let nonce = body.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    body.replace(nonce, "NONCE")
}

#[tokio::test]
async fn an_unknown_name_costs_as_much_work_as_a_wrong_password() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut off = member(&t, "Bea", Role::Agent).await;
    off.active = false;
    let tx = t.kontor.db.begin().await.unwrap();
    platform::users::save(&tx, &mut off).await.unwrap();
    tx.commit().await.unwrap();
    // the work is one Argon2 run and nothing else that could be measured from outside
    let runs = || t.kontor.passwords.runs();
    for (ip, email) in [("203.0.113.1", "nobody"), ("203.0.113.2", "ada"), ("203.0.113.3", "bea")] {
        let before = runs();
        Browser::at(&t, ip).sign_in(&format!("{email}@kontor.test"), "wrong").await;
        assert_eq!(runs() - before, 1, "{email}");
    }
    for n in 0..4 {
        Browser::at(&t, &format!("198.51.100.{n}")).sign_in("ada@kontor.test", "wrong").await;
    }
    let before = runs();
    Browser::at(&t, "198.51.100.9").sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(runs() - before, 1, "a locked account");
    // a name that nobody has is counted like any other
    let mut log = security_log(&t);
    log.retain(|c| c != '\r');
    assert!(log.contains("SECURITY[LOGIN_FAILED]: user=?") && log.contains("reason=unknown_user"));
    assert!(!log.contains("nobody"));
}

#[tokio::test]
async fn five_mistakes_lock_strangers_out_but_not_the_owners_device() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut own = Browser::at(&t, "203.0.113.7");
    own.sign_in("ada@kontor.test", PASSWORD).await;
    own.set_cookie("kontor-insecure", "");

    for n in 0..5 {
        let mut thief = Browser::at(&t, &format!("198.51.100.{n}"));
        assert_eq!(thief.sign_in("ada@kontor.test", "guess").await.status, 422);
    }
    let mut stranger = Browser::at(&t, "198.51.100.9");
    assert_eq!(stranger.sign_in("ada@kontor.test", PASSWORD).await.status, 422);
    assert!(security_log(&t).contains("SECURITY[LOCKOUT]: user=ada@kontor.test ip=198.51.100.4"));
    let facts = event::timeline(t.db(), &format!("user:{}", ada.id)).await.unwrap();
    assert_eq!(facts.iter().filter(|fact| fact.facts::<SignInLocked>().is_some()).count(), 1);

    assert_eq!(own.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
    t.kontor.clock.advance(TimeDelta::minutes(15));
    assert_eq!(stranger.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_device_has_its_own_count_and_a_forged_one_is_a_stranger() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    member(&t, "Bea", Role::Agent).await;
    let mut own = Browser::at(&t, "203.0.113.7");
    own.sign_in("ada@kontor.test", PASSWORD).await;
    let device = own.cookie("kontor-dev-insecure").unwrap().to_owned();
    own.set_cookie("kontor-insecure", "");
    for _ in 0..4 {
        own.sign_in("ada@kontor.test", "mistyped").await;
    }
    // its mistakes do not count against others, nor theirs against it
    let mut other = Browser::at(&t, "203.0.113.8");
    assert_eq!(other.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
    // the fifth mistake locks this device (another limit allows it five attempts a minute)
    let mut same = Browser::at(&t, "203.0.113.9");
    same.set_cookie("kontor-dev-insecure", &device);
    assert_eq!(same.sign_in("ada@kontor.test", "mistyped").await.status, 422);

    for forged in ["x", "x.y", &device.replace('0', "1"), &format!("{device}00")] {
        let account = "bea@kontor.test";
        let mut thief = Browser::at(&t, "198.51.100.1");
        thief.set_cookie("kontor-dev-insecure", forged);
        thief.sign_in(account, "guess").await;
    }
    let mut thief = Browser::at(&t, "198.51.100.2");
    thief.set_cookie("kontor-dev-insecure", &device); // of another account
    thief.sign_in("bea@kontor.test", "guess").await;
    let mut stranger = Browser::at(&t, "198.51.100.3");
    assert_eq!(stranger.sign_in("bea@kontor.test", PASSWORD).await.status, 422);
}

#[tokio::test]
async fn the_sixth_attempt_in_a_minute_from_one_address_must_wait() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let answer = until_stopped(5, async |n| {
        browser.sign_in(&format!("user{n}@kontor.test"), PASSWORD).await
    })
    .await;
    let seconds: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=13).contains(&seconds), "{seconds}");
    assert!(security_log(&t).contains("SECURITY[RATE_LIMITED]: user=?"));
    assert_eq!(
        Browser::at(&t, "203.0.113.8").sign_in("ada@kontor.test", PASSWORD).await.status,
        303
    );
}

#[tokio::test]
async fn the_eleventh_attempt_in_a_minute_on_one_account_must_wait_wherever_it_comes_from() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut own = Browser::at(&t, "203.0.113.7");
    own.sign_in("ada@kontor.test", PASSWORD).await;
    own.set_cookie("kontor-insecure", "");
    let email = ["ada@kontor.test", "ADA@kontor.test"];
    until_stopped(9, async |n| {
        let mut stranger = Browser::at(&t, &format!("198.51.100.{n}"));
        stranger.sign_in(email[usize::from(n % 2 == 1)], "x").await
    })
    .await;
    assert_eq!(own.sign_in("ada@kontor.test", PASSWORD).await.status, 303, "but not its owner");
}

#[tokio::test]
async fn signing_in_again_voids_the_old_session() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let old = browser.cookie("kontor-insecure").unwrap().to_owned();
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let new = browser.cookie("kontor-insecure").unwrap().to_owned();
    assert_ne!(old, new);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
    browser.set_cookie("kontor-insecure", &old);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn only_our_own_pages_are_returned_to() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    for away in ["https://evil.test", "//evil.test", "/\\evil.test", "/\t/evil.test"] {
        let page = browser.post("/sign-in", &[("email", "x"), ("next", away)]).await;
        assert!(!page.body.contains("evil.test"), "{away}");
    }
    let form = [("email", "ada@kontor.test"), ("password", PASSWORD), ("next", "//evil.test")];
    assert_eq!(browser.post("/sign-in", &form).await.location(), "/");
    assert_eq!(browser.get("/sign-in?next=https://evil.test").await.location(), "/");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_what_the_browser_kept() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let session = browser.cookie("kontor-insecure").unwrap().to_owned();
    let answer = browser.post("/sign-out", &[("all", "")]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/sign-in"));
    assert_eq!(answer.headers["clear-site-data"], r#""cache", "storage""#);
    assert_eq!(browser.cookie("kontor-insecure"), None);
    assert!(browser.cookie("kontor-dev-insecure").is_some());
    browser.set_cookie("kontor-insecure", &session);
    assert!(!browser.is_signed_in().await);
    let facts = event::timeline(t.db(), &format!("user:{}", ada.id)).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<SignedOut>().is_some()));
    assert!(security_log(&t).contains("SECURITY[LOGOUT]: user=ada@kontor.test"));
    assert_eq!(browser.get("/sign-out").await.status, 405);
}

#[tokio::test]
async fn a_hash_of_less_cost_is_renewed_at_the_next_sign_in() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let before = t.kontor.passwords.clone();
    let tx = t.kontor.db.begin().await.unwrap();
    t.kontor.keys.rotate_pepper(&tx, 1).await.unwrap();
    tx.commit().await.unwrap();
    t.kontor.keys.refresh(t.db()).await.unwrap();
    drop(before);
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
    let row = sea_orm::ConnectionTrait::query_one_raw(
        t.db(),
        sea_orm::Statement::from_string(t.kontor.db.backend(), "SELECT password FROM credentials"),
    );
    let line: String = row.await.unwrap().unwrap().try_get("", "password").unwrap();
    assert!(line.contains("pepper=2$"), "{line}");
    assert_eq!(ada.version, 0);
}

#[tokio::test]
async fn over_an_open_line_nobody_signs_in_and_the_page_says_why_and_what_to_do() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let form = format!("email=ada%40kontor.test&password={PASSWORD}");
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let lan = [kind, ("host", "kontor.lan"), ("accept-language", "de")];
    let post = axum::http::Method::POST;
    let answer = t.send(post.clone(), "/sign-in", "", &lan, form.clone().into()).await;
    assert_eq!(answer.status, 403);
    assert!(answer.headers.get("set-cookie").is_none());
    for part in ["nicht verschlüsselt", "server.trusted_proxies", "server.external_url"] {
        assert!(answer.body.contains(part), "{part}: {}", answer.body);
    }
    for page in ["/sign-in", "/sign-in/link?token=x", "/sign-in/password?token=x", "/setup?token=x"]
    {
        let get = axum::http::Method::GET;
        assert_eq!(t.send(get, page, "", &lan, "".into()).await.status, 403, "{page}");
    }
    assert!(!security_log(&t).contains("SECURITY[LOGIN"), "no password was looked at");
    let here = [kind, ("host", "127.0.0.1:8080")];
    assert_eq!(t.send(post, "/sign-in", "", &here, form.into()).await.status, 303);
}

#[tokio::test]
async fn behind_a_proxy_that_nobody_named_the_page_shows_the_missing_line() {
    let t = start().await;
    let mut request = axum::http::Request::get("/sign-in")
        .header("host", "localhost")
        .header("x-forwarded-proto", "https")
        .body(axum::body::Body::empty())
        .unwrap();
    let proxy = platform::http::Peer(Some("192.168.7.2".parse().unwrap()));
    request.extensions_mut().insert(proxy);
    let answer = t.answer(request).await;
    assert_eq!(answer.status, 403);
    let line = "trusted_proxies = [&quot;192.168.7.2/32&quot;]";
    assert!(answer.body.contains(line), "{}", answer.body);
}

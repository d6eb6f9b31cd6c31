use crate::browser::{Browser, PASSWORD, member, security_log, start, until_stopped};
use chrono::TimeDelta;
use platform::testing::{Answer, TestKontor};
use platform::{Role, User, session, users};

const BEA: [(&str, &str); 5] = [
    ("name", "Bea Öztürk"),
    ("email", "bea@kontor.test"),
    ("role", "agent"),
    ("level", "3"),
    ("lang", "de"),
];

/// Dangerous acts on one's own account, and those that make accounts.
const ACTS: [&str; 21] = [
    "/admin/users",
    "/account/password",
    "/account/email",
    "/account/sessions/end",
    "/account/programs/end",
    "/account/programs/x/end",
    "/account/second-factor",
    "/account/second-factor/removal",
    "/account/recovery-codes",
    "/account/sign-ins/work",
    "/account/sign-ins/work/removal",
    "/account/passkeys",
    "/account/passkeys/new",
    "/account/passkeys/x",
    "/account/passkeys/x/removal",
    "/account/keys",
    "/account/keys/x/revocation",
    "/admin/keys/x/revocation",
    "/admin/roles",
    "/admin/roles/x",
    "/admin/roles/x/removal",
];

/// An administrator who signed in more than ten minutes ago.
async fn long_signed_in(t: &TestKontor) -> (User, Browser<'_>) {
    let maria = member(t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(t, "203.0.113.1");
    assert_eq!(browser.sign_in("maria@kontor.test", PASSWORD).await.status, 303);
    t.kontor.clock.advance(TimeDelta::minutes(11));
    (maria, browser)
}

/// What the page that asks has kept, if it is that page.
fn kept(page: &Answer) -> Option<String> {
    let value = page.body.split(r#"name="proof_kept" value=""#).nth(1)?;
    Some(value.split('"').next().unwrap().to_owned())
}

fn proof<'a>(kept: &'a str, password: &'a str) -> [(&'a str, &'a str); 2] {
    [("proof_kept", kept), ("proof_password", password)]
}

#[tokio::test]
async fn a_dangerous_act_waits_for_the_password_and_then_goes_on_with_what_was_entered() {
    let t = start().await;
    let (maria, mut browser) = long_signed_in(&t).await;
    let old = browser.cookie("kontor-insecure").unwrap().to_owned();
    let end = session::of_user(t.db(), maria.id).await.unwrap()[0].expires_at;

    let page = browser.post("/admin/users", &BEA).await;
    assert_eq!(page.status, 403);
    let sealed = kept(&page).expect(&page.body);
    assert!(!page.body.contains("Öztürk") && page.body.contains(r#"action="/admin/users""#));
    let bea = async || users::find_by_email(t.db(), "bea@kontor.test").await.unwrap();
    assert!(bea().await.is_none());

    let page = browser.post("/admin/users", &proof(&sealed, "wrong")).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains(r#"id="f-proof_password-error""#), "{}", page.body);
    assert_eq!(kept(&page), Some(sealed.clone()), "nothing entered is lost");
    assert!(security_log(&t).contains("SECURITY[REAUTH_FAILED]: user=maria@kontor.test"));

    let page = browser.post("/admin/users", &proof(&sealed, PASSWORD)).await;
    assert!(page.status == 200 && page.body.contains("/sign-in/password?token="), "{}", page.body);
    let bea = bea().await.unwrap();
    assert_eq!((bea.name.as_str(), bea.level), ("Bea Öztürk", 3));
    assert!(security_log(&t).contains("SECURITY[REAUTH_SUCCESS]: user=maria@kontor.test"));

    // another cookie, the same end, and ten minutes of peace
    let new = browser.cookie("kontor-insecure").unwrap().to_owned();
    assert_ne!(new, old);
    t.kontor.clock.advance(TimeDelta::seconds(5));
    assert_eq!(t.get(&format!("kontor-insecure={old}"), "/account").await.status, 401);
    let sessions = session::of_user(t.db(), maria.id).await.unwrap();
    assert_eq!((sessions.len(), sessions[0].expires_at), (1, end));
    let path = format!("/admin/users/{}/deactivation", bea.id);
    assert_eq!(browser.post(&path, &[]).await.status, 303);
    t.kontor.clock.advance(TimeDelta::minutes(11));
    assert_eq!(browser.post(&path.replace("deac", "ac"), &[]).await.status, 403);
}

#[tokio::test]
async fn every_dangerous_act_asks_and_does_nothing_before() {
    let t = start().await;
    let target = member(&t, "Target", Role::Agent).await;
    let mut other = Browser::at(&t, "203.0.113.9");
    let (maria, mut browser) = long_signed_in(&t).await;
    other.sign_in("maria@kontor.test", PASSWORD).await;
    let own = browser.cookie("kontor-insecure").unwrap();
    let own = session::id_of(own);
    let sessions = session::of_user(t.db(), maria.id).await.unwrap();
    let others = sessions.iter().find(|session| session.id != own).unwrap();
    let mut paths: Vec<String> = ACTS.map(str::to_owned).into();
    paths.push(format!("/account/sessions/{}/end", others.id));
    for verb in [
        "",
        "/link",
        "/letter",
        "/unlocking",
        "/sessions/end",
        "/factors/removal",
        "/sign-ins/work/removal",
        "/deactivation",
        "/activation",
    ] {
        paths.push(format!("/admin/users/{}{verb}", target.id));
    }
    for path in paths {
        let page = browser.post(&path, &BEA).await;
        assert!(page.status == 403 && kept(&page).is_some(), "{path}: {}", page.status);
    }
    assert!(other.is_signed_in().await);
    assert_eq!(users::get(t.db(), target.id).await.unwrap(), target);
    assert_eq!(browser.get("/admin/users").await.status, 200, "looking needs no proof");
    let profile = [("name", "Maria"), ("lang", "de"), ("theme", "")];
    assert_eq!(browser.post("/account/profile", &profile).await.status, 303);
}

#[tokio::test]
async fn what_was_kept_counts_for_this_person_this_address_and_an_hour() {
    let t = start().await;
    let (_, mut browser) = long_signed_in(&t).await;
    let bea = member(&t, "Ben", Role::Agent).await;
    let kept = kept(&browser.post("/admin/users", &BEA).await).unwrap();
    let elsewhere = format!("/admin/users/{}/deactivation", bea.id);
    for (path, kept) in
        [(elsewhere.as_str(), kept.as_str()), ("/admin/users", "x"), ("/admin/users", "")]
    {
        let answer = browser.post(path, &proof(kept, PASSWORD)).await;
        assert_eq!(answer.status, 422, "{path} {kept}");
        assert!(answer.body.contains("enter it again"), "{}", answer.body);
    }
    member(&t, "Mallory", Role::Admin).await;
    let mut mallory = Browser::at(&t, "203.0.113.2");
    mallory.sign_in("mallory@kontor.test", PASSWORD).await;
    assert_eq!(mallory.post("/admin/users", &proof(&kept, PASSWORD)).await.status, 422);
    for _ in 0..3 {
        t.kontor.clock.advance(TimeDelta::minutes(21));
        browser.get("/account").await;
    }
    let mut again = Browser::at(&t, "203.0.113.1");
    again.sign_in("maria@kontor.test", PASSWORD).await;
    assert_eq!(again.post("/admin/users", &proof(&kept, PASSWORD)).await.status, 422);
    assert!(users::find_by_email(t.db(), "bea@kontor.test").await.unwrap().is_none());
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_proof_without_end() {
    let t = start().await;
    let (_, mut browser) = long_signed_in(&t).await;
    let kept = kept(&browser.post("/admin/users", &BEA).await).unwrap();
    let guess = proof(&kept, "guess");
    until_stopped(10, async |_| browser.post("/admin/users", &guess).await).await;
}

#[tokio::test]
async fn who_has_no_password_is_told_how_else_to_go_on() {
    let t = start().await;
    let ada = t.admin("Ada").await;
    let cookie = t.sign_in(&ada).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = t.post(&cookie, "/admin/users", "name=x").await;
    assert!(page.status == 403 && page.body.contains("one-time link"), "{}", page.body);
    assert!(kept(&page).is_none());
}

/// Someone whose cookie was just replaced by a proof: the browser with the new one, and the old one.
async fn just_proved(t: &TestKontor) -> (Browser<'_>, String) {
    let (_, mut browser) = long_signed_in(t).await;
    let old = format!("kontor-insecure={}", browser.cookie("kontor-insecure").unwrap());
    let kept = kept(&browser.post("/admin/users", &BEA).await).unwrap();
    assert_eq!(browser.post("/admin/users", &proof(&kept, PASSWORD)).await.status, 200);
    (browser, old)
}

#[tokio::test]
async fn what_was_under_way_with_the_old_cookie_is_answered_for_five_seconds() {
    let t = start().await;
    let (mut browser, old) = just_proved(&t).await;
    for (later, status) in [(0, 200), (4_999, 200), (1, 401), (60_000, 401)] {
        t.kontor.clock.advance(TimeDelta::milliseconds(later));
        assert_eq!(t.get(&old, "/account").await.status, status, "{later} ms later");
    }
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn an_old_cookie_changes_nothing_and_is_not_replaced_again() {
    let t = start().await;
    let (mut browser, old) = just_proved(&t).await;
    let maria = users::find_by_email(t.db(), "maria@kontor.test").await.unwrap().unwrap();
    for (path, form) in [
        ("/account/profile", "name=Mallory&lang=de&theme="),
        ("/account/sessions/end", ""),
        ("/admin/users", "name=x&email=x%40kontor.test&role=admin&level=1&lang=de"),
        ("/admin/users", &format!("proof_kept=x&proof_password={PASSWORD}")),
    ] {
        let answer = t.post(&old, path, form).await;
        assert_eq!(answer.status, 401, "{path}");
        assert!(answer.headers.get("set-cookie").is_none(), "{path}");
    }
    let now = users::get(t.db(), maria.id).await.unwrap();
    assert_eq!(now, maria);
    let sessions = session::of_user(t.db(), maria.id).await.unwrap();
    assert_eq!(sessions.len(), 1, "it is no session of its own");
    assert!(browser.is_signed_in().await);
    let tx = t.kontor.db.begin().await.unwrap();
    let replaced = session::find(
        &tx,
        old.split('=').nth(1).unwrap(),
        t.kontor.clock.now(),
        TimeDelta::hours(1),
    );
    let (replaced, _) = replaced.await.unwrap().unwrap();
    assert!(session::renew(&tx, &t.cx(), &replaced).await.unwrap().is_none());
}

#[tokio::test]
async fn an_old_cookie_ends_with_the_one_that_took_its_place() {
    let t = start().await;
    let (mut browser, old) = just_proved(&t).await;
    browser.post("/sign-out", &[]).await;
    assert_eq!(t.get(&old, "/account").await.status, 401);
}

#[tokio::test]
async fn an_old_cookie_never_reads_where_a_proof_is_asked_for() {
    let t = start().await;
    let (mut browser, old) = just_proved(&t).await;
    for path in ["/admin/users", "/account/second-factor"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
        assert_eq!(t.get(&old, path).await.status, 401, "{path}");
    }
    assert_eq!(t.get(&old, "/account").await.status, 200);
}

#[tokio::test]
async fn what_ends_the_others_ends_what_was_replaced_and_counts_it_for_nothing() {
    let t = start().await;
    let (mut browser, old) = just_proved(&t).await;
    let maria = users::find_by_email(t.db(), "maria@kontor.test").await.unwrap().unwrap();
    let own = session::of_user(t.db(), maria.id).await.unwrap().remove(0);
    assert_eq!(t.get(&old, "/account").await.status, 200);
    let tx = t.kontor.db.begin().await.unwrap();
    let count = session::end_others(&tx, maria.id, Some(&own.id)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(count, 0);
    assert_eq!(t.get(&old, "/account").await.status, 401);
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn a_session_replaced_twice_ends_with_all_its_cookies() {
    let t = start().await;
    let (_, first) = just_proved(&t).await;
    let maria = users::find_by_email(t.db(), "maria@kontor.test").await.unwrap().unwrap();
    let second = session::of_user(t.db(), maria.id).await.unwrap().remove(0);
    let tx = t.kontor.db.begin().await.unwrap();
    let (third, _) = session::renew(&tx, &t.cx(), &second).await.unwrap().unwrap();
    let now = t.kontor.clock.now();
    let first = first.split('=').nth(1).unwrap();
    let reads = async || {
        let by_token = session::find(&tx, first, now, TimeDelta::hours(1)).await.unwrap();
        let by_id = session::find_by_id(&tx, &second.id, now, TimeDelta::hours(1)).await.unwrap();
        (by_token.is_some(), by_id.is_some())
    };
    assert_eq!(reads().await, (true, true));
    session::end(&tx, &third.id).await.unwrap();
    assert_eq!(reads().await, (false, false));
}

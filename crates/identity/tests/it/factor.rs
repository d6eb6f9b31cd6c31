use crate::browser::{APPS, Browser, PASSWORD, member, security_log, start, until_stopped};
use chrono::TimeDelta;
use identity::actions;
use platform::testing::{Answer, TestKontor};
use platform::{Role, User, session};
use sea_orm::{ConnectionTrait, Statement};
use totp_rs::{Builder, Secret, Totp};

/// The app on somebody's phone.
pub struct App(Totp);

impl App {
    /// Types what the page shows.
    fn of(page: &Answer) -> Self {
        let secret = value(page, "secret").replace(' ', "");
        let secret = Secret::try_from_base32(secret).expect(&page.body);
        Self(Builder::new().with_secret(secret).build_noncompliant())
    }

    pub fn shows(&self, t: &TestKontor) -> String {
        let now = t.kontor.clock.now().timestamp();
        self.0.generate(u64::try_from(now).unwrap()).to_string()
    }

    /// Waits for a code that was not shown yet.
    pub fn next(&self, t: &TestKontor) -> String {
        t.kontor.clock.advance(TimeDelta::seconds(30));
        self.shows(t)
    }
}

/// The value of a field.
fn value(page: &Answer, name: &str) -> String {
    let field = page.body.split(&format!(r#"name="{name}""#)).nth(1).expect(&page.body);
    let value = field.split(r#"value=""#).nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

/// The recovery codes on a page.
fn codes(page: &Answer) -> Vec<String> {
    let list = page.body.split(r#"<ol class="codes mono">"#).nth(1).expect(&page.body);
    let items = list.split("</ol>").next().unwrap().split("<li>").skip(1);
    items.map(|item| item.trim_end_matches("</li>").to_owned()).collect()
}

/// Sets an app up on the account page of somebody who is signed in.
pub async fn set_up(t: &TestKontor, browser: &mut Browser<'_>) -> (App, Vec<String>) {
    let page = browser.get("/account/second-factor").await;
    let (app, kept) = (App::of(&page), value(&page, "kept"));
    let code = app.shows(t);
    let page = browser.post("/account/second-factor", &[("kept", &kept), ("code", &code)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    (app, codes(&page))
}

pub async fn ada_with_app(t: &TestKontor) -> (User, Browser<'_>, App, Vec<String>) {
    let ada = member(t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(t, "203.0.113.1");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let (app, codes) = set_up(t, &mut browser).await;
    (ada, browser, app, codes)
}

fn form<'a>(kept: &'a str, code: &'a str) -> [(&'a str, &'a str); 3] {
    [("kept", kept), ("code", code), ("next", "/account")]
}

pub async fn second(browser: &mut Browser<'_>, code: &str) -> Answer {
    browser.post("/sign-in/second", &[("code", code), ("next", "/account")]).await
}

#[tokio::test]
async fn with_an_app_the_password_alone_opens_nothing_and_each_code_opens_once() {
    let t = start().await;
    let (ada, mut first, app, codes) = ada_with_app(&t).await;
    assert_eq!(codes.len(), 10);
    assert!(security_log(&t).contains("SECURITY[2FA_ADDED]: user=ada@kontor.test"));
    assert!(first.is_signed_in().await, "the session that set it up goes on");

    let mut browser = Browser::at(&t, "203.0.113.2");
    let answer = browser.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/sign-in/second?next=%2F"));
    assert!(!browser.is_signed_in().await);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
    let page = browser.get("/sign-in/second?next=%2Faccount").await;
    assert!(page.body.contains(r#"autocomplete="one-time-code""#), "{}", page.body);

    let wrong = second(&mut browser, "000000").await;
    assert!(wrong.status == 422 && wrong.body.contains(r#"id="f-code-error""#), "{}", wrong.body);
    assert!(security_log(&t).contains("SECURITY[2FA_FAILED]: user=ada@kontor.test"));
    let used = app.shows(&t);
    assert_eq!(second(&mut browser, &used).await.status, 422, "it set the app up: used");
    let code = app.next(&t);
    let answer = second(&mut browser, &format!("{} {}", &code[..3], &code[3..])).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account"));
    assert!(browser.is_signed_in().await);
    let sessions = session::of_user(t.db(), ada.id).await.unwrap();
    assert!(sessions.iter().any(|session| session.amr == "pwd+otp"), "{sessions:?}");

    // the same code is no good a second time, also not for the same person
    let mut third = Browser::at(&t, "203.0.113.3");
    third.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut third, &code).await.status, 422);
    assert!(!third.is_signed_in().await);
    // and what waited is over after the way in
    assert_eq!(second(&mut browser, &app.next(&t)).await.location(), "/sign-in");
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn a_recovery_code_replaces_the_app_once() {
    let t = start().await;
    let (ada, _, _, codes) = ada_with_app(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.2");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert_eq!(second(&mut browser, &typed).await.status, 303);
    assert!(browser.get("/account").await.body.contains("9 left"));
    assert!(security_log(&t).contains("SECURITY[RECOVERY_USED]: user=ada@kontor.test"));
    let mut again = Browser::at(&t, "203.0.113.3");
    again.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut again, &codes[3]).await.status, 422);
    // somebody else's code is none of mine
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut bea_browser = Browser::at(&t, "203.0.113.4");
    bea_browser.sign_in(&bea.email, PASSWORD).await;
    set_up(&t, &mut bea_browser).await;
    let mut stranger = Browser::at(&t, "203.0.113.5");
    stranger.sign_in(&bea.email, PASSWORD).await;
    assert_eq!(second(&mut stranger, &codes[4]).await.status, 422);
    // new ones put an end to the old ones
    let page = browser.post("/account/recovery-codes", &[]).await;
    let fresh = self::codes(&page);
    assert_eq!(second(&mut again, &codes[5]).await.status, 422);
    assert_eq!(second(&mut again, &fresh[0]).await.status, 303);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 3);
}

#[tokio::test]
async fn who_must_have_a_factor_sets_it_up_before_the_first_page() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "admins")]).await;
    member(&t, "Ben", Role::Agent).await;
    let mut agent = Browser::at(&t, "203.0.113.9");
    assert_eq!(agent.sign_in("ben@kontor.test", PASSWORD).await.location(), "/");
    let maria = member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    let answer = browser.sign_in("maria@kontor.test", PASSWORD).await;
    assert_eq!(answer.location(), "/sign-in/second?next=%2F");
    let page = browser.get("/sign-in/second").await;
    assert!(page.body.contains("<svg class=\"qr\""), "{}", page.body);
    assert!(!browser.is_signed_in().await);
    assert!(session::of_user(t.db(), maria.id).await.unwrap().is_empty());

    let (app, kept) = (App::of(&page), value(&page, "kept"));
    let again = browser.post("/sign-in/second/app", &form(&kept, "123")).await;
    assert_eq!((again.status.as_u16(), value(&again, "kept")), (422, kept.clone()), "same secret");
    let done = browser.post("/sign-in/second/app", &form(&kept, &app.shows(&t))).await;
    assert_eq!((done.status.as_u16(), codes(&done).len()), (200, 10));
    assert!(done.body.contains(r#"href="/account""#), "{}", done.body);
    assert!(browser.is_signed_in().await);

    let page = browser.get("/account").await;
    assert!(!page.body.contains("/account/second-factor/removal"), "it is not offered");
    assert_eq!(browser.post("/account/second-factor/removal", &[]).await.status, 422);
    let mut later = Browser::at(&t, "203.0.113.2");
    later.sign_in("maria@kontor.test", PASSWORD).await;
    // who has one cannot replace it with the password alone
    let page = later.get("/sign-in/second").await;
    assert!(!page.body.contains("<svg class=\"qr\""), "{}", page.body);
    let answer = later.post("/sign-in/second/app", &form(&kept, &app.next(&t))).await;
    assert!(answer.status == 422 && !later.is_signed_in().await, "{}", answer.body);
}

#[tokio::test]
async fn guesses_are_counted_apart_for_a_known_device() {
    let t = start().await;
    let (_, mut known, app, _) = ada_with_app(&t).await;
    known.post("/sign-out", &[]).await;
    let mut thief = Browser::at(&t, "198.51.100.7");
    thief.sign_in("ada@kontor.test", PASSWORD).await;
    for _ in 0..5 {
        assert_eq!(second(&mut thief, "111111").await.status, 422);
    }
    assert!(security_log(&t).contains("SECURITY[LOCKOUT]: user=ada@kontor.test"));
    assert_eq!(second(&mut thief, &app.next(&t)).await.status, 422, "locked, though right");
    let code = app.next(&t);
    known.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut known, &code).await.status, 303, "the owner's device is not");
    t.kontor.clock.advance(TimeDelta::minutes(15));
    let mut later = Browser::at(&t, "198.51.100.8");
    later.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut later, &app.next(&t)).await.status, 303);
}

#[tokio::test]
async fn codes_cannot_be_tried_without_end() {
    let t = start().await;
    let (_, _, _, _) = ada_with_app(&t).await;
    let mut thief = Browser::at(&t, "198.51.100.7");
    thief.sign_in("ada@kontor.test", PASSWORD).await;
    until_stopped(10, async |_| second(&mut thief, "111111").await).await;
}

#[tokio::test]
async fn links_and_new_passwords_still_ask_for_the_second_factor() {
    let t = start().await;
    let (ada, _, app, _) = ada_with_app(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.2");
    let link = identity::links::one_time(&t.cx(), ada.id).await.unwrap();
    let token = link.split_once("token=").unwrap().1.to_owned();
    let answer = browser.post("/sign-in/link", &[("token", &token)]).await;
    assert_eq!(answer.location(), "/sign-in/second?next=%2F");
    assert!(!browser.is_signed_in().await);

    let link = actions::issue_reset(&t.cx(), ada.id).await.unwrap();
    let token = link.split_once("token=").unwrap().1.to_owned();
    let new = [("token", token.as_str()), ("password", "Weser-Kaje-Frachtbrief-1901")];
    let mut other = Browser::at(&t, "203.0.113.3");
    assert_eq!(other.post("/sign-in/password", &new).await.location(), "/sign-in/second?next=%2F");
    assert!(!other.is_signed_in().await);
    let code = app.next(&t);
    assert_eq!(
        second(&mut browser, &code).await.location(),
        "/sign-in",
        "it waited with the old one"
    );
    assert_eq!(second(&mut other, &code).await.status, 303);
    let sessions = session::of_user(t.db(), ada.id).await.unwrap();
    assert_eq!(sessions.iter().map(|one| one.amr.as_str()).collect::<Vec<_>>(), ["link+otp"]);
}

#[tokio::test]
async fn a_wait_ends_after_a_quarter_of_an_hour_and_with_the_account() {
    let t = start().await;
    let (ada, _, app, _) = ada_with_app(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.2");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    t.kontor.clock.advance(TimeDelta::minutes(15));
    assert_eq!(browser.get("/sign-in/second").await.location(), "/sign-in");
    assert_eq!(second(&mut browser, &app.next(&t)).await.location(), "/sign-in");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    actions::set_active(&t.cx(), ada.id, false).await.unwrap();
    assert_eq!(second(&mut browser, &app.next(&t)).await.location(), "/sign-in");
    let nobody = Browser::at(&t, "203.0.113.4").get("/sign-in/second").await;
    assert_eq!(nobody.location(), "/sign-in");
}

#[tokio::test]
async fn a_dangerous_act_asks_for_the_code_too() {
    let t = start().await;
    let (_, mut browser, app, _) = ada_with_app(&t).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = browser.post("/account/recovery-codes", &[]).await;
    assert!(page.status == 403 && page.body.contains(r#"name="proof_code""#), "{}", page.body);
    let kept = value(&page, "proof_kept");
    let code = app.next(&t);
    let proof = |password, code| {
        [("proof_kept", kept.as_str()), ("proof_password", password), ("proof_code", code)]
    };
    let page = browser.post("/account/recovery-codes", &proof(PASSWORD, "")).await;
    assert!(
        page.status == 422 && page.body.contains(r#"id="f-proof_code-error""#),
        "{}",
        page.body
    );
    let page = browser.post("/account/recovery-codes", &proof("wrong", &code)).await;
    assert!(page.body.contains(r#"id="f-proof_password-error""#), "{}", page.body);
    let page = browser.post("/account/recovery-codes", &proof(PASSWORD, &code)).await;
    assert_eq!((page.status.as_u16(), codes(&page).len()), (200, 10), "{}", page.body);
}

#[tokio::test]
async fn another_device_replaces_the_app_and_ends_all_other_sessions() {
    let t = start().await;
    let (ada, mut browser, old, _) = ada_with_app(&t).await;
    let mut other = Browser::at(&t, "203.0.113.2");
    other.sign_in("ada@kontor.test", PASSWORD).await;
    second(&mut other, &old.next(&t)).await;
    assert!(other.is_signed_in().await);
    let (new, _) = set_up(&t, &mut browser).await;
    assert!(!other.is_signed_in().await && browser.is_signed_in().await);
    other.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut other, &old.next(&t)).await.status, 422);
    assert_eq!(second(&mut other, &new.shows(&t)).await.status, 303);
    // removed, the password is enough
    assert_eq!(browser.post("/account/second-factor/removal", &[]).await.status, 303);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
    assert!(security_log(&t).contains("SECURITY[2FA_REMOVED]: user=ada@kontor.test"));
    assert_eq!(other.sign_in("ada@kontor.test", PASSWORD).await.location(), "/");
}

#[tokio::test]
async fn an_administrator_resets_a_lost_factor_and_nobody_else_does() {
    let t = start().await;
    let (ada, mut browser, _, codes) = ada_with_app(&t).await;
    member(&t, "Maria", Role::Admin).await;
    let path = format!("/admin/users/{}/factors/removal", ada.id);
    assert_eq!(browser.post(&path, &[]).await.status, 403);
    let mut admin = Browser::at(&t, "203.0.113.9");
    admin.sign_in("maria@kontor.test", PASSWORD).await;
    assert!(admin.get(&format!("/admin/users/{}", ada.id)).await.body.contains(&path));
    assert_eq!(admin.post(&path, &[]).await.status, 303);
    assert!(!browser.is_signed_in().await);
    assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.location(), "/");
    // the codes went too
    let (_, fresh) = set_up(&t, &mut browser).await;
    assert!(codes.iter().all(|code| !fresh.contains(code)));
    let mut other = Browser::at(&t, "203.0.113.3");
    other.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut other, &codes[0]).await.status, 422);
}

#[tokio::test]
async fn an_offered_secret_is_good_for_its_person_and_an_hour() {
    let t = start().await;
    for name in ["Ada", "Bea"] {
        member(&t, name, Role::Agent).await;
    }
    let mut ada = Browser::at(&t, "203.0.113.1");
    let mut bea = Browser::at(&t, "203.0.113.2");
    ada.sign_in("ada@kontor.test", PASSWORD).await;
    bea.sign_in("bea@kontor.test", PASSWORD).await;
    let page = ada.get("/account/second-factor").await;
    let (app, kept) = (App::of(&page), value(&page, "kept"));
    let code = app.shows(&t);
    for kept in [kept.as_str(), "", "AAAA"] {
        let answer = bea.post("/account/second-factor", &[("kept", kept), ("code", &code)]).await;
        assert!(answer.status == 422 && answer.body.contains("open for too long"), "{kept}");
        assert_ne!(value(&answer, "kept"), kept, "a new secret is offered");
    }
    for _ in 0..3 {
        t.kontor.clock.advance(TimeDelta::minutes(21));
        ada.get("/account").await;
    }
    ada.sign_in("ada@kontor.test", PASSWORD).await;
    let code = app.shows(&t);
    let late = ada.post("/account/second-factor", &[("kept", &kept), ("code", &code)]).await;
    assert!(late.status == 422 && late.body.contains("open for too long"), "{}", late.body);
}

#[tokio::test]
async fn the_database_knows_neither_secret_nor_codes() {
    use sea_orm::{ConnectionTrait, Statement};
    let t = start().await;
    let (_, _, app, codes) = ada_with_app(&t).await;
    let secret = app.0.secret().as_bytes().to_vec();
    let db = t.kontor.db.begin().await.unwrap();
    let all = async |sql: &str| {
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
        rows.unwrap()
    };
    let stored: Vec<u8> =
        all("SELECT secret FROM totp_secrets").await[0].try_get_by_index(0).unwrap();
    assert!(stored.len() > secret.len() + 40, "sealed");
    assert!(!stored.windows(secret.len()).any(|part| part == secret));
    for row in all("SELECT id FROM recovery_codes").await {
        let id: String = row.try_get_by_index(0).unwrap();
        assert!(id.len() == 64 && !codes.iter().any(|code| id.contains(&code.replace('-', ""))));
    }
}

#[tokio::test]
async fn changing_the_password_does_not_get_round_the_second_factor() {
    let t = start().await;
    let (ada, mut thief, app, _) = ada_with_app(&t).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    // a stolen session and the password, but no phone
    let form = [("current", PASSWORD), ("password", "Weser-Kaje-Frachtbrief-1901")];
    let page = thief.post("/account/password", &form).await;
    assert!(page.status == 403 && page.body.contains(r#"name="proof_code""#), "{}", page.body);
    assert_eq!(thief.post("/account/second-factor/removal", &[]).await.status, 403);
    let mut fresh = Browser::at(&t, "203.0.113.2");
    fresh.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut fresh, &app.next(&t)).await.status, 303);
    assert_eq!(fresh.post("/account/password", &form).await.status, 303);
    let sessions = session::of_user(t.db(), ada.id).await.unwrap();
    assert_eq!(sessions.iter().map(|one| one.amr.as_str()).collect::<Vec<_>>(), ["pwd+otp"]);
}

#[tokio::test]
async fn a_thief_who_locks_the_codes_stops_neither_the_owners_device_nor_the_recovery_codes() {
    let t = start().await;
    let (_, mut owner, app, codes) = ada_with_app(&t).await;
    let mut thief = Browser::at(&t, "198.51.100.7");
    thief.sign_in("ada@kontor.test", PASSWORD).await;
    for _ in 0..5 {
        second(&mut thief, "111111").await;
    }
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = owner.post("/account/recovery-codes", &[]).await;
    let kept = value(&page, "proof_kept");
    let code = app.next(&t);
    let proof =
        [("proof_kept", kept.as_str()), ("proof_password", PASSWORD), ("proof_code", &code)];
    let page = owner.post("/account/recovery-codes", &proof).await;
    let fresh = self::codes(&page);
    assert!(page.status == 200 && fresh.len() == codes.len(), "{}", page.body);
    assert_eq!(second(&mut thief, &app.next(&t)).await.status, 422, "guessing is locked there");
    let mut elsewhere = Browser::at(&t, "203.0.113.3");
    elsewhere.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(second(&mut elsewhere, &fresh[0]).await.status, 303);
}

#[tokio::test]
async fn administrators_see_a_lock_of_the_codes_and_lift_it() {
    let t = start().await;
    let (ada, _, app, _) = ada_with_app(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.2");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    for _ in 0..5 {
        second(&mut browser, "111111").await;
    }
    member(&t, "Maria", Role::Admin).await;
    let mut admin = Browser::at(&t, "203.0.113.9");
    admin.sign_in("maria@kontor.test", PASSWORD).await;
    let path = format!("/admin/users/{}/unlocking", ada.id);
    assert!(admin.get(&format!("/admin/users/{}", ada.id)).await.body.contains(&path));
    assert_eq!(admin.post(&path, &[]).await.status, 303);
    assert_eq!(second(&mut browser, &app.next(&t)).await.status, 303);
}

#[tokio::test]
async fn no_administrator_who_must_have_a_factor_takes_it_off_oneself() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "admins")]).await;
    let maria = member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let page = browser.get("/sign-in/second").await;
    let (app, kept) = (App::of(&page), value(&page, "kept"));
    browser.post("/sign-in/second/app", &form(&kept, &app.shows(&t))).await;
    let path = format!("/admin/users/{}/factors/removal", maria.id);
    assert_eq!(browser.post(&path, &[]).await.status, 422);
    browser.post("/sign-out", &[]).await;
    let answer = browser.sign_in("maria@kontor.test", PASSWORD).await;
    assert!(answer.location().starts_with("/sign-in/second"));
    assert!(
        !browser.get("/sign-in/second").await.body.contains("<svg class=\"qr\""),
        "it is still there"
    );
}

#[tokio::test]
async fn changing_the_second_factor_or_the_account_ends_old_cookies_too() {
    for what in ["removed", "replaced", "signed out", "deactivated"] {
        let t = start().await;
        let (ada, mut browser, app, _) = ada_with_app(&t).await;
        t.kontor.clock.advance(TimeDelta::minutes(11));
        let old = format!("kontor-insecure={}", browser.cookie("kontor-insecure").unwrap());
        let page = browser.post("/account/recovery-codes", &[]).await;
        let (kept, code) = (value(&page, "proof_kept"), app.next(&t));
        let proof = [("proof_kept", &*kept), ("proof_password", PASSWORD), ("proof_code", &*code)];
        assert_eq!(browser.post("/account/recovery-codes", &proof).await.status, 200);
        assert_eq!(t.get(&old, "/account").await.status, 200, "{what}");
        match what {
            "removed" => {
                browser.post("/account/second-factor/removal", &[]).await;
            }
            "replaced" => {
                set_up(&t, &mut browser).await;
            }
            "signed out" => {
                browser.post("/sign-out", &[]).await;
            }
            _ => {
                actions::set_active(&t.cx(), ada.id, false).await.unwrap();
            }
        }
        assert_eq!(t.get(&old, "/account").await.status, 401, "{what}");
        assert_eq!(browser.is_signed_in().await, ["removed", "replaced"].contains(&what), "{what}");
    }
}

/// What two proofs at once find: the row of their mistakes is not there yet, and cannot be made.
#[tokio::test]
async fn a_first_mistake_at_the_same_moment_as_another_is_a_mistake_and_no_conflict() {
    let t = start().await;
    let (_, mut browser, _, _) = ada_with_app(&t).await;
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = browser.post("/account/recovery-codes", &[]).await;
    let kept = value(&page, "proof_kept");
    let form = [("proof_kept", &*kept), ("proof_password", PASSWORD), ("proof_code", "000000")];
    assert_eq!(browser.post("/account/recovery-codes", &form).await.status, 422);
    let read = "SELECT id, account FROM sign_in_guards WHERE failures = 1";
    let read = Statement::from_string(t.kontor.db.backend(), read);
    let row = t.db().query_one_raw(read).await.unwrap().unwrap();
    let (id, account): (String, String) =
        (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
    let run = async |sql: String| {
        let tx = t.kontor.db.begin().await.unwrap();
        tx.execute_unprepared(&sql).await.unwrap();
        tx
    };
    run(format!("DELETE FROM sign_in_guards WHERE id = '{id}'")).await.commit().await.unwrap();
    let other = run(format!(
        "INSERT INTO sign_in_guards (id, account, failures, locks, changed_at) VALUES ('{id}', '{account}', 0, 0, {})",
        t.kontor.clock.now().timestamp_millis()
    ))
    .await;
    let (page, ()) = tokio::join!(browser.post("/account/recovery-codes", &form), async {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        other.commit().await.unwrap();
    });
    assert_eq!(page.status, 422);
    assert!(page.body.contains(r#"id="f-proof_code-error""#), "{}", page.body);
}

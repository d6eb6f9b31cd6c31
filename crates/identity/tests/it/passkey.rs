use crate::authenticator::{Authenticator, USER_VERIFIED};
use crate::browser::{APPS, Browser, PASSWORD, member, security_log, start, until_stopped};
use chrono::TimeDelta;
use identity::actions;
use platform::testing::{Answer, TestKontor};
use platform::{Role, User, session};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::Value;

/// Where a house without `server.external_url` is, for browsers that allow passkeys there.
const ORIGIN: &str = "http://localhost:8080";

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The value of an attribute on a page.
fn attribute(page: &Answer, name: &str) -> String {
    let value = page.body.split(&format!("{name}=\"")).nth(1).expect(&page.body);
    unescaped(value.split('"').next().unwrap())
}

/// The options on a page, or in an answer to a script.
fn options(page: &Answer) -> Value {
    if page.body.starts_with('{') {
        return serde_json::from_str(&page.body).unwrap();
    }
    serde_json::from_str(&attribute(page, "data-options")).unwrap()
}

async fn asked(browser: &mut Browser<'_>, path: &str) -> Value {
    let answer = browser.post(path, &[]).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    options(&answer)
}

/// Makes a passkey on the account page.
async fn add(browser: &mut Browser<'_>, name: &str) -> (Authenticator, Answer) {
    let page = browser.post("/account/passkeys/new", &[]).await;
    let mut key = Authenticator::new(&attribute(&page, "data-origin"));
    let made = key.create(&options(&page));
    let answer = browser.post("/account/passkeys", &[("name", name), ("credential", &made)]).await;
    (key, answer)
}

async fn ada_with_key(t: &TestKontor) -> (User, Browser<'_>, Authenticator) {
    let ada = member(t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(t, "203.0.113.1");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let (key, answer) = add(&mut browser, "Laptop").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    (ada, browser, key)
}

async fn answer(browser: &mut Browser<'_>, credential: &str) -> Answer {
    let form = [("credential", credential), ("next", "/account")];
    browser.post("/sign-in/passkey", &form).await
}

async fn sign_in(browser: &mut Browser<'_>, key: &mut Authenticator) -> Answer {
    let options = asked(browser, "/sign-in/passkey/options").await;
    let credential = key.get(&options);
    answer(browser, &credential).await
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_name_and_without_a_second_question() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "everyone")]).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let path = actions::issue_reset(&t.cx(), ada.id).await;
    assert!(path.is_ok());
    // the first one is made by somebody who is in already
    let token = t.sign_in(&ada).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.set_cookie("kontor-insecure", token.split_once('=').unwrap().1);
    let (mut key, page) = add(&mut browser, "Laptop").await;
    assert_eq!((page.status.as_u16(), page.body.matches("<li>").count() >= 10), (200, true));
    assert!(security_log(&t).contains("SECURITY[2FA_ADDED]: user=ada@kontor.test"));

    let mut other = Browser::at(&t, "203.0.113.2");
    assert!(other.get("/sign-in").await.body.contains(r#"autocomplete="username webauthn""#));
    let done = sign_in(&mut other, &mut key).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/account"), "{}", done.body);
    assert!(other.is_signed_in().await);
    let sessions = session::of_user(t.db(), ada.id).await.unwrap();
    assert!(sessions.iter().any(|session| session.amr == "passkey"), "{sessions:?}");
    assert!(security_log(&t).contains("SECURITY[LOGIN_SUCCESS]: user=ada@kontor.test"));
    let page = other.get("/account").await;
    assert!(page.body.contains("Laptop") && !page.body.contains(">never<"), "{}", page.body);
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn an_answer_is_good_once_for_five_minutes_in_the_browser_that_was_asked() {
    let t = start().await;
    let (ada, _, mut key) = ada_with_key(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.2");
    let options = asked(&mut browser, "/sign-in/passkey/options").await;
    let cookie = browser.cookie("kontor-passkey-insecure").or(browser.cookie("kontor-passkey"));
    let cookie = cookie.expect("it is bound to the browser").to_owned();
    let credential = key.get(&options);

    let mut thief = Browser::at(&t, "198.51.100.7");
    assert_eq!(answer(&mut thief, &credential).await.status, 422, "another browser");
    assert_eq!(answer(&mut browser, &credential).await.status, 303);
    browser.post("/sign-out", &[]).await;
    let again = answer(&mut browser, &credential).await;
    assert_eq!(again.status, 422, "replayed");
    assert!(!browser.is_signed_in().await);
    assert!(security_log(&t).contains("reason=passkey_spent"));

    let options = asked(&mut browser, "/sign-in/passkey/options").await;
    assert_ne!(browser.cookie("kontor-passkey"), Some(cookie.as_str()));
    t.kontor.clock.advance(TimeDelta::minutes(5));
    assert_eq!(answer(&mut browser, &key.get(&options)).await.status, 422, "too late");
    // a question that was replaced by another one is over
    let first = asked(&mut browser, "/sign-in/passkey/options").await;
    asked(&mut browser, "/sign-in/passkey/options").await;
    assert_eq!(answer(&mut browser, &key.get(&first)).await.status, 422, "replaced");
    // a wrong answer uses the question up
    let options = asked(&mut browser, "/sign-in/passkey/options").await;
    assert_eq!(answer(&mut browser, "{}").await.status, 422);
    assert_eq!(answer(&mut browser, &key.get(&options)).await.status, 422, "used up");
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whatever_is_wrong_with_a_passkey_has_one_answer() {
    let t = start().await;
    let (ada, _, mut key) = ada_with_key(&t).await;
    let mut browser = Browser::at(&t, "203.0.113.2");
    assert_eq!(sign_in(&mut browser, &mut key).await.status, 303);
    browser.post("/sign-out", &[]).await;
    let mut pages = Vec::new();
    let cloned = Authenticator { counter: 0, ..key.clone() };
    let elsewhere = Authenticator { origin: "https://kontor.example".into(), ..key.clone() };
    let port = Authenticator { origin: "http://localhost:8081".into(), ..key.clone() };
    let unverified = Authenticator { flags: key.flags & !USER_VERIFIED, ..key.clone() };
    let stranger = Authenticator::new(ORIGIN);
    for mut wrong in [cloned, elsewhere, port, unverified, stranger] {
        pages.push(sign_in(&mut browser, &mut wrong).await);
    }
    actions::set_active(&t.cx(), ada.id, false).await.unwrap();
    pages.push(sign_in(&mut browser, &mut key).await);
    let said = |page: &Answer| {
        assert_eq!(page.status, 422);
        page.body.split("That did not work with this passkey").count()
    };
    assert!(pages.iter().all(|page| said(page) == 2), "{}", pages[0].body);
    assert!(!browser.is_signed_in().await);
    let log = security_log(&t);
    for reason in
        ["passkey_cloned", "passkey_wrong_origin", "bad_passkey", "passkey_unknown", "inactive"]
    {
        assert!(log.contains(&format!("reason={reason}")), "{reason}: {log}");
    }
    // the true one goes on where the copy was refused
    actions::set_active(&t.cx(), ada.id, true).await.unwrap();
    assert_eq!(sign_in(&mut browser, &mut key).await.status, 303);
}

#[tokio::test]
async fn wrong_passwords_never_lock_a_passkey() {
    let t = start().await;
    let (_, _, mut key) = ada_with_key(&t).await;
    for n in 0..6 {
        let mut thief = Browser::at(&t, &format!("198.51.100.{n}"));
        thief.sign_in("ada@kontor.test", "wrong").await;
    }
    assert!(security_log(&t).contains("SECURITY[LOCKOUT]: user=ada@kontor.test"));
    let mut browser = Browser::at(&t, "203.0.113.2");
    assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.status, 422, "locked");
    assert_eq!(sign_in(&mut browser, &mut key).await.status, 303);
}

#[tokio::test]
async fn questions_for_passkeys_are_limited() {
    let t = start().await;
    let mut browser = Browser::at(&t, "198.51.100.7");
    until_stopped(60, async |_| browser.post("/sign-in/passkey/options", &[]).await).await;
    assert!(security_log(&t).contains("SECURITY[RATE_LIMITED]"));
}

#[tokio::test]
async fn a_passkey_is_the_second_factor_that_a_role_must_have() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "staff")]).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let token = t.sign_in(&ada).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.set_cookie("kontor-insecure", token.split_once('=').unwrap().1);
    let (mut key, _) = add(&mut browser, "Laptop").await;

    let mut other = Browser::at(&t, "203.0.113.2");
    assert!(other.sign_in("ada@kontor.test", PASSWORD).await.location().contains("second"));
    let page = other.get("/sign-in/second").await;
    assert!(page.body.contains("/sign-in/second/passkey") && !page.body.contains("svg class=\"qr"));
    // the password alone sets no app up beside it
    let offer = browser.get("/account/second-factor").await;
    let kept = attribute(&offer, "name=\"kept\" value");
    let app = other.post("/sign-in/second/app", &[("kept", &kept), ("code", "000000")]).await;
    assert!(app.status == 422 && !other.is_signed_in().await);

    let options = asked(&mut other, "/sign-in/second/passkey/options").await;
    assert!(key.is_allowed(&options));
    // somebody else's passkey is none of mine
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut bea_browser = Browser::at(&t, "203.0.113.3");
    let token = t.sign_in(&bea).await;
    bea_browser.set_cookie("kontor-insecure", token.split_once('=').unwrap().1);
    let (mut foreign, _) = add(&mut bea_browser, "Phone").await;
    let form = |credential: String| [("credential", credential), ("next", "/account".to_owned())];
    let send = async |browser: &mut Browser<'_>, credential| {
        let form = form(credential);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/sign-in/second/passkey", &form).await
    };
    assert_eq!(send(&mut other, foreign.get(&options)).await.status, 422);
    assert!(security_log(&t).contains("SECURITY[2FA_FAILED]: user=ada@kontor.test"));
    let options = asked(&mut other, "/sign-in/second/passkey/options").await;
    let done = send(&mut other, key.get(&options)).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/account"), "{}", done.body);
    let sessions = session::of_user(t.db(), ada.id).await.unwrap();
    assert!(sessions.iter().any(|session| session.amr == "pwd+passkey"), "{sessions:?}");
    // an answer to this question is no way in by itself
    let mut third = Browser::at(&t, "203.0.113.4");
    third.sign_in("ada@kontor.test", PASSWORD).await;
    let options = asked(&mut third, "/sign-in/second/passkey/options").await;
    assert_eq!(answer(&mut third, &key.get(&options)).await.status, 422, "another purpose");
}

#[tokio::test]
async fn who_has_a_passkey_needs_it_beside_the_password_whether_the_role_must_or_not() {
    let t = start().await;
    let (ada, _, mut key) = ada_with_key(&t).await;
    let mut other = Browser::at(&t, "203.0.113.2");
    let asked = other.sign_in("ada@kontor.test", PASSWORD).await;
    assert!(asked.location().starts_with("/sign-in/second"), "{}", asked.location());
    assert!(!other.is_signed_in().await, "a stolen password alone opens nothing");
    let page = other.get("/sign-in/second").await;
    assert!(page.body.contains("/sign-in/second/passkey"), "{}", page.body);
    let options = asked_second(&mut other).await;
    let form = [("credential", key.get(&options)), ("next", "/account".to_owned())];
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(other.post("/sign-in/second/passkey", &form).await.status, 303);
    let sessions = session::of_user(t.db(), ada.id).await.unwrap();
    assert!(sessions.iter().any(|session| session.amr == "pwd+passkey"), "{sessions:?}");
    // nor before a dangerous act
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = other.post("/account/sessions/end", &[]).await;
    let kept = attribute(&page, "name=\"proof_kept\" value");
    let proof = [("proof_kept", kept.as_str()), ("proof_password", PASSWORD)];
    assert_eq!(other.post("/account/sessions/end", &proof).await.status, 422);
}

#[tokio::test]
async fn a_program_of_somebody_with_a_passkey_signs_in_with_a_recovery_code() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let (_, page) = add(&mut browser, "Laptop").await;
    let code = page.body.split("codes mono\"><li>").nth(1).unwrap().split('<').next().unwrap();
    let login = async |code: &str| {
        let body = serde_json::json!({ "email": "maria@kontor.test", "password": PASSWORD,
            "scopes": ["users:read"], "code": code });
        let headers = [("content-type", "application/json")];
        let (post, path) = (axum::http::Method::POST, "/api/v1/auth/login");
        t.send(post, path, "", &headers, body.to_string().into()).await
    };
    let said = login("").await;
    assert!(said.status == 422 && said.body.contains("code-missing"), "{}", said.body);
    assert_eq!(login(code).await.status, 200);
    assert_eq!(login(code).await.status, 422, "each is good once");
}

async fn asked_second(browser: &mut Browser<'_>) -> Value {
    asked(browser, "/sign-in/second/passkey/options").await
}

#[tokio::test]
async fn the_owner_is_told_by_letter_when_a_passkey_comes_or_goes() {
    let smtp = fakes::smtp::Smtp::start().await;
    let t = crate::letter::house(&smtp).await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let (_, page) = add(&mut browser, "Laptop").await;
    assert_eq!(page.status, 200, "{}", page.body);
    crate::letter::run_all(&t).await;
    let told = |n: usize| crate::letter::letters(&smtp, "ada@kontor.test").swap_remove(n);
    let before = crate::letter::letters(&smtp, "ada@kontor.test").len();
    assert!(told(before - 1).0.to_lowercase().contains("passkey"), "{:?}", told(before - 1));
    let page = browser.get("/account").await;
    let id = page.body.split("href=\"/account/passkeys/").nth(1).unwrap()[..36].to_owned();
    assert_eq!(browser.post(&format!("/account/passkeys/{id}/removal"), &[]).await.status, 303);
    crate::letter::run_all(&t).await;
    assert_eq!(crate::letter::letters(&smtp, "ada@kontor.test").len(), before + 1);
    assert_ne!(told(before - 1).0, told(before).0);
    assert!(told(before).0.to_lowercase().contains("passkey"), "{:?}", told(before));
}

#[tokio::test]
async fn a_passkey_proves_who_acts_before_a_dangerous_act() {
    let t = start().await;
    let (_, mut browser, mut key) = ada_with_key(&t).await;
    let before = browser.cookie("kontor-insecure").unwrap().to_owned();
    t.kontor.clock.advance(TimeDelta::minutes(11));
    let page = browser.post("/account/sessions/end", &[]).await;
    assert_eq!(page.status, 403);
    let kept = attribute(&page, "name=\"proof_kept\" value");
    let proof = |credential: &str| {
        vec![("proof_kept".to_owned(), kept.clone()), ("proof_passkey".into(), credential.into())]
    };
    let send = async |browser: &mut Browser<'_>, form: Vec<(String, String)>| {
        let form: Vec<_> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        browser.post("/account/sessions/end", &form).await
    };
    let mut cloned = Authenticator { counter: 0, ..key.clone() };
    assert!(key.is_allowed(&options(&page)));
    let page = send(&mut browser, proof(&cloned.get(&options(&page)))).await;
    assert!(page.status == 422 && page.body.contains("did not work with this passkey"));
    assert!(security_log(&t).contains("SECURITY[REAUTH_FAILED]: user=ada@kontor.test"));
    let credential = key.get(&options(&page));
    let done = send(&mut browser, proof(&credential)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_ne!(browser.cookie("kontor-insecure"), Some(before.as_str()), "another cookie");
    assert!(security_log(&t).contains("SECURITY[REAUTH_SUCCESS]: user=ada@kontor.test"));
    t.kontor.clock.advance(TimeDelta::minutes(11));
    assert_eq!(send(&mut browser, proof(&credential)).await.status, 422, "replayed");
}

#[tokio::test]
async fn passkeys_have_names_and_go_one_by_one() {
    let t = start().await;
    let (ada, mut browser, mut key) = ada_with_key(&t).await;
    let (_, second) = add(&mut browser, "Blue key").await;
    assert_eq!((second.status.as_u16(), second.location()), (303, "/account"), "codes are there");
    let page = browser.get("/account").await;
    let paths: Vec<_> = page.body.split("href=\"/account/passkeys/").skip(1).collect();
    let paths: Vec<_> =
        paths.iter().map(|rest| format!("/account/passkeys/{}", &rest[..36])).collect();
    assert_eq!(paths.len(), 2, "{}", page.body);

    assert_eq!(browser.post(&paths[0], &[("name", " ")]).await.status, 422);
    assert_eq!(browser.post(&paths[0], &[("name", "Old laptop")]).await.status, 303);
    assert!(browser.get(&paths[0]).await.body.contains("Old laptop"));
    // nobody else sees or touches it
    member(&t, "Bea", Role::Agent).await;
    let mut bea = Browser::at(&t, "203.0.113.3");
    bea.sign_in("bea@kontor.test", PASSWORD).await;
    assert_eq!(bea.get(&paths[0]).await.status, 404);
    assert_eq!(bea.post(&format!("{}/removal", paths[0]), &[]).await.status, 404);

    let mut other = Browser::at(&t, "203.0.113.2");
    assert_eq!(sign_in(&mut other, &mut key).await.status, 303);
    let removed = browser.post(&format!("{}/removal", paths[0]), &[]).await;
    assert_eq!(removed.status, 303);
    assert!(!other.is_signed_in().await, "all other sessions end");
    assert_eq!(sign_in(&mut other, &mut key).await.status, 422);
    assert!(security_log(&t).contains("SECURITY[2FA_REMOVED]: user=ada@kontor.test"));

    // the last one of an account without a password goes after a warning alone
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let delete = Statement::from_string(tx.get_database_backend(), "delete from credentials");
    tx.execute_raw(delete).await.unwrap();
    cx.commit(tx).await.unwrap();
    let page = browser.get(&paths[1]).await;
    assert!(page.body.contains("its last passkey"), "{}", page.body);
    let removal = format!("{}/removal", paths[1]);
    assert_eq!(browser.post(&removal, &[]).await.status, 422);
    assert_eq!(browser.post(&removal, &[("sure", "1")]).await.status, 303);
    let page = browser.get("/account").await;
    assert!(!page.body.contains("/account/recovery-codes"), "they go with the last factor");
    assert!(t.audit_is_whole().await);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_last_factor_that_a_role_must_have_stays_until_an_administrator_resets_it() {
    let t = TestKontor::start_with(&APPS, &[("sign_in.second_factor", "staff")]).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let token = t.sign_in(&ada).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.set_cookie("kontor-insecure", token.split_once('=').unwrap().1);
    let (mut key, _) = add(&mut browser, "Laptop").await;
    let page = browser.get("/account").await;
    let id = page.body.split("href=\"/account/passkeys/").nth(1).unwrap()[..36].to_owned();
    let removal = format!("/account/passkeys/{id}/removal");
    assert_eq!(browser.post(&removal, &[("sure", "1")]).await.status, 422);

    actions::remove_factors(&t.cx(), ada.id).await.unwrap();
    assert!(!browser.is_signed_in().await);
    let mut other = Browser::at(&t, "203.0.113.2");
    assert_eq!(sign_in(&mut other, &mut key).await.status, 422);
    other.sign_in("ada@kontor.test", PASSWORD).await;
    let page = other.get("/sign-in/second").await;
    assert!(page.body.contains("svg class=\"qr\""), "it is set up anew: {}", page.body);
}

#[tokio::test]
async fn an_answer_to_another_question_makes_no_passkey() {
    let t = start().await;
    let (ada, mut browser, key) = ada_with_key(&t).await;
    let send = async |browser: &mut Browser<'_>, credential: &str| {
        browser.post("/account/passkeys", &[("name", "x"), ("credential", credential)]).await
    };
    let page = browser.post("/account/passkeys/new", &[]).await;
    let first = Authenticator::new(ORIGIN).create(&options(&page));
    browser.post("/account/passkeys/new", &[]).await;
    assert_eq!(send(&mut browser, &first).await.status, 422, "the question was replaced");
    let page = send(&mut browser, "{}").await;
    assert_eq!(page.status, 422, "{}", page.body);
    let twice = key.clone().create(&options(&page));
    assert_eq!(send(&mut browser, &twice).await.status, 422, "it is there already");
    let page = browser.post("/account/passkeys/new", &[]).await;
    let mut unverified = Authenticator::new(ORIGIN);
    unverified.flags &= !USER_VERIFIED;
    assert_eq!(send(&mut browser, &unverified.create(&options(&page))).await.status, 422);
    let page = browser.post("/account/passkeys/new", &[]).await;
    let elsewhere = Authenticator::new("https://kontor.example").create(&options(&page));
    assert_eq!(send(&mut browser, &elsewhere).await.status, 422);
    let page = browser.get("/account").await;
    assert_eq!(page.body.matches("href=\"/account/passkeys/").count(), 1);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn where_browsers_allow_no_passkeys_none_are_asked_for() {
    let setting =
        [("server.external_url", "https://192.0.2.7"), ("sign_in.second_factor", "nobody")];
    let t = TestKontor::start_with(&APPS, &setting).await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    assert!(!browser.get("/sign-in").await.body.contains("passkey"));
    assert_eq!(browser.post("/sign-in/passkey/options", &[]).await.status, 404);
    assert_eq!(answer(&mut browser, "{}").await.status, 422);
}

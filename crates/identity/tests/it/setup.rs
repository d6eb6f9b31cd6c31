use crate::browser::{Browser, PASSWORD, member, security_log, start};
use chrono::TimeDelta;
use events::identity::SetupFinished;
use identity::{actions, setup};
use platform::{Error, Role, event, users};
use std::os::unix::fs::PermissionsExt;

const FORM: [(&str, &str); 5] = [
    ("name", "Maria Brandt"),
    ("email", "maria@kontor.test"),
    ("password", PASSWORD),
    ("company", "Brandt Software"),
    ("lang", "en"),
];

fn with_token<'a>(token: &'a str, form: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("token", token)], form].concat()
}

#[tokio::test]
async fn the_setup_makes_the_first_administrator_and_closes_for_ever() {
    let t = start().await;
    assert!(setup::is_needed(t.db()).await.unwrap());
    let token = setup::begin(&t.cx()).await.unwrap();
    let mut browser = Browser::at(&t, "127.0.0.1");
    assert!(browser.get("/sign-in").await.body.contains("kontor setup"));
    let page = browser.get(&format!("/setup?token={token}")).await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("The database answers") && page.body.contains("stays on this machine")
    );

    let answer = browser.post("/setup", &with_token(&token, &FORM)).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/admin/mailboxes/new"));
    assert!(browser.is_signed_in().await);
    let maria = users::find_by_email(t.db(), "maria@kontor.test").await.unwrap().unwrap();
    assert_eq!((maria.role, maria.lang), (Role::Admin, platform::Lang::En));
    assert_eq!(setup::company(t.db()).await.unwrap(), "Brandt Software");
    // what the house is called to people outside, as long as its letters have no name of their own
    assert_eq!(platform::house_name(&t.cx()).await.as_deref(), Some("Brandt Software"));
    let facts = event::timeline(t.db(), &format!("user:{}", maria.id)).await.unwrap();
    assert!(facts.iter().any(|fact| fact.facts::<SetupFinished>().is_some()));
    assert!(security_log(&t).contains("SECURITY[SETUP_FINISHED]: user=maria@kontor.test"));
    assert!(!t.folder().join("setup-token").exists());

    assert!(!setup::is_needed(t.db()).await.unwrap());
    assert!(matches!(setup::begin(&t.cx()).await, Err(Error::Forbidden)));
    let mut other = Browser::at(&t, "203.0.113.9");
    assert_eq!(other.get(&format!("/setup?token={token}")).await.status, 410);
    assert_eq!(other.post("/setup", &with_token(&token, &FORM)).await.status, 410);
    assert!(!other.get("/sign-in").await.body.contains("kontor setup"));
    assert_eq!(other.sign_in("maria@kontor.test", PASSWORD).await.status, 303);
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn the_token_is_in_a_file_that_only_its_owner_reads() {
    let t = start().await;
    let first = setup::begin(&t.cx()).await.unwrap();
    let token = setup::begin(&t.cx()).await.unwrap();
    let path = t.folder().join("setup-token");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{token}\n"));
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let mut browser = Browser::at(&t, "127.0.0.1");
    assert_eq!(browser.get(&format!("/setup?token={first}")).await.status, 410, "renewed");
    assert_eq!(browser.get(&format!("/setup?token={token}")).await.status, 200);
}

#[tokio::test]
async fn a_token_is_good_for_an_hour_and_a_wrong_one_for_nothing() {
    let t = start().await;
    let token = setup::begin(&t.cx()).await.unwrap();
    let mut browser = Browser::at(&t, "127.0.0.1");
    for wrong in ["", "x", &token[1..], "%00", "' OR 1=1 --"] {
        let wrong = serde_urlencoded::to_string([("token", wrong)]).unwrap();
        assert_eq!(browser.get(&format!("/setup?{wrong}")).await.status, 410);
    }
    assert!(security_log(&t).contains("SECURITY[SETUP_FAILED]: user=- ip=127.0.0.1"));
    t.kontor.clock.advance(TimeDelta::minutes(59));
    assert_eq!(browser.get(&format!("/setup?token={token}")).await.status, 200);
    t.kontor.clock.advance(TimeDelta::minutes(1));
    assert_eq!(browser.get(&format!("/setup?token={token}")).await.status, 410);
    assert_eq!(browser.post("/setup", &with_token(&token, &FORM)).await.status, 410);
    assert!(setup::is_needed(t.db()).await.unwrap());
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_entered_and_the_token() {
    let t = start().await;
    let token = setup::begin(&t.cx()).await.unwrap();
    let mut browser = Browser::at(&t, "127.0.0.1");
    let mut form = FORM;
    form[2].1 = "maria brandt software";
    let answer = browser.post("/setup", &with_token(&token, &form)).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("easy to guess") && answer.body.contains(r#"value="Brandt Software""#)
    );
    assert!(!answer.body.contains("maria brandt software"), "a password is never shown again");
    assert_eq!(browser.post("/setup", &with_token(&token, &FORM)).await.status, 303);
}

#[tokio::test]
async fn two_who_finish_at_once_make_one_administrator() {
    let t = start().await;
    let token = setup::begin(&t.cx()).await.unwrap();
    let (mut one, mut two) = (Browser::at(&t, "127.0.0.1"), Browser::at(&t, "127.0.0.2"));
    let mut other = FORM;
    other[1].1 = "eve@kontor.test";
    let (form, other) = (with_token(&token, &FORM), with_token(&token, &other));
    let (a, b) = tokio::join!(one.post("/setup", &form), two.post("/setup", &other));
    let mut codes = [a.status.as_u16(), b.status.as_u16()];
    codes.sort_unstable();
    assert!(codes == [303, 410] || codes == [303, 422], "{codes:?}");
}

#[tokio::test]
async fn an_administrator_from_the_command_line_ends_the_setup_too() {
    let t = start().await;
    let token = setup::begin(&t.cx()).await.unwrap();
    member(&t, "Maria", Role::Admin).await;
    assert!(!setup::is_needed(t.db()).await.unwrap());
    let mut browser = Browser::at(&t, "127.0.0.1");
    assert_eq!(browser.post("/setup", &with_token(&token, &FORM)).await.status, 410);
    assert_eq!(browser.sign_in("maria@kontor.test", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn the_command_line_refuses_a_weak_password_too() {
    let t = start().await;
    let maria = member(&t, "Maria", Role::Admin).await;
    for weak in ["kurz", "aaaaaaaaaaaaaaaaaaaa", "maria@kontor.test"] {
        let refused = actions::set_password(&t.cx(), maria.id, weak).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{weak}");
    }
    let by_admin = actions::set_password(&t.cx_of(&maria), maria.id, PASSWORD).await;
    assert!(matches!(by_admin, Err(Error::Forbidden)), "on pages nobody chooses for another");
}

#[tokio::test]
async fn from_afar_without_tls_the_page_warns() {
    let t = start().await;
    let token = setup::begin(&t.cx()).await.unwrap();
    let page = Browser::at(&t, "203.0.113.7").get(&format!("/setup?token={token}&lang=de")).await;
    assert!(page.body.contains("nicht verschlüsselt") && page.body.contains(r#"<html lang="de""#));
}

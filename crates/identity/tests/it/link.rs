use crate::browser::{Browser, PASSWORD, member, security_log, start, until_stopped};
use chrono::TimeDelta;
use identity::{Account, actions, links};
use platform::{Error, Lang, Role};

fn token(link: &str) -> &str {
    link.split_once("?token=").unwrap().1
}

#[tokio::test]
async fn a_one_time_link_asks_first_and_signs_in_once() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let link = links::one_time(&t.cx(), ada.id).await.unwrap();
    assert!(link.starts_with("/sign-in/link?token="));
    let mut browser = Browser::at(&t, "203.0.113.7");
    for _ in 0..2 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, 200, "looking does not use it up");
        assert!(page.body.contains("<form") && !browser.is_signed_in().await);
    }
    let answer = browser.post("/sign-in/link", &[("token", token(&link))]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/"));
    assert!(browser.is_signed_in().await);
    assert!(security_log(&t).contains("SECURITY[LOGIN_SUCCESS]: user=ada@kontor.test"));

    let mut thief = Browser::at(&t, "198.51.100.1");
    assert_eq!(thief.get(&link).await.status, 410);
    assert_eq!(thief.post("/sign-in/link", &[("token", token(&link))]).await.status, 410);
    assert!(!thief.is_signed_in().await);
}

#[tokio::test]
async fn the_database_does_not_know_the_link() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let link = links::one_time(&t.cx(), ada.id).await.unwrap();
    let sql =
        sea_orm::Statement::from_string(t.kontor.db.backend(), "SELECT id FROM sign_in_links");
    let row = sea_orm::ConnectionTrait::query_one_raw(t.db(), sql).await.unwrap().unwrap();
    let stored: String = row.try_get("", "id").unwrap();
    assert_eq!(stored.len(), 64);
    let mut thief = Browser::at(&t, "198.51.100.1");
    assert_eq!(thief.post("/sign-in/link", &[("token", &stored)]).await.status, 410);
    assert_eq!(thief.post("/sign-in/link", &[("token", token(&link))]).await.status, 303);
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_gets_in() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let link = links::one_time(&t.cx(), ada.id).await.unwrap();
    let form = [("token", token(&link))];
    let (mut one, mut two) = (Browser::at(&t, "203.0.113.7"), Browser::at(&t, "203.0.113.8"));
    let (a, b) = tokio::join!(one.post("/sign-in/link", &form), two.post("/sign-in/link", &form));
    let mut codes = [a.status.as_u16(), b.status.as_u16()];
    codes.sort_unstable();
    assert_eq!(codes, [303, 410]);
}

#[tokio::test]
async fn links_end_in_time_and_a_new_one_voids_the_old_one() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let old = links::one_time(&t.cx(), ada.id).await.unwrap();
    let new = links::one_time(&t.cx(), ada.id).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.get(&old).await.status, 410);
    t.kontor.clock.advance(TimeDelta::minutes(29));
    assert_eq!(browser.get(&new).await.status, 200);
    t.kontor.clock.advance(TimeDelta::minutes(1));
    assert_eq!(browser.get(&new).await.status, 410);
}

#[tokio::test]
async fn a_link_is_good_for_its_purpose_only() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let sign_in = links::one_time(&t.cx(), ada.id).await.unwrap();
    let reset = links::reset(&t.cx(), ada.id).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.7");
    let form = [("token", token(&sign_in)), ("password", PASSWORD)];
    assert_eq!(browser.post("/sign-in/password", &form).await.status, 410);
    assert_eq!(browser.post("/sign-in/link", &[("token", token(&reset))]).await.status, 410);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn an_invited_person_chooses_the_password_and_is_in() {
    let t = start().await;
    let account = Account::new("Bea Öztürk", "bea@kontor.test", Role::Agent, Lang::De).unwrap();
    let bea = actions::create_user(&t.cx(), account).await.unwrap();
    let link = links::invite(&t.cx(), bea.id).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.7");
    let page = browser.get(&link).await;
    assert!(page.body.contains("Willkommen, Bea Öztürk"), "in her language: {}", page.body);

    let weak = [("token", token(&link)), ("password", "bea@kontor.test 1")];
    let answer = browser.post("/sign-in/password", &weak).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains(r#"id="f-password-error""#));
    let form = [("token", token(&link)), ("password", "  Möwen zählen Kähne ")];
    assert_eq!(browser.post("/sign-in/password", &form).await.status, 303);
    assert!(browser.is_signed_in().await);
    assert_eq!(browser.get(&link).await.status, 410, "one use");
    // exactly as it was typed
    let mut later = Browser::at(&t, "203.0.113.8");
    assert_eq!(later.sign_in("bea@kontor.test", "Möwen zählen Kähne").await.status, 422);
    assert_eq!(later.sign_in("bea@kontor.test", "  Möwen zählen Kähne ").await.status, 303);
}

#[tokio::test]
async fn a_reset_ends_all_sessions_and_unlocks() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut old = Browser::at(&t, "203.0.113.7");
    old.sign_in("ada@kontor.test", PASSWORD).await;
    for n in 0..5 {
        Browser::at(&t, &format!("198.51.100.{n}")).sign_in("ada@kontor.test", "x").await;
    }
    let link = links::reset(&t.cx(), ada.id).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.8");
    let form = [("token", token(&link)), ("password", "Sieben Kräne über der Elbe")];
    assert_eq!(browser.post("/sign-in/password", &form).await.status, 303);
    assert!(!old.is_signed_in().await);
    let mut stranger = Browser::at(&t, "203.0.113.9");
    assert_eq!(stranger.sign_in("ada@kontor.test", PASSWORD).await.status, 422);
    assert_eq!(stranger.sign_in("ada@kontor.test", form[1].1).await.status, 303);
}

#[tokio::test]
async fn someone_who_left_gets_no_link_and_uses_none() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let link = links::one_time(&t.cx(), ada.id).await.unwrap();
    actions::set_active(&t.cx(), ada.id, false).await.unwrap();
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.post("/sign-in/link", &[("token", token(&link))]).await.status, 410);
    assert!(matches!(links::one_time(&t.cx(), ada.id).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn guessing_links_is_slowed_down() {
    let t = start().await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    let answer =
        until_stopped(10, async |n| browser.get(&format!("/sign-in/link?token={n}")).await).await;
    assert!(answer.headers.contains_key("retry-after"));
}

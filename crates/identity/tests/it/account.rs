use crate::browser::{Browser, PASSWORD, member, security_log, start, until_stopped};
use events::identity::{PasswordChanged, SessionsEnded, UserChanged};
use platform::event::Recorded;
use platform::{Lang, Role, event, session, users};

const NEW: &str = "Sieben Kräne über der Elbe";

#[tokio::test]
async fn people_set_their_own_name_language_and_theme() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Customer).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let form = [("name", "Ada <Lovelace>"), ("lang", "de"), ("theme", "dark"), ("role", "admin")];
    let answer = browser.post("/account/profile", &form).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account"));
    let user = users::get(t.db(), ada.id).await.unwrap();
    assert_eq!(
        (user.name.as_str(), user.lang, user.theme.as_str()),
        ("Ada <Lovelace>", Lang::De, "dark")
    );
    assert_eq!(user.role, Role::Customer, "nobody gives a role to themselves");
    let page = browser.get("/account").await.body;
    assert!(page.contains("Mein Konto") && page.contains("Ada &lt;Lovelace&gt;"));
    let before = changes(&t, &user).await;
    assert_eq!(browser.post("/account/profile", &form).await.status, 303);
    assert_eq!(changes(&t, &user).await, before, "nothing changed, nothing happened");
}

async fn changes(t: &platform::testing::TestKontor, user: &platform::User) -> usize {
    let facts = event::timeline(t.db(), &format!("user:{}", user.id)).await.unwrap();
    facts.iter().filter(|fact| fact.facts::<UserChanged>().is_some()).count()
}

#[tokio::test]
async fn changing_the_password_needs_the_present_one_and_begins_all_sessions_anew() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let (mut browser, mut other) = (Browser::at(&t, "203.0.113.7"), Browser::at(&t, "203.0.113.8"));
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    other.sign_in("ada@kontor.test", PASSWORD).await;
    let old = browser.cookie("kontor-insecure").unwrap().to_owned();

    let wrong = [("current", "wrong"), ("password", NEW)];
    let answer = browser.post("/account/password", &wrong).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains(r#"id="f-current-error""#) && !answer.body.contains(NEW));
    assert!(security_log(&t).contains("SECURITY[REAUTH_FAILED]: user=ada@kontor.test"));

    let answer =
        browser.post("/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, "/account"));
    assert_ne!(browser.cookie("kontor-insecure").unwrap(), old);
    assert!(browser.is_signed_in().await && !other.is_signed_in().await);
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 1);
    let facts = event::timeline(t.db(), &format!("user:{}", ada.id)).await.unwrap();
    assert_eq!(facts.iter().filter(|fact| fact.facts::<PasswordChanged>().is_some()).count(), 2);
    assert!(security_log(&t).contains("SECURITY[PASSWORD_CHANGED]: user=ada@kontor.test"));

    let mut later = Browser::at(&t, "203.0.113.9");
    assert_eq!(later.sign_in("ada@kontor.test", PASSWORD).await.status, 422);
    assert_eq!(later.sign_in("ada@kontor.test", NEW).await.status, 303);
}

#[tokio::test]
async fn a_stolen_session_cannot_try_passwords_without_end() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let form = [("current", "guess"), ("password", NEW)];
    until_stopped(10, async |_| browser.post("/account/password", &form).await).await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all_others() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browsers: Vec<_> =
        (7..11).map(|n| Browser::at(&t, &format!("203.0.113.{n}"))).collect();
    for browser in &mut browsers {
        t.kontor.clock.advance(chrono::TimeDelta::seconds(1));
        assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.status, 303);
    }
    let page = browsers[0].get("/account").await.body;
    assert!(page.contains("203.0.113.10") && page.contains("Firefox, Linux"));
    assert_eq!(page.matches("this session").count(), 1);

    let last = session::of_user(t.db(), ada.id).await.unwrap()[0].id.clone();
    let answer = browsers[0].post(&format!("/account/sessions/{last}/end"), &[]).await;
    assert_eq!(answer.status, 303);
    assert!(!browsers[3].is_signed_in().await && browsers[2].is_signed_in().await);
    assert_eq!(browsers[0].post("/account/sessions/end", &[]).await.status, 303);
    assert!(browsers[0].is_signed_in().await && !browsers[1].is_signed_in().await);
    let facts = event::timeline(t.db(), &format!("user:{}", ada.id)).await.unwrap();
    let ended: Vec<_> =
        facts.iter().filter_map(Recorded::facts::<SessionsEnded>).map(|f| f.count).collect();
    assert_eq!(ended, [1, 2]);
}

#[tokio::test]
async fn nobody_ends_the_session_of_another() {
    let t = start().await;
    member(&t, "Ada", Role::Admin).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let (mut ada, mut other) = (Browser::at(&t, "203.0.113.7"), Browser::at(&t, "203.0.113.8"));
    ada.sign_in("ada@kontor.test", PASSWORD).await;
    other.sign_in("bea@kontor.test", PASSWORD).await;
    let session = session::of_user(t.db(), bea.id).await.unwrap()[0].id.clone();
    assert_eq!(ada.post(&format!("/account/sessions/{session}/end"), &[]).await.status, 404);
    assert!(other.is_signed_in().await);
}

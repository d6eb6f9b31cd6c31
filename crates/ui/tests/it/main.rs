//! The shell as a browser sees it: whole pages and parts, problems, files, the palette and the theme.

mod files;
mod house;
mod pages;
mod problems;

use platform::testing::{Answer, TestKontor};
use platform::{App, User, users};

const APPS: [App; 1] = [ui::APP];

/// A server with someone signed in: the server, the person and the cookie.
async fn signed_in() -> (TestKontor, User, String) {
    let t = TestKontor::start(&APPS).await;
    let ada = t.agent("Ada Byron").await;
    let cookie = t.sign_in(&ada).await;
    (t, ada, cookie)
}

/// What htmx sends when it wants a part for the element with this id.
async fn part(t: &TestKontor, cookie: &str, path: &str, target: &str) -> Answer {
    let target = format!("section#{target}");
    let headers = [("hx-request", "true"), ("hx-target", target.as_str()), ("accept", "text/html")];
    t.send(axum::http::Method::GET, path, cookie, &headers, axum::body::Body::empty()).await
}

#[tokio::test]
async fn the_theme_is_kept_and_drawn() {
    let (t, ada, cookie) = signed_in().await;
    assert!(!t.get(&cookie, "/styleguide").await.body.contains("data-theme="));

    let answer = t.post(&cookie, "/theme", "theme=dark").await;

    assert_eq!(answer.status.as_u16(), 303);
    assert_eq!(users::get(t.db(), ada.id).await.unwrap().theme, "dark");
    assert!(t.get(&cookie, "/styleguide").await.body.contains("data-theme=\"dark\""));
    assert_eq!(t.post(&cookie, "/theme", "theme=pink").await.status.as_u16(), 422);
}

#[tokio::test]
async fn whoever_switched_single_keys_off_finds_them_off() {
    let (t, ada, cookie) = signed_in().await;
    assert!(!t.get(&cookie, "/styleguide").await.body.contains("data-keys=\"off\""));

    assert_eq!(t.post(&cookie, "/keys", "").await.status.as_u16(), 204);

    assert!(!users::get(t.db(), ada.id).await.unwrap().single_keys);
    let page = t.get(&t.sign_in(&ada).await, "/styleguide").await.body;
    assert!(page.contains("data-keys=\"off\"") && !page.contains("data-keys-switch checked"));
    t.post(&cookie, "/keys", "single=on").await;
    assert!(users::get(t.db(), ada.id).await.unwrap().single_keys);
}

use crate::browser::{APPS, Browser, PASSWORD, member, start};
use axum::body::Body;
use axum::http::Method;
use platform::Role;
use platform::switch::{self, READ_ONLY, Wanted};
use platform::testing::{Answer, TestKontor};

async fn turn(t: &TestKontor, name: &'static str, on: bool) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    switch::turn(&tx, &cx, name, Wanted { on, ..Wanted::default() }).await.unwrap();
    cx.commit(tx).await.unwrap();
    switch::refresh(&t.kontor).await.unwrap();
}

async fn login(t: &TestKontor) -> Answer {
    let headers = [("content-type", "application/json"), ("x-forwarded-for", "203.0.113.8")];
    let body = format!(
        r#"{{"email":"maria@kontor.test","password":"{PASSWORD}","scopes":["users:read"]}}"#
    );
    t.send(Method::POST, "/api/v1/auth/login", "", &headers, Body::from(body)).await
}

#[tokio::test]
async fn a_feature_that_is_switched_off_is_not_there() {
    let post = [
        ("sign_in.second_factor", "nobody"),
        ("post.from", "kontor@firma.test"),
        ("post.smtp_host", "127.0.0.1"),
        ("post.smtp_security", "none"),
    ];
    let t = TestKontor::start_with(&APPS, &post).await;
    member(&t, "Maria", Role::Admin).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert!(browser.get("/sign-in").await.body.contains("/sign-in/forgot"));
    assert_eq!(login(&t).await.status, 200);
    turn(&t, "password-reset", false).await;
    turn(&t, "program-sign-in", false).await;
    assert!(!browser.get("/sign-in").await.body.contains("/sign-in/forgot"));
    assert_eq!(browser.get("/sign-in/forgot").await.status, 404);
    let email = [("email", "maria@kontor.test")];
    assert_eq!(browser.post("/sign-in/forgot", &email).await.status, 404);
    assert_eq!(login(&t).await.status, 404);
    turn(&t, "program-sign-in", true).await;
    assert_eq!(login(&t).await.status, 200);
}

#[tokio::test]
async fn signing_in_and_out_works_in_read_only_mode_and_nothing_else_of_an_account() {
    let t = start().await;
    let maria = member(&t, "Maria", Role::Admin).await;
    turn(&t, READ_ONLY, true).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    assert_eq!(browser.sign_in("maria@kontor.test", PASSWORD).await.status, 303);
    assert_eq!(login(&t).await.status, 200);
    let profile =
        [("name", "Mary who is called by all of her names"), ("password", "two words of a secret")];
    for path in ["/account/profile", "/account/password", "/account/keys", "/admin/users"] {
        let answer = browser.post(path, &profile).await;
        assert_eq!(answer.status, 503, "{path}");
        assert!(
            answer.body.contains("Mary who is called by all of her names</textarea>"),
            "{path}"
        );
        assert!(!answer.body.contains("two words of a secret"), "{path}");
    }
    let page = browser.get("/account").await.body;
    assert!(page.contains("Read-only: nothing is saved."), "{page}");
    assert_eq!(browser.post("/sign-out", &[]).await.status, 303);
    assert!(!browser.is_signed_in().await);
    let now = platform::users::get(t.db(), maria.id).await.unwrap();
    assert_eq!((now.name.as_str(), now.version), ("Maria", maria.version));
}

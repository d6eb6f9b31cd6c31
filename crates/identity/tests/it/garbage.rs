use crate::browser::{Browser, PASSWORD, member, start};
use identity::setup;
use platform::testing::Answer;
use platform::{Role, users};

/// Things that people and attackers put into fields.
fn garbage() -> Vec<String> {
    vec![
        "\0".into(),
        "a\0b@kontor.test".into(),
        "line\r\nbreak".into(),
        "x".repeat(5000),
        "🦀".repeat(300),
        "'; DROP TABLE users; --".repeat(20),
        "<script>alert(1)</script>".repeat(20),
        "\u{202e}\u{0}\u{7f}".into(),
    ]
}

/// Every kind of garbage in every field.
fn each(fields: &'static [&'static str]) -> impl Iterator<Item = (&'static str, String)> {
    fields.iter().flat_map(|field| garbage().into_iter().map(|value| (*field, value)))
}

/// 422, and the field is named where a screen reader finds it.
fn names(answer: &Answer, field: &str, value: &str) {
    let shown = value.escape_debug().to_string();
    assert_eq!(answer.status, 422, "{field}={shown}");
    let error = format!(r#"id="f-{field}-error""#);
    assert!(answer.body.contains(&error), "{field}={shown} is not named");
    assert!(!answer.body.contains("<script>alert"));
}

fn with<'a>(form: &[(&'a str, &'a str)], field: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(name, old)| (*name, if *name == field { value } else { old })).collect()
}

#[tokio::test]
async fn garbage_in_a_field_of_the_sign_in_is_refused() {
    let t = start().await;
    for (n, value) in garbage().iter().enumerate() {
        let mut browser = Browser::at(&t, &format!("203.0.113.{n}"));
        names(&browser.sign_in(value, "x").await, "email", value);
        assert_eq!(browser.sign_in("ada@kontor.test", value).await.status, 422);
    }
}

#[tokio::test]
async fn garbage_in_a_field_of_the_setup_is_refused() {
    let t = start().await;
    let token = setup::begin(&t.cx()).await.unwrap();
    let form = [
        ("token", token.as_str()),
        ("name", "Maria"),
        ("email", "maria@kontor.test"),
        ("password", PASSWORD),
        ("company", "Firma"),
        ("lang", "de"),
    ];
    for (n, (field, value)) in each(&["name", "email", "password", "company", "lang"]).enumerate() {
        let mut browser = Browser::at(&t, &format!("203.0.{n}.1"));
        names(&browser.post("/setup", &with(&form, field, &value)).await, field, &value);
    }
    assert!(setup::is_needed(t.db()).await.unwrap());
    assert_eq!(Browser::at(&t, "127.0.0.1").post("/setup", &form).await.status, 303);
}

#[tokio::test]
async fn garbage_in_a_field_of_the_account_is_refused() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let form = [("name", "Ada"), ("lang", "de"), ("theme", "dark")];
    for (field, value) in each(&["name", "lang", "theme"]) {
        let answer = browser.post("/account/profile", &with(&form, field, &value)).await;
        names(&answer, field, &value);
    }
    assert_eq!(users::get(t.db(), ada.id).await.unwrap().version, 0);
    let answer =
        browser.post("/account/password", &[("current", PASSWORD), ("password", "\0")]).await;
    names(&answer, "password", "\0");
    assert_eq!(browser.post("/account/sessions/%00/end", &[]).await.status, 404);
}

#[tokio::test]
async fn garbage_in_a_field_of_a_user_is_refused_and_nothing_entered_is_lost() {
    let t = start().await;
    member(&t, "Maria", Role::Admin).await;
    let bea = member(&t, "Bea", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.7");
    browser.sign_in("maria@kontor.test", PASSWORD).await;
    let form = [
        ("name", "Bea Öztürk"),
        ("email", "b@kontor.test"),
        ("role", "agent"),
        ("level", "1"),
        ("lang", "de"),
        ("version", "0"),
    ];
    for path in ["/admin/users".to_owned(), format!("/admin/users/{}", bea.id)] {
        for (field, value) in each(&["name", "email", "role", "level", "lang"]) {
            let answer = browser.post(&path, &with(&form, field, &value)).await;
            names(&answer, field, &value);
            assert!(field == "name" || answer.body.contains(r#"value="Bea Öztürk""#));
        }
    }
    let answer =
        browser.post(&format!("/admin/users/{}", bea.id), &with(&form, "version", "x")).await;
    assert_eq!(answer.status, 409);
    assert_eq!(users::get(t.db(), bea.id).await.unwrap(), bea);
}

#[tokio::test]
async fn a_form_that_is_no_form_is_refused_without_a_fault() {
    let t = start().await;
    let (kind, body) = ("application/json", r#"{"email":"x"}"#);
    let headers = [("content-type", kind)];
    let post = axum::http::Method::POST;
    let answer = t.send(post.clone(), "/sign-in", "", &headers, body.into()).await;
    assert_eq!(answer.status, 415);
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let twice = t.send(post.clone(), "/sign-in", "", &headers, "email=a&email=b".into()).await;
    assert!(twice.status == 422 && twice.body.contains("email"), "{}", twice.body);
    let long = format!("email={}", "x".repeat(70_000));
    assert_eq!(t.send(post, "/sign-in", "", &headers, long.into()).await.status, 413);
}

#[tokio::test]
async fn garbage_in_a_code_is_refused_where_it_is_asked_for() {
    let t = start().await;
    member(&t, "Ada", Role::Agent).await;
    let mut ada = Browser::at(&t, "203.0.113.1");
    ada.sign_in("ada@kontor.test", PASSWORD).await;
    for value in garbage() {
        let page = ada.get("/account/second-factor").await;
        let kept = page.body.split(r#"name="kept" value=""#).nth(1).unwrap();
        let kept = kept.split('"').next().unwrap();
        let form = [("kept", kept), ("code", value.as_str())];
        names(&ada.post("/account/second-factor", &form).await, "code", &value);
        let form = [("kept", value.as_str()), ("code", "123456")];
        assert_eq!(ada.post("/account/second-factor", &form).await.status, 422);
    }
}

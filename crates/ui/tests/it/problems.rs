use super::{part, signed_in};
use axum::body::Body;
use axum::http::Method;

const STATUSES: [u16; 9] = [403, 404, 405, 409, 413, 422, 429, 500, 503];
const HTML: [(&str, &str); 1] = [("accept", "text/html")];

#[tokio::test]
async fn each_kind_of_problem_says_what_happened_and_what_to_do_in_both_languages() {
    let (t, _, cookie) = signed_in().await;
    for (status, language) in STATUSES.into_iter().flat_map(|s| [(s, "de"), (s, "en")]) {
        let path = format!("/styleguide/problem/{status}");
        let headers = [("accept", "text/html"), ("accept-language", language)];
        let cookie = if language == "en" { cookie.as_str() } else { "" };
        let answer = t.send(Method::GET, &path, cookie, &headers, Body::empty()).await;
        assert_eq!(answer.status.as_u16(), status);
        let id = answer.headers["x-request-id"].to_str().unwrap();
        assert!(answer.body.contains(id), "{status}: the request's number is shown");
        assert!(!answer.body.contains("ui-problem"), "{status}: a text is missing in {language}");
    }
}

#[tokio::test]
async fn an_unknown_address_is_a_page_of_the_house_and_a_program_gets_a_line() {
    let (t, _, cookie) = signed_in().await;
    let page = t.send(Method::GET, "/nowhere", &cookie, &HTML, Body::empty()).await;
    assert_eq!(page.status.as_u16(), 404);
    assert!(page.body.contains("There is nothing here") && page.body.contains("class=\"rail\""));
    let line = t.get(&cookie, "/nowhere").await;
    assert_eq!((line.status.as_u16(), line.body.as_str()), (404, "not found"));
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_nothing_that_others_have() {
    let (t, _, cookie) = signed_in().await;
    let inside = t.send(Method::GET, "/nowhere", &cookie, &HTML, Body::empty()).await;
    assert!(inside.body.contains("Look for it with Ctrl K"), "{}", inside.body);
    let headers = [("accept", "text/html"), ("accept-language", "en")];
    let outside = t.send(Method::GET, "/nowhere", "", &headers, Body::empty()).await;
    assert_eq!(outside.status.as_u16(), 404);
    assert!(
        !outside.body.contains("Ctrl K") && !outside.body.contains("Strg K"),
        "{}",
        outside.body
    );
}

#[tokio::test]
async fn who_is_signed_out_is_led_to_the_door_and_back() {
    let (t, _, cookie) = signed_in().await;
    let path = "/styleguide/problem/401?a=1&b=2";
    let answer = t.send(Method::GET, path, &cookie, &HTML, Body::empty()).await;
    assert_eq!(answer.status.as_u16(), 303);
    assert_eq!(answer.location(), "/sign-in?next=%2Fstyleguide%2Fproblem%2F401%3Fa%3D1%26b%3D2");

    let inside = part(&t, &cookie, path, "detail").await;
    assert_eq!(inside.status.as_u16(), 401);
    assert_eq!(inside.headers["hx-retarget"], "#layer");
    assert!(inside.body.contains("data-now"), "the open page stays, a dialog asks");
}

#[tokio::test]
async fn a_form_sent_to_an_address_that_takes_none_is_a_page_of_the_house() {
    let (t, _, cookie) = signed_in().await;
    let page = t.send(Method::POST, "/styleguide", &cookie, &HTML, Body::empty()).await;
    assert_eq!((page.status.as_u16(), page.headers["allow"].to_str().unwrap()), (405, "GET,HEAD"));
    assert!(page.body.contains("not for such a request") && page.body.contains("class=\"rail\""));
}

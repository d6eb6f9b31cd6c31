use super::{part, signed_in};

#[tokio::test]
async fn a_whole_page_carries_the_nonce_of_its_policy_and_no_inline_code() {
    let (t, _, cookie) = signed_in().await;

    for path in
        ["/styleguide", "/styleguide/panes", "/styleguide/panes/4711", "/palette", "/help/keys"]
    {
        let answer = t.get(&cookie, path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        assert!(answer.body.contains(&format!("<script defer nonce=\"{nonce}\"")), "{path}");
        assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
        let inline = [" style=\"", "<style", " onclick=", " hx-on", "javascript:", "js:"];
        for word in inline {
            assert!(!answer.body.contains(word), "{path} has {word}");
        }
        let scripts = answer.body.matches("<script").count();
        assert_eq!(scripts, 2, "{path}: one file, and the texts as data");
    }
}

#[tokio::test]
async fn htmx_gets_the_pane_it_asks_for_and_nothing_around_it() {
    let (t, _, cookie) = signed_in().await;

    let detail = part(&t, &cookie, "/styleguide/panes/4711", "detail").await.body;
    assert!(detail.starts_with(
        "<title>#4711 · Kontor</title><section class=\"pane pane-detail\" id=\"detail\""
    ));
    assert!(
        detail.contains("<hx-partial hx-target=\"#context\""),
        "a new detail brings its context"
    );
    assert!(!detail.contains("id=\"list\"") && !detail.contains("<html"));

    let list = part(&t, &cookie, "/styleguide/panes/4711", "list").await.body;
    assert!(list.contains("id=\"list\"") && !list.contains("id=\"detail\""));

    let all = part(&t, &cookie, "/styleguide/panes/4711", "main").await.body;
    assert!(all.contains("id=\"list\"") && all.contains("id=\"detail\"") && !all.contains("<html"));
}

#[tokio::test]
async fn going_back_in_history_gets_the_whole_page() {
    let (t, _, cookie) = signed_in().await;
    let headers = [("hx-request", "true"), ("hx-history-restore-request", "true")];
    let empty = axum::body::Body::empty();
    let answer =
        t.send(axum::http::Method::GET, "/styleguide/panes/4711", &cookie, &headers, empty).await;
    assert!(answer.body.starts_with("<!DOCTYPE html>"));
}

#[tokio::test]
async fn every_field_has_a_label_and_names_its_error() {
    let (t, _, cookie) = signed_in().await;
    let body = t.get(&cookie, "/styleguide").await.body;
    assert!(body.contains("<label for=\"f-email\">"));
    assert!(body.contains("aria-describedby=\"f-email-error\" aria-invalid=\"true\""));
    assert!(body.contains("<p class=\"field-error\" id=\"f-email-error\">"));
}

#[tokio::test]
async fn the_palette_finds_nothing_for_nonsense_and_says_so() {
    let (t, _, cookie) = signed_in().await;
    let found = part(&t, &cookie, "/palette?q=zzz%3Cscript%3E", "palette-hits").await;
    assert_eq!(found.body, "<p class=\"empty\">Nothing found.</p>");
}

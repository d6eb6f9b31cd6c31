use super::{part, signed_in};
use axum::body::Body;
use axum::http::{Method, header};
use platform::App;
use platform::app::{Hit, RailEntry};
use platform::testing::{Answer, TestKontor};

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

/// An app whose things lie below one place, and are found one by one.
const TOYS: App = App {
    rail: &[RailEntry {
        icon: "house",
        label: "ui-crumbs",
        path: "/toys",
        chord: 'y',
        right: None,
        hue: "admin",
    }],
    palette: |_, _| {
        let toy = |n: u8| Hit {
            icon: "house",
            label: format!("Toy {n}"),
            detail: String::new(),
            path: format!("/toys/{n}"),
        };
        Box::pin(async move { Ok((1..4).map(toy).collect()) })
    },
    ..App::new("toys", platform::i18n::Messages { de: "", en: "" })
};

#[tokio::test]
async fn hits_of_one_kind_stand_under_one_heading() {
    let t = TestKontor::start(&[ui::APP, TOYS]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    for path in ["/palette?q=toy", "/palette?q=today", "/palette?q="] {
        let found = part(&t, &cookie, path, "palette-hits").await.body;
        assert_eq!(
            found.matches("<h3 role=\"presentation\">Where you are</h3>").count(),
            1,
            "{found}"
        );
        assert_eq!(found.matches("Toy ").count(), 3, "{found}");
    }
}

/// A page to which a redirect leads with a message, as `ui::flash` sends it.
async fn after_a_redirect(
    t: &TestKontor,
    cookie: &str,
    undo: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let (_, set) = ui::flash(&ui::Toast::ok("Gelöst <b>").undo(undo));
    let toast = set.to_str().unwrap().split(';').next().unwrap();
    let toast = toast.replace("kontor-toast=", "kontor-toast-insecure=");
    let cookie = format!("{cookie}; {toast}");
    t.send(Method::GET, "/styleguide", &cookie, headers, Body::empty()).await
}

#[tokio::test]
async fn what_an_action_says_stands_on_the_next_page_once_and_needs_no_scripts() {
    let (t, _, cookie) = signed_in().await;
    let page = after_a_redirect(&t, &cookie, "/undo/1", &[]).await;
    let drawn =
        page.body.split("id=\"toasts\"").nth(1).unwrap().split("id=\"layer\"").next().unwrap();
    assert!(
        drawn.contains("<p>Gelöst &lt;b&gt;</p>") && drawn.contains("action=\"/undo/1\""),
        "{drawn}"
    );
    let cleared = page.headers.get_all(header::SET_COOKIE).iter();
    let cleared: Vec<_> = cleared.map(|value| value.to_str().unwrap()).collect();
    assert_eq!(cleared, ["kontor-toast-insecure=; Path=/; Max-Age=0; SameSite=Strict"]);

    // a part, a frame and what is loaded ahead leave it for the page
    for headers in
        [("hx-request", "true"), ("sec-fetch-dest", "iframe"), ("sec-purpose", "prefetch")]
    {
        let answer = after_a_redirect(&t, &cookie, "/undo/1", &[headers]).await;
        assert!(answer.headers.get(header::SET_COOKIE).is_none(), "{headers:?}");
        assert!(!answer.body.contains("<p>Gelöst"), "{headers:?}");
    }
    // what a stranger put there leads nowhere
    let page = after_a_redirect(&t, &cookie, "//evil.test/", &[]).await;
    assert!(page.body.contains("<p>Gelöst") && !page.body.contains("evil.test"));
    let page = t.get(&format!("{cookie}; kontor-toast-insecure=%7B%22x"), "/styleguide").await;
    assert_eq!(page.status.as_u16(), 200);
}

#[tokio::test]
async fn how_far_something_is_is_told_in_words() {
    let (t, _, cookie) = signed_in().await;
    let page = t.get(&cookie, "/styleguide").await.body;
    assert!(page.contains("aria-valuetext=\"80 of 100\"") && !page.contains("80/100"), "{page}");
}

//! What every page has, and no page does.

use super::all_addresses;
use crate::garbage::{House, next_address};
use axum::body::Body;
use axum::http::Method;
use platform::testing::Answer;

/// Whether it is a whole page of the house and not a fragment or a mail.
fn is_page(path: &str, answer: &Answer) -> bool {
    answer.status == 200
        && answer.body.starts_with("<!DOCTYPE html>")
        && !["/messages/", "/styleguide"].iter().any(|start| path.starts_with(start))
}

#[tokio::test]
async fn every_page_has_the_way_out() {
    let house = House::new().await;
    let mut pages = 0;
    for path in &all_addresses(&house).await {
        let answer = house.get(path).await;
        if is_page(path, &answer) {
            pages += 1;
            assert!(answer.body.contains("\"/sign-out\""), "{path} has no way out");
        }
    }
    assert!(pages > 30, "only {pages} pages were found");
}

#[tokio::test]
async fn passwords_are_masked_and_can_be_pasted_and_filled_in() {
    let house = House::new().await;
    let stranger = house.t.get("", "/sign-in").await.body;
    let ada = house.t.agent("Ada Byron").await;
    identity::actions::set_password(&house.t.cx(), ada.id, "Elbe-Speicher-Kontorbuch-1888")
        .await
        .unwrap();
    let own = house.t.get(&house.t.sign_in(&ada).await, "/account").await.body;
    let mut fields = 0;
    for tag in stranger.split("<input").chain(own.split("<input")).skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let named =
            ["password", "current"].iter().any(|name| tag.contains(&format!("name=\"{name}\"")));
        if !named {
            continue;
        }
        fields += 1;
        assert!(tag.contains(r#"type="password""#), "{tag}");
        let filled = ["current-password", "new-password"];
        assert!(
            filled.iter().any(|kind| tag.contains(&format!("autocomplete=\"{kind}\""))),
            "{tag}"
        );
        assert!(
            !tag.contains("onpaste") && !tag.contains("maxlength") && !tag.contains("readonly"),
            "{tag}"
        );
    }
    assert_eq!(fields, 3, "one to sign in, two to change it");
}

#[tokio::test]
async fn nobody_is_told_what_they_sent_by_trace() {
    let house = House::new().await;
    for path in &all_addresses(&house).await {
        let from = next_address();
        let headers = [("x-forwarded-for", from.as_str()), ("x-secret", "only-i-know")];
        let answer =
            house.t.send(Method::TRACE, path, &house.cookie, &headers, Body::empty()).await;
        let status = answer.status.as_u16();
        assert!([403, 404, 405].contains(&status), "TRACE {path}: {status}");
        assert!(!answer.body.contains("only-i-know"), "{path}");
    }
}

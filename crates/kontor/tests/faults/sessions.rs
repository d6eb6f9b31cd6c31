//! D1, D2: a session's cookie is exchanged for another while the server dies, or in two tabs at once.

use crate::database::servers;
use crate::driven::{Answer, Browser, Driven, PASSWORD};
use crate::until;
use std::time::Duration;

/// A dangerous act: it wants a fresh proof, and the session goes on under another cookie.
const ACT: &str = "/account/sessions/end";

/// A server on which somebody signed in longer ago than a proof counts, and the page that asks for a new one.
async fn asked(server: Option<&str>) -> (Driven, Browser, String) {
    let driven = Driven::without_mailbox(server).await;
    driven.place.change("UPDATE sessions SET elevated_until = 0").await;
    let browser = driven.browser();
    let page = browser.post(ACT, &[]).await.unwrap();
    assert_eq!(page.status, 403, "{}", page.body);
    let kept = page.body.split(r#"name="proof_kept" value=""#).nth(1).unwrap();
    let kept = kept.split('"').next().unwrap().to_owned();
    (driven, browser, kept)
}

async fn prove(browser: &Browser, kept: &str) -> std::io::Result<Answer> {
    browser.post(ACT, &[("proof_kept", kept), ("proof_password", PASSWORD)]).await
}

async fn opens(driven: &Driven, cookie: &str) -> bool {
    driven.browser().with_cookie(cookie).get("/account").await.unwrap().status == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn d1_killed_while_a_cookie_is_exchanged_the_old_one_opens_or_none() {
    for server in servers() {
        before_the_commit(server.as_deref()).await;
        after_the_commit(server.as_deref()).await;
    }
}

async fn before_the_commit(server: Option<&str>) {
    let (mut driven, browser, kept) = asked(server).await;
    driven.kill();
    driven.serve(Some("identity.prove.before_commit=kill"));
    prove(&driven.browser(), &kept).await.unwrap_err();
    driven.dies("identity.prove.before_commit").await;
    driven.serve_later(None).await;
    // nothing happened: the cookie opens, and the page that lay open goes on
    let old = browser.cookie();
    assert!(opens(&driven, old).await);
    assert_eq!(driven.place.count("sessions WHERE replaced_by IS NULL").await, 1);
    let proved = prove(&driven.browser(), &kept).await.unwrap();
    assert_eq!(proved.status, 303, "{}", proved.body);
    assert!(!proved.cookie.is_empty() && proved.cookie != old);
    assert!(opens(&driven, &proved.cookie).await);
    until("the old cookie to be over", async || !opens(&driven, old).await).await;
    driven.end().await;
}

async fn after_the_commit(server: Option<&str>) {
    let (mut driven, browser, kept) = asked(server).await;
    driven.kill();
    driven.serve(Some("identity.prove.after_commit=kill"));
    prove(&driven.browser(), &kept).await.unwrap_err();
    driven.dies("identity.prove.after_commit").await;
    driven.serve_later(None).await;
    // the new cookie reached nobody: the old one reads for five seconds and may do nothing dangerous any more
    let old = browser.cookie();
    let again = prove(&driven.browser(), &kept).await.unwrap();
    assert!(again.status == 401 && again.cookie.is_empty(), "{again:?}");
    until("the old cookie to be over", async || !opens(&driven, old).await).await;
    let entered = driven.browser().with_cookie("").sign_in().await;
    assert!(entered.status == 303 && opens(&driven, &entered.cookie).await);
    driven.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn d2_of_two_tabs_that_prove_at_once_one_gets_the_new_cookie_and_the_other_loses_nothing() {
    for server in servers() {
        two_tabs(server.as_deref()).await;
    }
}

async fn two_tabs(server: Option<&str>) {
    let (driven, browser, kept) = asked(server).await;
    let (one, two) = tokio::join!(prove(&browser, &kept), prove(&browser, &kept));
    let mut answers = [one.unwrap(), two.unwrap()];
    answers.sort_by_key(|answer| answer.status);
    let [done, late] = answers;
    assert_eq!((done.status, late.status), (303, 401), "{} {}", done.body, late.body);
    assert!(late.cookie.is_empty());
    assert!(opens(&driven, &done.cookie).await);
    // the browser has the new cookie for both tabs by now
    let repeated = prove(&browser.with_cookie(&done.cookie), &kept).await.unwrap();
    assert_eq!(repeated.status, 303, "{}", repeated.body);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert!(!opens(&driven, browser.cookie()).await, "the replaced cookie reads for ever");
    assert_eq!(driven.place.count("sessions WHERE replaced_by IS NULL").await, 1);
    driven.end().await;
}

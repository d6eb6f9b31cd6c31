//! Releases as people see them.

use super::Vendor;
use crate::world::World;
use axum::body::Body;
use axum::http::Method;
use futures_util::{StreamExt as _, stream};
use licensing::domain::access::Access;
use licensing::domain::artifact::Status;
use licensing::domain::release::{Release, Status as Stand};
use licensing::{rights, store};
use platform::testing::Answer;
use std::convert::Infallible;

const BASE: &str = "/licences/releases";

/// Somebody who may set up what is sold.
async fn admin(v: &Vendor) -> String {
    v.w.t.sign_in(&v.w.t.admin("Ada").await).await
}

fn form(v: &Vendor, rest: &str) -> String {
    format!("op=0193ec5e-0000-7000-8000-000000000001&product={}&{rest}", v.w.product.id)
}

async fn only(v: &Vendor) -> Release {
    let filter = store::release::Filter::default();
    let all = store::release::page(v.w.t.db(), &filter, &Access::EVERYTHING, None, 10);
    let mut all = all.await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

async fn upload(v: &Vendor, cookie: &str, release: &Release, name: &str, text: &str) -> Answer {
    let path = format!("{BASE}/{}/files", release.id);
    let (kind, body) = file_form(name, text);
    v.w.t.send(Method::POST, &path, cookie, &[kind], Body::from(body)).await
}

/// The form as a browser sends it: its header, and what stands in it.
fn file_form(name: &str, text: &str) -> ((&'static str, &'static str), String) {
    let field = |name: &str, text: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let body = field("platform", "linux")
        + &field("arch", "x86_64")
        + &format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/zip\r\n\r\n{text}\r\n--x--\r\n"
        );
    (("content-type", "multipart/form-data; boundary=x"), body)
}

#[tokio::test]
async fn a_release_is_entered_once_filled_published_and_changed() {
    let v = Vendor::start().await;
    let cookie = admin(&v).await;
    assert!(v.w.t.get(&cookie, BASE).await.body.contains("No release yet"));
    assert_eq!(v.w.t.get(&cookie, &format!("{BASE}/new")).await.status, 200);
    let sent = form(
        &v,
        "version=1.2.0&channel=&name=Autumn&tag=lts&description=a%0D%0Ab&backdated=2026-11-01",
    );
    for _ in 0..2 {
        let made = v.w.t.post(&cookie, BASE, &sent).await;
        assert_eq!(made.status, 303, "{}", made.body);
    }
    let release = only(&v).await;
    let at = format!("{BASE}/{}", release.id);
    assert_eq!((release.status, release.description.as_str()), (Stand::Draft, "a\nb"));

    assert_eq!(v.w.t.post(&cookie, &format!("{at}/publication"), "").await.status, 303);
    let release = only(&v).await;
    assert_eq!(release.status, Stand::Published);
    let change = format!(
        "drawn_from={}&name=Winter&tag=&description=&backdated=&min_supported=true",
        release.version
    );
    assert_eq!(v.w.t.post(&cookie, &at, &change).await.status, 303);
    let stale = v.w.t.post(&cookie, &at, &change.replace("Winter", "Spring")).await;
    assert_eq!(stale.status, 409);
    assert!(stale.body.contains("Winter") && stale.body.contains("Spring"));
    let changed = only(&v).await;
    assert_eq!((changed.name.as_str(), changed.min_supported), ("Winter", true));
    assert_eq!((changed.number.as_str(), changed.backdated_at), ("1.2.0", None));

    assert!(v.w.t.audit_is_whole().await);
}

#[tokio::test]
async fn files_are_sent_by_a_form_fetched_and_taken_back() {
    let v = Vendor::start().await;
    let cookie = admin(&v).await;
    let release = v.release("1.2.0").await;
    let at = format!("{BASE}/{}", release.id);
    let sent = upload(&v, &cookie, &release, "app.zip", "hello").await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = v.w.t.get(&cookie, &at).await;
    for shown in ["1.2.0", "app.zip", "linux x86_64", "Yank", "Backup Pro"] {
        assert!(page.body.contains(shown), "{shown}");
    }
    let again = upload(&v, &cookie, &release, "app.zip", "hello").await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("has a file of this name"));
    let empty = upload(&v, &cookie, &release, "empty.zip", "").await;
    assert_eq!(empty.status, 422);
    let files = store::artifact::of_releases(v.w.t.db(), &[release.id]).await.unwrap();
    assert_eq!(files.len(), 1, "what was refused is not announced");

    let file = format!("{at}/files/{}", files[0].id);
    let fetched = v.w.t.get(&cookie, &file).await;
    assert_eq!(fetched.body, "hello");
    assert_eq!(fetched.headers["content-disposition"], "attachment; filename*=UTF-8''app%2Ezip");
    assert!(fetched.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    assert_eq!(v.w.t.post(&cookie, &file, "verb=yank").await.status, 303);
    let kept = store::artifact::get(v.w.t.db(), files[0].id).await.unwrap();
    assert_eq!(kept.status, Status::Yanked);
    assert_eq!(v.w.t.get(&cookie, &file).await.status, 404);
}

#[tokio::test]
async fn what_was_said_of_a_file_that_is_refused_is_kept() {
    let w = World::start_with(&[("server.max_body_bytes", "4096")]).await;
    let v = Vendor::of(w).await;
    let cookie = admin(&v).await;
    let release = v.release("1.2.0").await;
    let page = v.w.t.get(&cookie, &format!("{BASE}/{}", release.id)).await;
    assert!(page.body.contains("programs upload larger files by the API"), "{}", page.body);
    let kept = |back: &Answer| {
        back.body.contains("value=\"linux\"")
            && back.body.contains("value=\"x86_64\"")
            && back.body.contains("aria-invalid=\"true\"")
    };
    let back = upload(&v, &cookie, &release, "", "").await;
    assert_eq!(back.status, 422);
    assert!(kept(&back) && back.body.contains("A file is needed."), "{}", back.body);

    let path = format!("{BASE}/{}/files", release.id);
    let (kind, body) = file_form("app.zip", &"x".repeat(5000));
    let length = body.len().to_string();
    let headers = [kind, ("content-length", length.as_str())];
    // it comes bit by bit and with pauses, as by a network
    let bits: Vec<_> = body.as_bytes().chunks(500).map(<[u8]>::to_vec).collect();
    let bits = stream::iter(bits).then(async |bit| {
        tokio::task::yield_now().await;
        Ok::<_, Infallible>(bit)
    });
    let back = v.w.t.send(Method::POST, &path, &cookie, &headers, Body::from_stream(bits)).await;
    assert_eq!(back.status, 422, "{}", back.body);
    assert!(kept(&back) && back.body.contains("Upload it by the API"), "{}", back.body);
    assert!(store::artifact::of_releases(v.w.t.db(), &[release.id]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_form_comes_back_with_its_mistakes_and_all_that_was_typed() {
    let v = Vendor::start().await;
    let cookie = admin(&v).await;
    v.release("1.0.0").await;
    for (typed, said) in [
        ("version=1.0.0", "This version exists already"),
        ("version=one", "not a version such as"),
        ("version=2.0.0-rc.1&channel=stable", "do not fit"),
        ("version=2.0.0&tag=a+b", "A tag consists of"),
        ("version=2.0.0&backdated=soon", "not a day"),
    ] {
        let sent = form(&v, &format!("{typed}&description=kept+notes"));
        let refused = v.w.t.post(&cookie, BASE, &sent).await;
        assert_eq!(refused.status, 422, "{typed}");
        assert!(refused.body.contains(said), "{typed}");
        assert!(refused.body.contains("kept notes"), "{typed}");
    }
    let nowhere = v.w.t.post(&cookie, BASE, "product=&version=2.0.0").await;
    assert!(nowhere.body.contains("There is no such product"));
}

#[tokio::test]
async fn yanking_and_deleting_are_asked_about_first() {
    let v = Vendor::start().await;
    let cookie = admin(&v).await;
    let release = v.release("1.0.0").await;
    v.file(&release, "app.zip", ("", ""), b"hello").await;
    let at = format!("{BASE}/{}", release.id);
    let asked = v.w.t.get(&cookie, &format!("{at}/yanking")).await;
    assert!(asked.body.contains("Yank 1.0.0?"));
    assert_eq!(v.w.t.post(&cookie, &format!("{at}/yanking"), "").await.status, 303);
    let refused = v.w.t.post(&cookie, &format!("{at}/publication"), "").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("cannot be published again"));
    let asked = v.w.t.get(&cookie, &format!("{at}/removal")).await;
    assert!(asked.body.contains("its file are deleted"), "{}", asked.body);
    assert_eq!(v.w.t.post(&cookie, &format!("{at}/removal"), "").await.status, 303);
    assert_eq!(v.w.t.get(&cookie, &at).await.status, 404);
}

#[tokio::test]
async fn features_are_required_and_no_longer() {
    let v = Vendor::start().await;
    let cookie = admin(&v).await;
    let release = v.release("1.0.0").await;
    let pro = v.entitlement("PRO").await;
    let at = format!("{BASE}/{}/constraints", release.id);
    let sent = format!("entitlement={}", pro.id);
    assert_eq!(v.w.t.post(&cookie, &at, &sent).await.status, 303);
    let required = store::release::required(v.w.t.db(), &[release.id]).await.unwrap();
    assert_eq!(required.len(), 1);
    let gone = format!("constraint={}", required[0].id);
    assert_eq!(v.w.t.post(&cookie, &format!("{at}/removal"), &gone).await.status, 303);
    assert!(store::release::required(v.w.t.db(), &[release.id]).await.unwrap().is_empty());
    assert_eq!(v.w.t.post(&cookie, &at, "entitlement=x").await.status, 422);
}

#[tokio::test]
async fn lists_are_filtered_by_their_address() {
    let v = Vendor::start().await;
    let cookie = admin(&v).await;
    v.release("1.0.0").await;
    v.release("2.0.0-beta.1").await;
    for (query, seen, unseen) in [
        ("?channel=beta", "2.0.0-beta.1", ">1.0.0<"),
        ("?channel=stable&status=PUBLISHED", ">1.0.0<", "2.0.0-beta.1"),
    ] {
        let page = v.w.t.get(&cookie, &format!("{BASE}{query}")).await;
        assert!(page.body.contains(seen), "{query}");
        assert!(!page.body.contains(unseen), "{query}");
    }
    let none = v.w.t.get(&cookie, &format!("{BASE}?status=DRAFT")).await;
    assert!(none.body.contains("No release matches"));
}

#[tokio::test]
async fn who_may_only_look_changes_nothing() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let bob = v.w.t.agent("Bob").await;
    let role = v.w.t.role("Looks", &[rights::VIEW]).await;
    v.w.t.give(&bob, &[role]).await;
    let cookie = v.w.t.sign_in(&bob).await;
    let at = format!("{BASE}/{}", release.id);
    let page = v.w.t.get(&cookie, &at).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Upload file"));
    assert_eq!(v.w.t.get(&cookie, &format!("{at}/files/{}", file.id)).await.status, 200);
    for path in ["/publication", "/yanking", "/removal"] {
        assert_eq!(v.w.t.post(&cookie, &format!("{at}{path}"), "").await.status, 403, "{path}");
    }
    for path in ["/edit", "/yanking", "/removal"] {
        assert_eq!(v.w.t.get(&cookie, &format!("{at}{path}")).await.status, 403, "{path}");
    }
    assert_eq!(v.w.t.post(&cookie, BASE, &form(&v, "version=2.0.0")).await.status, 403);
    assert_eq!(upload(&v, &cookie, &release, "x.zip", "x").await.status, 403);
}

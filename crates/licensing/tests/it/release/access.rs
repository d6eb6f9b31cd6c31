//! Who gets releases: by licence, by its end, by entitlements, and by how the product is distributed.

use super::{Vendor, all, local, plain, versions};
use crate::token::{KEY, call, keyed, open_licence, other_product, refusal, save};
use axum::http::Method;
use chrono::TimeDelta;
use licensing::domain::access::Access;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::{Authentication, Distribution, Expiration, ExpirationBasis};
use licensing::{actions, store};
use platform::Millis;
use platform::testing::Answer;
use serde_json::{Value, json};

async fn by_key(v: &Vendor, path: &str) -> Answer {
    let licence = format!("License {KEY}");
    call(&v.w, Method::GET, path, &[("authorization", &licence)], &Value::Null).await
}

async fn nobody(v: &Vendor, path: &str) -> Answer {
    call(&v.w, Method::GET, path, &[], &Value::Null).await
}

#[tokio::test]
async fn a_licence_gets_the_published_releases_of_its_product() {
    let v = Vendor::start().await;
    open_licence(&v.w).await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let yanked = v.release("1.1.0").await;
    actions::yank_release(&v.w.t.cx(), yanked.id).await.unwrap();
    assert_eq!(versions(&by_key(&v, "/v1/releases").await), ["1.0.0"]);
    assert_eq!(by_key(&v, "/v1/releases/1.1.0").await.status, 404);
    let led = by_key(&v, &format!("/v1/artifacts/{}", file.id)).await;
    assert_eq!(led.status, 303);
    let fetched = plain(&v.w, Method::GET, local(led.location()), &[], vec![]).await;
    assert_eq!(fetched.body, "hello");
    for (method, path) in [
        (Method::POST, "/v1/releases"),
        (Method::DELETE, "/v1/releases/1.0.0"),
        (Method::POST, "/v1/releases/1.0.0/actions/yank"),
    ] {
        let licence = format!("License {KEY}");
        let refused = call(&v.w, method, path, &[("authorization", &licence)], &Value::Null).await;
        assert_eq!(refused.status, 403, "{path}");
    }
}

#[tokio::test]
async fn a_licence_of_another_product_sees_nothing() {
    let v = Vendor::start().await;
    let mut licence = open_licence(&v.w).await;
    licence.product = other_product(&v.w).await.id;
    save(&v.w, licence).await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    assert!(versions(&by_key(&v, "/v1/releases").await).is_empty());
    for path in [
        format!("/v1/releases/{}", release.id),
        format!("/v1/artifacts/{}", file.id),
        "/v1/releases/0.9.0/upgrade?product=backup-pro".into(),
    ] {
        assert_eq!(by_key(&v, &path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn who_has_no_licence_gets_what_is_open_and_nothing_else() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let path = format!("/v1/artifacts/{}", file.id);
    for (distribution, status, seen) in [
        (Distribution::Licensed, 401, 0),
        (Distribution::Closed, 403, 0),
        (Distribution::Open, 303, 1),
    ] {
        let tx = v.w.t.kontor.db.begin().await.unwrap();
        let mut product = store::product::get(&tx, v.w.product.id).await.unwrap();
        product.distribution = distribution;
        store::product::save(&tx, &mut product).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(nobody(&v, &path).await.status, status, "{distribution:?}");
        assert_eq!(all(&v.w, &Access::Nobody).await.len(), seen, "{distribution:?}");
    }
    let pro = v.entitlement("PRO").await;
    actions::require_for_release(&v.w.t.cx(), release.id, &[pro.id]).await.unwrap();
    assert_eq!(nobody(&v, &path).await.status, 401, "what requires something is open to nobody");
    assert_eq!(all(&v.w, &Access::Nobody).await.len(), 0);
}

#[tokio::test]
async fn an_end_leaves_the_releases_of_before_open_as_the_policy_says() {
    for (strategy, old, new) in [
        (Expiration::Restrict, 200, 403),
        (Expiration::Maintain, 200, 403),
        (Expiration::Allow, 200, 200),
    ] {
        let v = Vendor::start().await;
        let settings = Settings {
            authentication_strategy: Authentication::Licence,
            expiration_strategy: strategy,
            ..Settings::default()
        };
        let mut licence = v.w.licence(&v.w.policy(settings).await).await;
        let start = v.w.t.kontor.clock.now();
        licence.expires_at = Some(Millis(start + TimeDelta::days(1)));
        keyed(&v.w, licence, KEY).await;
        v.release("1.0.0").await;
        v.w.t.kontor.clock.advance(TimeDelta::days(2));
        v.release("2.0.0").await;
        assert_eq!(by_key(&v, "/v1/releases/1.0.0").await.status, old, "{strategy:?}");
        assert_eq!(by_key(&v, "/v1/releases/2.0.0").await.status, new, "{strategy:?}");
        let listed = versions(&by_key(&v, "/v1/releases").await);
        assert_eq!(listed.contains(&"2.0.0".to_owned()), new == 200, "{strategy:?}");
        let raised = by_key(&v, "/v1/releases/0.9.0/upgrade").await;
        let to = if new == 200 { "2.0.0" } else { "1.0.0" };
        assert_eq!(crate::token::body(&raised)["meta"]["next"], to, "{strategy:?}");
    }
}

#[tokio::test]
async fn a_release_that_requires_an_entitlement_is_for_those_who_have_it() {
    let v = Vendor::start().await;
    let licence = open_licence(&v.w).await;
    let release = v.release("1.0.0").await;
    let pro = v.entitlement("PRO").await;
    actions::require_for_release(&v.w.t.cx(), release.id, &[pro.id]).await.unwrap();
    let refused = by_key(&v, "/v1/releases/1.0.0").await;
    assert_eq!(refusal(&refused), (403, "ENTITLEMENTS_MISSING".into()));
    assert!(versions(&by_key(&v, "/v1/releases").await).is_empty());
    assert_eq!(by_key(&v, "/v1/releases/0.1.0/upgrade").await.status, 404);
    v.entitle(&licence, pro.id).await;
    assert_eq!(by_key(&v, "/v1/releases/1.0.0").await.status, 200);
    assert_eq!(versions(&by_key(&v, "/v1/releases").await), ["1.0.0"]);
}

#[tokio::test]
async fn the_first_download_lets_the_time_run_once() {
    let v = Vendor::start().await;
    let settings = Settings {
        authentication_strategy: Authentication::Licence,
        expiration_basis: ExpirationBasis::FirstDownload,
        duration: Some(Settings::DAY),
        ..Settings::default()
    };
    let licence = v.w.licence(&v.w.policy(settings).await).await;
    let licence = keyed(&v.w, licence, KEY).await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let end = async || store::licence::get(v.w.t.db(), licence.id).await.unwrap().expires_at;
    by_key(&v, "/v1/releases/1.0.0").await;
    assert_eq!(end().await, None, "looking is no download");
    let path = format!("/v1/artifacts/{}", file.id);
    assert_eq!(by_key(&v, &path).await.status, 303);
    let first = end().await;
    assert_eq!(first, Some(Millis(v.w.t.kontor.clock.now() + TimeDelta::days(1))));
    v.w.t.kontor.clock.advance(TimeDelta::hours(1));
    assert_eq!(by_key(&v, &path).await.status, 303);
    assert_eq!(end().await, first);
}

#[tokio::test]
async fn validation_learns_whether_a_version_and_a_checksum_are_known() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let sha256 = file.sha256.unwrap();
    let facts = async |version: &str, sum: &str| {
        let db = v.w.t.db();
        let facts = store::release::facts_for(db, v.w.product.id, Some(version), Some(sum));
        let facts = facts.await.unwrap();
        (facts.version, facts.checksum)
    };
    assert_eq!(facts("1.0.0", &sha256).await, (true, true));
    assert_eq!(facts("v1.0.0", &sha256.to_uppercase()).await, (true, true));
    assert_eq!(facts("1.0.1", "00").await, (false, false));
    assert_eq!(facts("", "").await, (false, false));
    actions::yank_release(&v.w.t.cx(), release.id).await.unwrap();
    assert_eq!(facts("1.0.0", &sha256).await, (false, false));
}

#[tokio::test]
async fn a_program_of_an_unknown_version_is_not_valid() {
    let v = Vendor::start().await;
    open_licence(&v.w).await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let sum = file.sha256.unwrap();
    for (scope, code) in [
        (json!({ "version": "1.0.0" }), "VALID"),
        (json!({ "version": "1.0.1" }), "VERSION_SCOPE_MISMATCH"),
        (json!({ "checksum": sum }), "VALID"),
        (json!({ "checksum": "00" }), "CHECKSUM_SCOPE_MISMATCH"),
    ] {
        let sent = json!({ "meta": { "key": KEY, "scope": scope } });
        let path = "/v1/licenses/actions/validate-key";
        let answer = call(&v.w, Method::POST, path, &[], &sent).await;
        assert_eq!(crate::token::body(&answer)["meta"]["code"], code, "{scope}");
    }
}

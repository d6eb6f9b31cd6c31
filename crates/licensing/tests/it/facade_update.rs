//! The small interface holds programs to the versions that are supported.

use crate::asking::{KEY, changed, keyed, seated};
use crate::facade::post;
use crate::world::World;
use chrono::TimeDelta;
use licensing::actions;
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
use licensing::domain::release::Draft;
use licensing::domain::strategy::Expiration;
use platform::Millis;
use serde_json::{Value, json};

async fn release(w: &World, version: &str, min_supported: bool) {
    let cx = w.t.cx();
    let draft = Draft { version: version.into(), min_supported, ..Draft::default() };
    let release = actions::create_release(&cx, None, w.product.id, &draft).await.unwrap();
    actions::publish_release(&cx, release.id).await.unwrap();
}

async fn licence(w: &World, settings: Settings) -> Licence {
    let settings = Settings { floating: true, ..settings };
    let licence = keyed(w, &w.policy(settings).await, KEY).await;
    seated(w, &licence, "one").await;
    licence
}

fn activation(version: &str) -> Value {
    json!({ "license_key": KEY, "hardware_hash": "two", "app_version": version })
}

#[tokio::test]
async fn a_program_that_is_too_old_neither_starts_nor_takes_a_seat() {
    let w = World::start().await;
    licence(&w, Settings::default()).await;
    release(&w, "1.0.0", false).await;
    release(&w, "1.2.0", true).await;
    release(&w, "1.3.0", false).await;
    let start = async |version: &str| {
        let body = json!({ "license_key": KEY, "hardware_id": "one", "client_version": version });
        post(&w, "session/start", &body).await
    };
    let (status, no) = start("1.1.9").await;
    assert_eq!(
        (status, &no["code"], &no["success"]),
        (426, &json!("UPDATE_REQUIRED"), &json!(false))
    );
    let update =
        json!({ "required": true, "latest": "1.3.0", "min_supported": "1.2.0", "url": null });
    assert_eq!(no["update"], update);
    assert_eq!(start("1.2.0").await.0, 200);
    let (status, no) = post(&w, "activate", &activation("1.0.0")).await;
    assert_eq!((status, &no["code"]), (426, &json!("UPDATE_REQUIRED")));
    let (status, done) = post(&w, "activate", &activation("1.2.0")).await;
    assert_eq!((status, &done["update"]["required"]), (201, &json!(false)));
    assert_eq!(done["update"]["latest"], "1.3.0");
    // what is no version is not held against anybody
    assert_eq!(post(&w, "activate", &activation("nightly")).await.0, 200);
}

#[tokio::test]
async fn a_verification_tells_of_the_update_and_fails_where_the_policy_looks_at_versions() {
    for (require_version_scope, valid, code) in
        [(false, true, "VALID"), (true, false, "UPDATE_REQUIRED")]
    {
        let w = World::start().await;
        licence(&w, Settings { require_version_scope, ..Settings::default() }).await;
        release(&w, "1.0.0", false).await;
        release(&w, "1.2.0", true).await;
        let body = json!({ "license_key": KEY, "hardware_hash": "one", "app_version": "1.0.0",
                           "features": ["export"] });
        let (status, told) = post(&w, "verify", &body).await;
        assert_eq!((status, &told["valid"], &told["code"]), (200, &json!(valid), &json!(code)));
        assert_eq!(told["update"]["required"], true);
    }
}

#[tokio::test]
async fn nobody_is_held_to_a_version_that_came_after_the_end_of_the_licence() {
    let w = World::start().await;
    let settings = Settings { expiration_strategy: Expiration::Maintain, ..Settings::default() };
    let licence = licence(&w, settings).await;
    release(&w, "1.0.0", false).await;
    w.t.kontor.clock.advance(TimeDelta::days(2));
    let end = w.t.kontor.clock.now() - TimeDelta::days(1);
    changed(&w, &licence, |licence| licence.expires_at = Some(Millis(end))).await;
    release(&w, "2.0.0", true).await;
    let (status, done) = post(&w, "activate", &activation("1.0.0")).await;
    assert_eq!((status, &done["update"]["latest"]), (201, &json!("1.0.0")), "{done}");
    assert_eq!(done["update"]["min_supported"], Value::Null);
}

//! What is kept in memory of licences and policies is never older than their rows, whoever changed these.

use crate::asking::*;
use crate::world::World;
use axum::http::Method;
use chrono::TimeDelta;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::Authentication;
use licensing::store;
use platform::Millis;
use serde_json::{Value, json};

async fn validated(w: &World) -> Value {
    validate_key(w, KEY, json!({})).await
}

async fn code_now(w: &World) -> String {
    validated(w).await["meta"]["code"].as_str().unwrap().to_owned()
}

/// Rows are written as another node writes them: nothing of this one is told.
#[tokio::test]
async fn what_another_node_changed_holds_from_the_next_question_on() {
    let w = World::start().await;
    let settings = Settings { floating: true, ..Settings::default() };
    let mut policy = w.policy(settings).await;
    let licence = keyed(&w, &policy, KEY).await;
    assert_eq!([code_now(&w).await, code_now(&w).await], ["VALID", "VALID"]);

    changed(&w, &licence, |licence| licence.suspended = true).await;
    assert_eq!([code_now(&w).await, code_now(&w).await], ["SUSPENDED", "SUSPENDED"]);
    changed(&w, &licence, |licence| licence.suspended = false).await;
    assert_eq!(code_now(&w).await, "VALID");

    let end = Millis(w.t.kontor.clock.now() + TimeDelta::days(9));
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::set_end(&tx, licence.id, end).await.unwrap();
    tx.commit().await.unwrap();
    let said = validated(&w).await;
    assert_eq!(said["data"]["attributes"]["expiry"], "2026-11-30T08:00:00.000Z");

    policy.settings.require_product_scope = true;
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::policy::save(&tx, &mut policy).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(code_now(&w).await, "PRODUCT_SCOPE_REQUIRED");

    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::delete(&tx, licence.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(code_now(&w).await, "NOT_FOUND");
    let anew = keyed(&w, &policy, KEY).await;
    assert_eq!(
        validated(&w).await["data"]["id"],
        json!(anew.id),
        "another licence has the key now"
    );
}

#[tokio::test]
async fn a_key_that_another_node_took_the_doors_from_opens_none() {
    let w = World::start().await;
    let settings = Settings {
        floating: true,
        authentication_strategy: Authentication::Licence,
        ..Settings::default()
    };
    let policy = w.policy(settings).await;
    let licence = keyed(&w, &policy, KEY).await;
    let key = format!("License {KEY}");
    let me = || send_as(&w, Method::GET, "/v1/me", &key, None);
    assert_eq!([me().await.status, me().await.status], [200, 200]);
    changed(&w, &licence, |licence| licence.suspended = true).await;
    let refused = me().await;
    assert_eq!(refused.status, 403);
    assert_eq!(json_of(&refused)["errors"][0]["code"], "LICENSE_SUSPENDED");
}

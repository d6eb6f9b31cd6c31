//! What is kept in memory of licences and policies is never older than their rows, whoever changed these.

use crate::asking::*;
use crate::world::World;
use axum::http::Method;
use chrono::TimeDelta;
use licensing::domain::metadata::Metadata;
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

/// The text of a licence is kept too; names that look like its own places are no such.
#[tokio::test]
async fn a_text_that_is_kept_says_what_one_that_is_drawn_anew_says() {
    let w = World::start().await;
    let settings = Settings {
        floating: true,
        authentication_strategy: Authentication::Licence,
        ..Settings::default()
    };
    let policy = w.policy(settings).await;
    let odd = r#"a"b\c"#;
    let licence = keyed(&w, &policy, odd).await;
    let licence = changed(&w, &licence, |licence| {
        licence.name = r#"","key":"","lastValidated":null,"#.to_owned();
        let noted = json!({ "key": "", "lastValidated": null });
        licence.metadata = Metadata::new(noted).unwrap();
        licence.expires_at = Some(Millis(w.t.kontor.clock.now() + TimeDelta::days(4)));
    })
    .await;
    let asked = || validate_key(&w, odd, json!({}));
    let first = asked().await;
    assert_eq!(first["data"]["attributes"]["key"], odd);
    assert_eq!(first["data"]["attributes"]["lastValidated"], "2026-11-21T08:00:00.000Z");
    assert_eq!(asked().await["data"], first["data"]);

    w.t.kontor.clock.advance(TimeDelta::seconds(2));
    let later = asked().await;
    assert_eq!(later["data"]["attributes"]["lastValidated"], "2026-11-21T08:00:02.000Z");
    let path = format!("/v1/licenses/{}", licence.id);
    let shown = send_as(&w, Method::GET, &path, &format!("License {odd}"), None).await;
    let mut shown = json_of(&shown)["data"].clone();
    let who = shown["attributes"].as_object_mut().unwrap();
    who.remove("permissions").expect("what a key may do is said to who comes with it alone");
    shown["attributes"]["lastValidated"] = json!("2026-11-21T08:00:02.000Z");
    assert_eq!(later["data"], shown);

    let status = async || asked().await["data"]["attributes"]["status"].clone();
    assert_eq!(status().await, "ACTIVE");
    w.t.kontor.clock.advance(TimeDelta::days(2));
    assert_eq!(status().await, "EXPIRING", "nothing but time passed");
    w.t.kontor.clock.advance(TimeDelta::days(2));
    assert_eq!(status().await, "EXPIRED");
}

//! Entitlements by pages and on the wire.

use crate::program::{Program, codes};
use crate::world::World;
use licensing::store;
use serde_json::json;

#[tokio::test]
async fn the_code_of_an_entitlement_is_unique_and_found_by() {
    let w = World::start().await;
    let cookie = w.t.sign_in(&w.t.admin("Ada").await).await;
    let form = "name=Export&code=EXPORT&metadata=";
    let made = w.t.post(&cookie, "/licences/entitlements", form).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let again = w.t.post(&cookie, "/licences/entitlements", form).await;
    assert!(again.status == 422 && again.body.contains("id=\"f-code-error\""));
    let admin = Program::admin(&w).await;
    let found = admin.get("/entitlements?code=EXPORT").await.1;
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(admin.get("/entitlements/EXPORT").await.0, 200);
    let body = json!({ "data": { "type": "entitlements", "attributes": { "name": "X" } } });
    assert_eq!(codes(&admin.post("/entitlements", body).await.1), ["CODE_MISSING"]);
    let removal = format!("{}/removal", made.location());
    assert_eq!(w.t.post(&cookie, &removal, "").await.status, 303);
    assert!(store::entitlement::find_by_code(w.t.db(), "EXPORT").await.unwrap().is_none());
}

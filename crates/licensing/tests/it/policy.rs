//! Policies: their settings, what their licences have, and their pools.

use crate::program::{Program, codes, names};
use crate::world::World;
use axum::http::Method;
use licensing::domain::licence::{self, Licence, LicenceId};
use licensing::domain::licence_draft::LicenceDraft;
use licensing::domain::policy::{Policy, Settings};
use licensing::domain::token::Bearer;
use licensing::{actions, store};
use platform::Error;
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use std::time::Duration;

async fn manager(w: &World) -> String {
    w.t.sign_in(&w.t.admin("Ada").await).await
}

/// An id of nothing.
fn uuid() -> sea_orm::prelude::Uuid {
    sea_orm::prelude::Uuid::from_u128(7)
}

fn policy(w: &World, attributes: Value) -> Value {
    json!({ "data": { "type": "policies", "attributes": attributes, "relationships": {
        "product": { "data": { "type": "products", "id": w.product.id } } } } })
}

#[tokio::test]
async fn a_policy_says_all_that_it_is_on_the_wire() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let given = json!({
        "name": "Team", "floating": true, "maxMachines": 5, "duration": 86_400 * 30,
        "authenticationStrategy": "LICENSE", "scheme": "ED25519_SIGN",
        "overageStrategy": "ALLOW_1_25X_OVERAGE", "metadata": { "tier": "a" },
    });
    let (status, made) = admin.post("/policies", policy(&w, given.clone())).await;
    assert_eq!(status, 201, "{made}");
    let attributes = made["data"]["attributes"].as_object().unwrap();
    for (name, value) in given.as_object().unwrap() {
        assert_eq!(&attributes[name], value, "{name}");
    }
    // Keygen's 43 settings and our own four, the name, metadata, created and updated
    assert_eq!(attributes.len(), 51);
    assert_eq!(attributes["heartbeatBasis"], "FROM_FIRST_PING");
    assert_eq!(attributes["maxUses"], json!(null));
    let product = w.product.id.to_string();
    assert_eq!(made["data"]["relationships"]["product"]["data"]["id"], product);
    let path = format!("/policies/{}", made["data"]["id"].as_str().unwrap());
    assert_eq!(admin.get(&format!("{path}/product")).await.1["data"]["id"], product);
    let listed = admin.get(&format!("/policies?product={product}")).await.1;
    assert_eq!(names(&listed), ["Team"]);
    let nothing = admin.get(&format!("/policies?product={}", uuid())).await.1;
    assert!(names(&nothing).is_empty());
    let change = json!({ "data": { "type": "policies", "attributes": { "maxMachines": null } } });
    let (_, changed) = admin.patch(&path, change).await;
    assert_eq!(changed["data"]["attributes"]["maxMachines"], json!(null));
    assert_eq!(changed["data"]["attributes"]["floating"], true);
}

#[tokio::test]
async fn all_that_is_wrong_with_a_policy_is_said_at_once() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let given = json!({ "name": "", "duration": 60, "overageStrategy": "NEVER" });
    let (status, answer) = admin.post("/policies", policy(&w, given)).await;
    assert_eq!(status, 422);
    let wrong = ["NAME_BLANK", "DURATION_INVALID", "OVERAGE_STRATEGY_NOT_ALLOWED"];
    assert_eq!(codes(&answer), wrong);
    assert_eq!(answer["errors"][1]["source"]["pointer"], "/data/attributes/duration");
    let alone = json!({ "data": { "type": "policies", "attributes": { "name": "P" } } });
    let (_, answer) = admin.post("/policies", alone).await;
    assert_eq!(codes(&answer), ["PRODUCT_MISSING"]);
    assert_eq!(answer["errors"][0]["source"]["pointer"], "/data/relationships/product");
}

#[tokio::test]
async fn the_scheme_of_keys_stays_while_there_are_licences() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let one = w.policy(Settings { max_machines: Some(1), ..Settings::default() }).await;
    w.licence(&one).await;
    let change = json!({ "data": { "attributes": { "scheme": "ED25519_SIGN" } } });
    let (status, answer) = admin.patch(&format!("/policies/{}", one.id), change).await;
    assert_eq!((status, codes(&answer)), (422, vec!["SCHEME_NOT_ALLOWED"]));
    let (status, answer) = admin.delete(&format!("/policies/{}", one.id)).await;
    assert_eq!((status, codes(&answer)), (422, vec!["LICENSES_EXIST"]));
}

#[tokio::test]
async fn a_policy_is_entered_and_changed_by_its_form() {
    let w = World::start().await;
    let cookie = manager(&w).await;
    let page = w.t.get(&cookie, "/licences/policies/new").await;
    assert_eq!(page.status, 200);
    for shown in
        ["Any machine that ever sent", "Ed25519 (recommended)", "Backup Pro", "up to twice"]
    {
        assert!(page.body.contains(shown), "{shown}");
    }
    let form = format!(
        "name=Year&product={}&duration=365+d&floating=true&maxMachines=3&requireCheckIn=true\
         &checkInInterval=week&checkInIntervalCount=2&authenticationStrategy=MIXED&metadata=",
        w.product.id
    );
    let made = w.t.post(&cookie, "/licences/policies", &form).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let id = made.location().rsplit('/').next().unwrap().parse().unwrap();
    let stored = store::policy::get(w.t.db(), id).await.unwrap();
    assert_eq!(stored.settings.duration, Some(365 * 86_400));
    assert!(stored.settings.floating && !stored.settings.strict);
    let shown = w.t.get(&cookie, made.location()).await;
    for text in ["365 d", "with a token or the licence key", "week"] {
        assert!(shown.body.contains(text), "{text}");
    }
    let edit = w.t.get(&cookie, &format!("{}/edit", made.location())).await;
    assert!(edit.body.contains("value=\"365 d\""));
    let odd = format!("version=1&name=Year&product={}&maxMachines=3&metadata=", w.product.id);
    let refused = w.t.post(&cookie, made.location(), &odd).await;
    assert!(refused.status == 422 && refused.body.contains("id=\"f-maxMachines-error\""));
}

#[tokio::test]
async fn entitlements_are_attached_to_a_policy_and_detached_again() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let one = w.policy(Settings::default()).await;
    let body = json!({ "data": { "type": "entitlements", "attributes": { "name": "Export", "code": "EXPORT" } } });
    let (_, made) = admin.post("/entitlements", body).await;
    let id = made["data"]["id"].as_str().unwrap();
    let path = format!("/policies/{}/entitlements", one.id);
    let these = json!({ "data": [{ "type": "entitlements", "id": id }] });
    for _ in 0..2 {
        assert_eq!(admin.post(&path, these.clone()).await.0, 200);
    }
    assert_eq!(names(&admin.get(&path).await.1), ["Export"]);
    let cookie = manager(&w).await;
    let page = w.t.get(&cookie, &format!("/licences/policies/{}", one.id)).await;
    assert!(page.body.contains("EXPORT"));
    let strange = json!({ "data": [{ "type": "entitlements", "id": uuid() }] });
    let (status, answer) = admin.post(&path, strange).await;
    assert_eq!((status, codes(&answer)), (422, vec!["ENTITLEMENTS_NOT_FOUND"]));
    assert_eq!(admin.ask(Method::DELETE, &path, these).await.0, 204);
    assert!(names(&admin.get(&path).await.1).is_empty());
    let form = format!("attach=true&entitlement={id}");
    let path = format!("/licences/policies/{}/entitlements", one.id);
    assert_eq!(w.t.post(&cookie, &path, &form).await.status, 303);
    assert_eq!(store::entitlement::of_policy(w.t.db(), one.id).await.unwrap().len(), 1);
    assert_eq!(admin.delete(&format!("/entitlements/{id}")).await.0, 204);
    assert!(store::entitlement::of_policy(w.t.db(), one.id).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_pool_gives_its_oldest_key_first_and_each_once() {
    let w = World::start().await;
    let one = w.policy(Settings { use_pool: true, ..Settings::default() }).await;
    let cookie = manager(&w).await;
    let page = format!("/licences/policies/{}/pool", one.id);
    let filled = w.t.post(&cookie, &page, "key=AAAA-0001%0D%0AAAAA-0002").await;
    assert_eq!(filled.status, 303, "{}", filled.body);
    let again = w.t.post(&cookie, &page, "key=AAAA-0002").await;
    assert!(again.status == 422 && again.body.contains("exists already"));
    let admin = Program::admin(&w).await;
    let key = |key: &str| {
        json!({ "data": { "type": "keys", "attributes": { "key": key }, "relationships": {
            "policy": { "data": { "type": "policies", "id": one.id } } } } })
    };
    let (status, made) = admin.post("/keys", key("AAAA-0003")).await;
    assert_eq!((status, &made["data"]["attributes"]["key"]), (201, &json!("AAAA-0003")));
    assert_eq!(codes(&admin.post("/keys", key("AAAA-0001")).await.1), ["KEY_TAKEN"]);
    let path = format!("/policies/{}/pool", one.id);
    let waiting = admin.get(&path).await.1;
    assert_eq!(waiting["data"].as_array().unwrap().len(), 3);
    let mut taken = Vec::new();
    for _ in 0..3 {
        let (_, key) = admin.delete(&path).await;
        taken.push(key["data"]["attributes"]["key"].as_str().unwrap().to_owned());
    }
    assert_eq!(taken, ["AAAA-0001", "AAAA-0002", "AAAA-0003"]);
    let (status, answer) = admin.delete(&path).await;
    assert_eq!((status, codes(&answer)), (422, vec!["POLICY_POOL_EMPTY"]));
    let other = w.policy(Settings::default()).await;
    let path = format!("/licences/policies/{}/pool", other.id);
    assert_eq!(w.t.get(&cookie, &path).await.status, 404);
}

#[tokio::test]
async fn keys_in_a_pool_are_sealed_and_for_the_vendor_alone() {
    let w = World::start().await;
    let one = w.policy(Settings { use_pool: true, ..Settings::default() }).await;
    let licence = w.licence(&one).await;
    licensing::actions::add_pool_keys(&w.t.cx(), one.id, &["SECRET-42".into()]).await.unwrap();
    let kept = store::pool_key::oldest(w.t.db(), one.id).await.unwrap().unwrap();
    assert!(!kept.key.windows(9).any(|part| part == b"SECRET-42"));
    let path = format!("/policies/{}/pool", one.id);
    for bearer in [Bearer::Activation, Bearer::ReadOnly] {
        let of = (bearer == Bearer::Activation).then_some(licence.id.0);
        let program = Program::new(&w, bearer, of).await;
        assert_eq!(program.delete(&path).await.0, 403, "{bearer:?}");
    }
    let own = Program::new(&w, Bearer::Activation, Some(licence.id.0)).await;
    assert_eq!(own.get(&path).await.0, 403);
}

/// How many licences a policy has, whether it is there or not.
async fn licences_of(w: &World, policy: &Policy) -> u64 {
    let those = licence::Entity::find().filter(licence::COLUMN.policy.eq(policy.id));
    those.count(w.t.db()).await.unwrap()
}

#[tokio::test]
async fn a_policy_does_not_go_while_somebody_issues_by_it() {
    let w = World::start().await;
    let (policy, other) =
        (w.policy(Settings::default()).await, w.policy(Settings::default()).await);
    let like = w.licence(&other).await;
    // somebody issues, and is not done yet
    let tx = w.t.kontor.db.begin().await.unwrap();
    assert!(store::issuing::keep_policy(&tx, policy.id).await.unwrap().is_some());
    let new = Licence { id: LicenceId::new(), policy: policy.id, key_hash: "f".repeat(64), ..like };
    store::issuing::insert_all(&tx, &[new]).await.unwrap();
    let (cx, id) = (w.t.cx(), policy.id.0);
    let mut removal = tokio::spawn(async move { actions::remove_entry::<Policy>(&cx, id).await });
    let early = tokio::time::timeout(Duration::from_millis(200), &mut removal).await;
    assert!(early.is_err(), "whoever removes waits: {early:?}");
    tx.commit().await.unwrap();
    let refused = removal.await.unwrap();
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert!(store::policy::find(w.t.db(), policy.id).await.unwrap().is_some());
    assert_eq!(licences_of(&w, &policy).await, 1);
}

#[tokio::test]
async fn whoever_is_faster_no_licence_is_left_without_its_policy() {
    let w = World::start().await;
    for _ in 0..10 {
        let policy = w.policy(Settings::default()).await;
        let (one, other, id) = (w.t.cx(), w.t.cx(), policy.id);
        let issue = tokio::spawn(async move {
            actions::issue_licence(&one, None, id, &LicenceDraft::default()).await.is_ok()
        });
        let removal =
            tokio::spawn(
                async move { actions::remove_entry::<Policy>(&other, id.0).await.is_ok() },
            );
        let (issued, removed) = (issue.await.unwrap(), removal.await.unwrap());
        assert_ne!(issued, removed, "exactly one of them was first");
        assert_eq!(licences_of(&w, &policy).await, u64::from(issued));
        let left = store::policy::find(w.t.db(), id).await.unwrap();
        assert_eq!(left.is_none(), removed);
    }
}

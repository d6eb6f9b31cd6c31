//! Whether a licence is good, asked from outside.

use crate::asking::*;
use crate::world::World;
use axum::http::Method;
use chrono::TimeDelta;
use licensing::domain::entitlement::{self, Entitlement, EntitlementId};
use licensing::domain::licence::{Licence, LicenceUserId, Limits};
use licensing::domain::machine::{Component, ComponentId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::process::{Process, ProcessId};
use licensing::domain::strategy::{ExpirationBasis, Leasing};
use licensing::domain::usage::What;
use licensing::domain::user::{self, Standing, User};
use licensing::{actions, notes, store};
use platform::{Millis, event};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

fn floating() -> Settings {
    Settings { floating: true, max_machines: Some(2), ..Settings::default() }
}

#[tokio::test]
async fn a_key_opens_what_its_licence_is_and_the_scope_is_said_again() {
    let w = World::start().await;
    let policy = w.policy(floating()).await;
    let licence = keyed(&w, &policy, KEY).await;
    let scope = json!({ "product": w.product.id.to_string(), "unknown": [1] });
    let body = json!({ "meta": { "key": KEY, "nonce": 7_000_000_000_u64, "scope": scope } });
    let path = "/v1/accounts/kontor/licenses/actions/validate-key";
    let answer = send(&w, Method::POST, path, Some(&body)).await;
    assert_eq!(answer.status, 200);
    assert!(answer.headers.contains_key("keygen-signature"));
    let said = json_of(&answer);
    assert_eq!(
        said["meta"],
        json!({
            "ts": "2026-11-21T08:00:00.000Z", "valid": true, "detail": "is valid", "code": "VALID",
            "nonce": 7_000_000_000_u64, "scope": scope,
        })
    );
    let data = &said["data"];
    assert_eq!((&data["type"], &data["id"]), (&json!("licenses"), &json!(licence.id)));
    for (name, value) in [
        ("key", json!(KEY)),
        ("status", json!("ACTIVE")),
        ("maxMachines", json!(2)),
        ("maxUses", Value::Null),
        ("floating", json!(true)),
        ("expiry", Value::Null),
        ("lastValidated", json!("2026-11-21T08:00:00.000Z")),
    ] {
        assert_eq!(data["attributes"][name], value, "{name}");
    }
    assert_eq!(data["relationships"]["policy"]["data"]["id"], json!(policy.id));
    assert_eq!(data["relationships"]["machines"]["meta"]["count"], 0);
}

#[tokio::test]
async fn what_is_no_key_and_what_is_no_request_are_told_apart() {
    let w = World::start().await;
    let said = validate_key(&w, "no-such-key", Value::Null).await;
    assert_eq!(said["data"], Value::Null);
    let meta = &said["meta"];
    assert_eq!((&meta["valid"], &meta["code"]), (&json!(false), &json!("NOT_FOUND")));
    assert_eq!((&meta["scope"], &meta["detail"]), (&json!({}), &json!("does not exist")));
    assert!(meta.get("nonce").is_none());
    let long: Vec<_> = (0..101).map(|n| n.to_string()).collect();
    for (body, code, pointer) in [
        (json!({}), "KEY_MISSING", "/meta/key"),
        (json!({ "meta": { "key": " " } }), "KEY_MISSING", "/meta/key"),
        (json!({ "meta": { "key": 7 } }), "KEY_INVALID", "/meta/key"),
        (json!({ "meta": { "key": "x", "nonce": "7" } }), "NONCE_INVALID", "/meta/nonce"),
        (json!({ "meta": { "key": "x", "scope": [] } }), "SCOPE_INVALID", "/meta/scope"),
        (
            json!({ "meta": { "key": "x", "scope": { "fingerprints": long } } }),
            "SCOPE_INVALID",
            "/meta/scope",
        ),
        (
            json!({ "meta": { "key": "x", "scope": { "product": 1 } } }),
            "PRODUCT_INVALID",
            "/meta/scope/product",
        ),
    ] {
        let path = "/v1/licenses/actions/validate-key";
        let answer = send(&w, Method::POST, path, Some(&body)).await;
        assert_eq!(answer.status, 400, "{body}");
        let error = &json_of(&answer)["errors"][0];
        assert_eq!(error["code"], code, "{body}");
        assert_eq!(error["source"]["pointer"], pointer, "{body}");
    }
}

#[tokio::test]
async fn whoever_tries_key_after_key_is_told_to_wait() {
    let w = World::start().await;
    let policy = w.policy(floating()).await;
    keyed(&w, &policy, KEY).await;
    for n in 0..60 {
        assert_eq!(code(&w, &format!("try-{n}"), json!({})).await, "NOT_FOUND");
    }
    let body = json!({ "meta": { "key": "one-more" } });
    let path = "/v1/licenses/actions/validate-key";
    assert_eq!(send(&w, Method::POST, path, Some(&body)).await.status, 429);
    assert_eq!(code(&w, KEY, json!({})).await, "VALID");
}

#[tokio::test]
async fn a_licence_is_asked_for_by_its_id_only_by_who_may() {
    let w = World::start().await;
    let policy = w.policy(floating()).await;
    let licence = keyed(&w, &policy, KEY).await;
    for method in [Method::GET, Method::POST] {
        let path = format!("/v1/licenses/{}/actions/validate", licence.id);
        assert_eq!(send(&w, method, &path, None).await.status, 401);
    }
}

#[tokio::test]
async fn a_suspension_and_its_end_count_from_the_very_next_request() {
    let w = World::start().await;
    let policy = w.policy(floating()).await;
    let licence = keyed(&w, &policy, KEY).await;
    for _ in 0..3 {
        assert_eq!(code(&w, KEY, json!({})).await, "VALID");
        changed(&w, &licence, |licence| licence.suspended = true).await;
        let said = validate_key(&w, KEY, json!({})).await;
        assert_eq!(
            (&said["meta"]["code"], &said["meta"]["valid"]),
            (&json!("SUSPENDED"), &json!(false))
        );
        assert_eq!(said["data"]["attributes"]["status"], "SUSPENDED");
        changed(&w, &licence, |licence| licence.suspended = false).await;
    }
    let user = user(&w, "ada@acme.test").await;
    changed(&w, &licence, |licence| licence.owner = Some(user.id)).await;
    assert_eq!(code(&w, KEY, json!({})).await, "VALID");
    ban(&w, user.id).await;
    assert_eq!(code(&w, KEY, json!({})).await, "BANNED");
}

#[tokio::test]
async fn machines_are_known_by_fingerprint_id_components_and_heartbeat() {
    let w = World::start().await;
    let policy = w.policy(Settings { require_heartbeat: true, ..floating() }).await;
    let licence = keyed(&w, &policy, KEY).await;
    assert_eq!(code(&w, KEY, json!({ "fingerprint": "aa" })).await, "NO_MACHINES");
    let machine = seated(&w, &licence, "aa").await;
    let fingerprint = json!({ "fingerprint": "aa" });
    assert_eq!(code(&w, KEY, fingerprint.clone()).await, "HEARTBEAT_NOT_STARTED");
    let end = Millis(w.t.kontor.clock.now() + TimeDelta::seconds(630));
    remade(&w, &machine, |machine| machine.dies_at = Some(end)).await;
    component(&w, &licence, machine.id, "board").await;
    for (scope, told) in [
        (fingerprint.clone(), "VALID"),
        (json!({ "fingerprint": "AA" }), "FINGERPRINT_SCOPE_MISMATCH"),
        (json!({ "fingerprint": "a\u{0}a" }), "FINGERPRINT_SCOPE_MISMATCH"),
        (json!({ "fingerprints": ["bb", "aa"] }), "VALID"),
        (json!({ "fingerprints": [] }), "FINGERPRINT_SCOPE_EMPTY"),
        (json!({ "machine": machine.id }), "VALID"),
        (json!({ "machine": licence.id }), "MACHINE_SCOPE_MISMATCH"),
        (json!({ "components": ["board"] }), "VALID"),
        (json!({ "components": ["cpu"] }), "COMPONENTS_SCOPE_MISMATCH"),
        (json!({ "fingerprint": "aa", "components": ["cpu", "board"] }), "VALID"),
        (json!({ "components": [] }), "COMPONENTS_SCOPE_EMPTY"),
        (json!({ "version": "1.0.0" }), "VERSION_SCOPE_MISMATCH"),
        (json!({ "checksum": "abc" }), "CHECKSUM_SCOPE_MISMATCH"),
        (json!({ "environment": "test" }), "ENVIRONMENT_SCOPE_MISMATCH"),
        (json!({ "policy": policy.id }), "VALID"),
        (json!({ "product": policy.id }), "PRODUCT_SCOPE_MISMATCH"),
    ] {
        assert_eq!(code(&w, KEY, scope.clone()).await, told, "{scope}");
    }
    w.t.kontor.clock.advance(TimeDelta::seconds(630));
    assert_eq!(code(&w, KEY, fingerprint).await, "HEARTBEAT_DEAD");
}

#[tokio::test]
async fn features_and_users_are_those_of_the_licence_now() {
    let w = World::start().await;
    let policy = w.policy(floating()).await;
    let licence = keyed(&w, &policy, KEY).await;
    let (own, general) = (entitlement(&w, "SSO").await, entitlement(&w, "EXPORT").await);
    let end = w.t.kontor.clock.now() + TimeDelta::days(1);
    give(&w, &licence, own, Some(Millis(end)), general).await;
    entitlement(&w, "AUDIT").await;
    let asked = |codes: &[&str]| json!({ "entitlements": codes });
    assert_eq!(code(&w, KEY, asked(&["SSO", "EXPORT"])).await, "VALID");
    assert_eq!(code(&w, KEY, asked(&["AUDIT"])).await, "ENTITLEMENTS_MISSING");
    assert_eq!(code(&w, KEY, asked(&["NONE"])).await, "ENTITLEMENTS_MISSING");
    assert_eq!(code(&w, KEY, asked(&[])).await, "ENTITLEMENTS_SCOPE_EMPTY");
    w.t.kontor.clock.advance(TimeDelta::days(1));
    assert_eq!(code(&w, KEY, asked(&["SSO"])).await, "ENTITLEMENTS_MISSING");
    assert_eq!(code(&w, KEY, asked(&["EXPORT"])).await, "VALID");
    let (ada, bob, eve) = (
        user(&w, "ada@acme.test").await,
        user(&w, "bob@acme.test").await,
        user(&w, "eve@x.test").await,
    );
    changed(&w, &licence, |licence| {
        licence.owner = Some(ada.id);
        licence.limits = Limits { max_users: Some(1), ..Limits::default() };
    })
    .await;
    for who in [json!(ada.id), json!("Ada@Acme.test")] {
        assert_eq!(code(&w, KEY, json!({ "user": who })).await, "VALID");
    }
    assert_eq!(code(&w, KEY, json!({ "user": eve.id })).await, "USER_SCOPE_MISMATCH");
    assert_eq!(code(&w, KEY, json!({ "user": "nobody" })).await, "USER_SCOPE_MISMATCH");
    join(&w, &licence, bob.id).await;
    assert_eq!(code(&w, KEY, json!({ "user": bob.id })).await, "TOO_MANY_USERS");
    ban(&w, bob.id).await;
    assert_eq!(code(&w, KEY, json!({ "user": bob.id })).await, "USER_SCOPE_MISMATCH");
}

#[tokio::test]
async fn a_strict_policy_counts_what_runs() {
    let w = World::start().await;
    let settings = Settings {
        strict: true,
        max_processes: Some(1),
        process_leasing_strategy: Leasing::Licence,
        ..floating()
    };
    let policy = w.policy(settings).await;
    let licence = keyed(&w, &policy, KEY).await;
    assert_eq!(code(&w, KEY, json!({})).await, "NO_MACHINES");
    let machine = seated(&w, &licence, "aa").await;
    process(&w, &licence, machine.id, "1").await;
    assert_eq!(code(&w, KEY, json!({})).await, "VALID");
    process(&w, &licence, machine.id, "2").await;
    assert_eq!(code(&w, KEY, json!({})).await, "TOO_MANY_PROCESSES");
    changed(&w, &licence, |licence| licence.machines = 3).await;
    assert_eq!(code(&w, KEY, json!({})).await, "TOO_MANY_MACHINES");
}

#[tokio::test]
async fn the_time_begins_once_with_the_first_validation_that_is_good() {
    let w = World::start().await;
    let settings = Settings {
        duration: Some(Settings::DAY),
        expiration_basis: ExpirationBasis::FirstValidation,
        ..floating()
    };
    let policy = w.policy(settings).await;
    let licence = keyed(&w, &policy, KEY).await;
    assert_eq!(code(&w, KEY, json!({ "fingerprint": "aa" })).await, "NO_MACHINES");
    notes::write(&w.t.kontor).await.unwrap();
    let now = || Millis(w.t.kontor.clock.now());
    let kept = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!((kept.expires_at, kept.first_validated_at), (None, None));
    assert_eq!(kept.last_validated_at, Some(now()));
    w.t.kontor.clock.advance(TimeDelta::hours(1));
    let (first, end) = (now(), Millis(now().0 + TimeDelta::days(1)));
    let cx = w.t.cx();
    let each = || actions::validate_licence(&cx, kept.clone(), None);
    let all = futures_util::future::join_all((0..20).map(|_| each())).await;
    for one in all {
        assert_eq!(one.unwrap().snapshot.licence.expires_at, Some(end));
    }
    w.t.kontor.clock.advance(TimeDelta::hours(2));
    let said = validate_key(&w, KEY, json!({})).await;
    assert_eq!(said["data"]["attributes"]["expiry"], "2026-11-22T09:00:00.000Z");
    let kept = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!((kept.expires_at, kept.first_validated_at), (Some(end), Some(first)));
    let object = events::licensing::licence_object(licence.id);
    let facts = event::timeline(w.t.db(), &object).await.unwrap();
    assert_eq!(facts.iter().filter(|fact| fact.name == "licensing.licence_changed").count(), 1);
    w.t.kontor.clock.advance(TimeDelta::days(1));
    assert_eq!(code(&w, KEY, json!({})).await, "EXPIRED");
}

#[tokio::test]
async fn what_the_last_requests_leave_is_written_down_when_the_server_ends() {
    let w = World::start().await;
    let licence = keyed(&w, &w.policy(floating()).await, KEY).await;
    let kept = tokio::spawn((licensing::APP.start)(w.t.kontor.clone()));
    w.t.kontor.stopping().cancel();
    // a request that was open then is answered within 30 s; this is long after the stop was told
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    validate_key(&w, KEY, json!({})).await;
    w.t.kontor.answered().cancel();
    kept.await.unwrap();
    let stored = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!(stored.last_validated_at, Some(Millis(w.t.kontor.clock.now())));
    let since = Millis(w.t.kontor.clock.now() - TimeDelta::hours(1));
    let hours = store::usage_sums::hours(w.t.db(), What::Validations, since, None).await.unwrap();
    assert_eq!(hours.len(), 1, "what validations said");
}

#[tokio::test]
async fn when_licences_were_validated_is_written_in_groups_and_disturbs_nobody() {
    let w = World::start().await;
    let policy = w.policy(floating()).await;
    let mut all = Vec::new();
    for _ in 0..3 {
        all.push(w.licence(&policy).await);
    }
    let cx = w.t.cx();
    for licence in &all {
        actions::validate_licence(&cx, licence.clone(), None).await.unwrap();
    }
    let at = Millis(w.t.kontor.clock.now());
    notes::write(&w.t.kontor).await.unwrap();
    w.t.kontor.clock.advance(TimeDelta::seconds(90));
    let later = Millis(w.t.kontor.clock.now());
    actions::validate_licence(&w.t.cx(), all[0].clone(), None).await.unwrap();
    notes::write(&w.t.kontor).await.unwrap();
    notes::write(&w.t.kontor).await.unwrap();
    for (licence, last) in all.iter().zip([later, at, at]) {
        let kept = store::licence::get(w.t.db(), licence.id).await.unwrap();
        assert_eq!(kept.last_validated_at, Some(last));
        assert_eq!(kept.first_validated_at, Some(at));
        assert_eq!((kept.version, kept.updated_at), (licence.version, licence.updated_at));
    }
}

async fn user(w: &World, email: &str) -> User {
    let now = Millis(w.t.kontor.clock.now());
    let user = User {
        id: LicenceUserId::new(),
        environment: None,
        group: None,
        email: email.into(),
        email_key: email.into(),
        first_name: String::new(),
        last_name: String::new(),
        standing: Standing::Active,
        metadata: Metadata::default(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::user::insert(&tx, &user).await.unwrap();
    tx.commit().await.unwrap();
    user
}

async fn ban(w: &World, id: LicenceUserId) {
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut user = store::user::get(&tx, id).await.unwrap();
    user.standing = Standing::Banned;
    store::user::save(&tx, &mut user).await.unwrap();
    tx.commit().await.unwrap();
}

async fn join(w: &World, licence: &Licence, user: LicenceUserId) {
    let now = Millis(w.t.kontor.clock.now());
    let member = user::of_licence::Model { licence: licence.id, user, created_at: now };
    let tx = w.t.kontor.db.begin().await.unwrap();
    let row = member.into_active_model().reset_all();
    user::of_licence::Entity::insert(row).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn entitlement(w: &World, code: &str) -> EntitlementId {
    let now = Millis(w.t.kontor.clock.now());
    let one = Entitlement {
        id: EntitlementId::new(),
        environment: None,
        name: code.into(),
        name_key: code.to_lowercase(),
        code: code.into(),
        metadata: Metadata::default(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::entitlement::insert(&tx, &one).await.unwrap();
    tx.commit().await.unwrap();
    one.id
}

/// One for the licence itself, one for all of its policy.
async fn give(
    w: &World,
    licence: &Licence,
    own: EntitlementId,
    end: Option<Millis>,
    general: EntitlementId,
) {
    let now = Millis(w.t.kontor.clock.now());
    let tx = w.t.kontor.db.begin().await.unwrap();
    let own = entitlement::of_licence::Model {
        licence: licence.id,
        entitlement: own,
        value: None,
        expires_at: end,
        created_at: now,
    };
    let own = own.into_active_model().reset_all();
    entitlement::of_licence::Entity::insert(own).exec_without_returning(&tx).await.unwrap();
    let general = entitlement::of_policy::Model {
        policy: licence.policy,
        entitlement: general,
        created_at: now,
    };
    let general = general.into_active_model().reset_all();
    entitlement::of_policy::Entity::insert(general).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn component(
    w: &World,
    licence: &Licence,
    machine: licensing::domain::machine::MachineId,
    fingerprint: &str,
) {
    let now = Millis(w.t.kontor.clock.now());
    let part = Component {
        id: ComponentId::new(),
        machine,
        licence: licence.id,
        name: fingerprint.into(),
        fingerprint: fingerprint.into(),
        claim: format!("{fingerprint:0>64}"),
        metadata: Metadata::default(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::component::insert(&tx, &part).await.unwrap();
    tx.commit().await.unwrap();
}

async fn process(
    w: &World,
    licence: &Licence,
    machine: licensing::domain::machine::MachineId,
    pid: &str,
) {
    let now = Millis(w.t.kontor.clock.now());
    let process = Process {
        id: ProcessId::new(),
        machine,
        licence: licence.id,
        owner: None,
        pid: pid.into(),
        metadata: Metadata::default(),
        last_beat_at: now,
        dies_at: now,
        died_at: None,
        revived_at: None,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::process::insert(&tx, &process).await.unwrap();
    tx.commit().await.unwrap();
}

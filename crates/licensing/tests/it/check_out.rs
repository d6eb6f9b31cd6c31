//! Licence and machine files, fetched from outside and opened with nothing but what a client has.

use crate::asking::*;
use crate::world::World;
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use licensing::domain::licence::Licence;
use licensing::domain::machine::{Component, ComponentId, Machine, MachineId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::Authentication;
use licensing::store;
use licensing::wire::issuer;
use platform::keys::is_signed;
use platform::testing::Answer;
use platform::{Millis, event};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A licence that programs come in with by its key, and a machine of it.
async fn start() -> (World, Licence, Machine) {
    let w = World::start().await;
    let settings = Settings {
        floating: true,
        authentication_strategy: Authentication::Licence,
        ..Settings::default()
    };
    let policy = w.policy(settings).await;
    let licence = keyed(&w, &policy, KEY).await;
    let machine = seated(&w, &licence, "aa:bb").await;
    (w, licence, machine)
}

async fn ask(w: &World, method: Method, path: &str, body: Option<&Value>) -> Answer {
    send_as(w, method, path, &format!("License {KEY}"), body).await
}

/// Opens a file as clients do: the signature first, then what is inside.
async fn open(w: &World, kind: &str, file: &str, secret: &[&str]) -> Option<Value> {
    let upper = kind.to_uppercase();
    let inside = file
        .strip_prefix(&format!("-----BEGIN {upper} FILE-----\n"))?
        .strip_suffix(&format!("-----END {upper} FILE-----\n"))?;
    let inside = STANDARD.decode(inside.replace('\n', "")).ok()?;
    let envelope: Value = serde_json::from_slice(&inside).ok()?;
    let text = |name: &str| envelope[name].as_str().map(str::to_owned);
    let (enc, sig, alg) = (text("enc")?, text("sig")?, text("alg")?);
    let mut public = [0; 32];
    let issuer = issuer::of(&w.t.kontor).await.unwrap();
    hex::decode_to_slice(issuer.public_key(), &mut public).unwrap();
    let signed = format!("{kind}/{enc}");
    if !is_signed(&public, signed.as_bytes(), &STANDARD.decode(sig).ok()?) {
        return None;
    }
    let json = match &*alg {
        "base64+ed25519" => STANDARD.decode(enc).ok()?,
        "aes-256-gcm+ed25519" => decrypt(&enc, secret)?,
        _ => return None,
    };
    serde_json::from_slice(&json).ok()
}

fn decrypt(enc: &str, secret: &[&str]) -> Option<Vec<u8>> {
    let parts: Vec<Vec<u8>> =
        enc.split('.').map(|part| STANDARD.decode(part)).collect::<Result<_, _>>().ok()?;
    let [text, iv, tag] = &parts[..] else { return None };
    let key = Sha256::digest(secret.concat().as_bytes());
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(iv).ok()?;
    let mut sealed = [text.as_slice(), tag].concat();
    Some(key.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?.to_vec())
}

fn attributes(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    json_of(answer)["data"]["attributes"].clone()
}

#[tokio::test]
async fn a_licence_file_is_signed_locked_with_the_key_and_told_once() {
    let (w, licence, _) = start().await;
    let path = format!(
        "/v1/licenses/{}/actions/check-out?encrypt=true&ttl=3600&include=policy,product",
        licence.id
    );
    let answer = ask(&w, Method::POST, &path, None).await;
    let said = attributes(&answer);
    assert_eq!(json_of(&answer)["data"]["type"], "license-files");
    assert_eq!(said["algorithm"], "aes-256-gcm+ed25519");
    assert_eq!(said["includes"], json!(["policy", "product"]));
    assert_eq!((&said["ttl"], &said["issued"]), (&json!(3600), &json!("2026-11-21T08:00:00.000Z")));
    assert_eq!(said["expiry"], "2026-11-21T09:00:00.000Z");
    let file = said["certificate"].as_str().unwrap();
    let inside = open(&w, "license", file, &[KEY]).await.unwrap();
    assert_eq!(inside["data"]["id"], json!(licence.id));
    assert_eq!(inside["data"]["attributes"]["key"], KEY);
    assert_eq!(inside["meta"]["ttl"], 3600);
    assert_eq!(
        (&inside["meta"]["issued"], &inside["meta"]["expiry"]),
        (&said["issued"], &said["expiry"])
    );
    let kinds: Vec<_> =
        inside["included"].as_array().unwrap().iter().map(|one| &one["type"]).collect();
    assert_eq!(kinds, ["products", "policies"]);
    assert_eq!(inside["included"][1]["attributes"]["authenticationStrategy"], "LICENSE");
    assert!(open(&w, "license", file, &["another key"]).await.is_none());
    assert!(open(&w, "machine", &file.replace("LICENSE", "MACHINE"), &[KEY]).await.is_none());
    let kept = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!(kept.last_checked_out_at, Some(Millis(w.t.kontor.clock.now())));
    let facts = event::timeline(w.t.db(), &events::licensing::licence_object(licence.id)).await;
    let names: Vec<_> = facts.unwrap().into_iter().map(|fact| fact.name).collect();
    assert_eq!(names, ["licensing.licence_checked_out"]);
}

#[tokio::test]
async fn a_turned_bit_anywhere_in_a_file_is_noticed() {
    let (w, licence, _) = start().await;
    let path = format!("/v1/licenses/{}/actions/check-out?encrypt=1", licence.id);
    let said = attributes(&ask(&w, Method::POST, &path, None).await);
    let file = said["certificate"].as_str().unwrap();
    for bit in (0..file.len() * 8).step_by(61) {
        let mut bytes = file.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        let Ok(turned) = String::from_utf8(bytes) else { continue };
        assert!(open(&w, "license", &turned, &[KEY]).await.is_none(), "bit {bit} of\n{file}");
    }
}

#[tokio::test]
async fn a_machine_file_is_locked_with_key_and_fingerprint_and_carries_its_licence() {
    let (w, licence, machine) = start().await;
    let now = Millis(w.t.kontor.clock.now());
    let part = Component {
        id: ComponentId::new(),
        machine: machine.id,
        licence: licence.id,
        name: "board".into(),
        fingerprint: "b-1".into(),
        claim: "b".repeat(64),
        metadata: Metadata::default(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::component::insert(&tx, &part).await.unwrap();
    tx.commit().await.unwrap();
    for named in [machine.id.to_string(), "aa:bb".to_owned(), "aa%3Abb".to_owned()] {
        let path = format!(
            "/v1/machines/{named}/actions/check-out?encrypt=1&include=license.entitlements,components&ttl=604800"
        );
        let answer = ask(&w, Method::POST, &path, None).await;
        let said = attributes(&answer);
        assert_eq!(json_of(&answer)["data"]["type"], "machine-files");
        let file = said["certificate"].as_str().unwrap();
        let inside = open(&w, "machine", file, &[KEY, "aa:bb"]).await.unwrap();
        assert_eq!(inside["data"]["attributes"]["fingerprint"], "aa:bb");
        let along: Vec<_> =
            inside["included"].as_array().unwrap().iter().map(|one| &one["type"]).collect();
        assert_eq!(along, ["licenses", "components"]);
        assert!(open(&w, "machine", file, &[KEY]).await.is_none());
    }
    let kept = store::machine::get(w.t.db(), machine.id).await.unwrap();
    assert_eq!(kept.last_checked_out_at, Some(now));
    let none = format!("/v1/machines/{}/actions/check-out", MachineId::new());
    assert_eq!(ask(&w, Method::POST, &none, None).await.status, 404);
}

#[tokio::test]
async fn a_wish_stands_in_the_body_too_and_a_file_may_be_for_ever() {
    let (w, licence, _) = start().await;
    let path = format!("/v1/licenses/{}/actions/check-out", licence.id);
    let said = attributes(&ask(&w, Method::POST, &path, None).await);
    assert_eq!((&said["ttl"], &said["algorithm"]), (&json!(2_592_000), &json!("base64+ed25519")));
    let inside = open(&w, "license", said["certificate"].as_str().unwrap(), &[]).await.unwrap();
    assert_eq!(inside["included"], json!([]));
    let body = json!({ "meta": { "encrypt": true, "ttl": null, "include": ["policy"] } });
    let said = attributes(&ask(&w, Method::POST, &path, Some(&body)).await);
    assert_eq!((&said["ttl"], &said["expiry"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&said["algorithm"], &said["includes"]),
        (&json!("aes-256-gcm+ed25519"), &json!(["policy"]))
    );
    let said = attributes(&ask(&w, Method::POST, &format!("{path}?ttl=7200"), Some(&body)).await);
    assert_eq!(said["ttl"], 7200);
    let by_key = format!("/v1/licenses/{KEY}/actions/check-out?algorithm=ecdsa-p256");
    let said = attributes(&ask(&w, Method::POST, &by_key, None).await);
    assert_eq!(said["algorithm"], "base64+ecdsa-p256");
}

#[tokio::test]
async fn the_file_alone_is_read_as_it_is() {
    let (w, licence, machine) = start().await;
    for (kind, id, secret) in [
        ("license", licence.id.to_string(), vec![KEY]),
        ("machine", machine.id.to_string(), vec![KEY, "aa:bb"]),
    ] {
        let path = format!("/v1/{kind}s/{id}/actions/check-out?encrypt=1");
        let answer = ask(&w, Method::GET, &path, None).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["content-type"], "application/octet-stream");
        let name = format!("attachment; filename=\"{id}.lic\"");
        assert_eq!(answer.headers["content-disposition"], name);
        assert!(open(&w, kind, &answer.body, &secret).await.is_some());
    }
}

#[tokio::test]
async fn what_cannot_be_wished_for_is_named() {
    let (w, licence, machine) = start().await;
    let of_licence = format!("/v1/licenses/{}/actions/check-out", licence.id);
    let of_machine = format!("/v1/machines/{}/actions/check-out", machine.id);
    for (path, query, code, parameter) in [
        (&of_licence, "ttl=3599", "CHECKOUT_TTL_INVALID", "ttl"),
        (&of_licence, "ttl=soon", "CHECKOUT_TTL_INVALID", "ttl"),
        (&of_licence, "ttl=-1", "CHECKOUT_TTL_INVALID", "ttl"),
        (&of_licence, "include=machines", "CHECKOUT_INCLUDE_INVALID", "include"),
        (&of_machine, "include=policy", "CHECKOUT_INCLUDE_INVALID", "include"),
        (&of_licence, "algorithm=hs256", "CHECKOUT_ALGORITHM_INVALID", "algorithm"),
        (&of_licence, "algorithm=rot13%2Bed25519", "CHECKOUT_ALGORITHM_INVALID", "algorithm"),
        (
            &of_machine,
            "encrypt=1&algorithm=base64%2Bed25519",
            "CHECKOUT_ALGORITHM_INVALID",
            "algorithm",
        ),
    ] {
        for method in [Method::GET, Method::POST] {
            let answer = ask(&w, method, &format!("{path}?{query}"), None).await;
            assert_eq!(answer.status, 400, "{query}");
            let error = &json_of(&answer)["errors"][0];
            assert_eq!(
                (&error["code"], &error["source"]["parameter"]),
                (&json!(code), &json!(parameter))
            );
        }
    }
    let kept = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!(kept.last_checked_out_at, None);
}

#[tokio::test]
async fn whoever_may_not_ask_gets_no_file_and_a_suspended_licence_gives_none() {
    let (w, licence, machine) = start().await;
    let of_licence = format!("/v1/licenses/{}/actions/check-out", licence.id);
    let of_machine = format!("/v1/machines/{}/actions/check-out", machine.id);
    for path in [&of_licence, &of_machine] {
        assert_eq!(send(&w, Method::POST, path, None).await.status, 401);
    }
    let policy = store::policy::get(w.t.db(), licence.policy).await.unwrap();
    let stranger = keyed(&w, &policy, "another-key-of-somebody-else").await;
    let strange = seated(&w, &stranger, "cc").await;
    for path in [
        format!("/v1/licenses/{}/actions/check-out", stranger.id),
        format!("/v1/machines/{}/actions/check-out", strange.id),
        "/v1/machines/cc/actions/check-out".to_owned(),
    ] {
        assert_eq!(ask(&w, Method::POST, &path, None).await.status, 404, "{path}");
    }
    changed(&w, &licence, |licence| licence.suspended = true).await;
    for path in [&of_licence, &of_machine] {
        let answer = ask(&w, Method::POST, path, None).await;
        assert_eq!(json_of(&answer)["errors"][0]["code"], "LICENSE_SUSPENDED");
    }
    let wish = licensing::domain::check_out::Wish::default();
    let refused = licensing::actions::check_out_licence(&w.t.cx(), licence.id, &wish).await;
    let Err(platform::Error::Refused(why)) = refused else { panic!("it was handed out") };
    assert_eq!(why[0].code, Some("LICENSE_SUSPENDED"));
}

#[tokio::test]
async fn a_licence_validates_by_its_id_or_its_key_for_who_comes_in_with_it() {
    let (w, licence, machine) = start().await;
    for named in [licence.id.to_string(), KEY.to_owned()] {
        let path = format!("/v1/licenses/{named}/actions/validate");
        let scope =
            json!({ "meta": { "scope": { "machine": machine.id, "product": w.product.id } } });
        let answer = json_of(&ask(&w, Method::POST, &path, Some(&scope)).await);
        assert_eq!(
            (&answer["meta"]["code"], &answer["data"]["attributes"]["key"]),
            (&json!("VALID"), &json!(KEY))
        );
        let wrong = json!({ "meta": { "scope": { "product": machine.id } } });
        let answer = json_of(&ask(&w, Method::POST, &path, Some(&wrong)).await);
        assert_eq!(answer["meta"]["code"], "PRODUCT_SCOPE_MISMATCH");
        let answer = json_of(&ask(&w, Method::GET, &path, None).await);
        assert_eq!(
            (&answer["meta"]["code"], &answer["meta"]["scope"]),
            (&json!("VALID"), &json!({}))
        );
    }
    let policy = store::policy::get(w.t.db(), licence.policy).await.unwrap();
    let stranger = keyed(&w, &policy, "another-key-of-somebody-else").await;
    let path = format!("/v1/licenses/{}/actions/validate", stranger.id);
    assert_eq!(ask(&w, Method::POST, &path, None).await.status, 404);
    let body = json!({ "meta": { "key": "another-key-of-somebody-else" } });
    let path = "/v1/licenses/actions/validate-key";
    let answer = json_of(&ask(&w, Method::POST, path, Some(&body)).await);
    assert_eq!((&answer["meta"]["code"], &answer["data"]), (&json!("NOT_FOUND"), &Value::Null));
}

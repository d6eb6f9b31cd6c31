//! Licences are issued: one or thousands, with keys of each kind.

use crate::licence::refused;
use crate::world::World;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use licensing::actions::*;
use licensing::domain::licence_draft::LicenceDraft;
use licensing::domain::policy::{Policy, Settings};
use licensing::domain::pool_key::{PoolKey, PoolKeyId};
use licensing::{keys, store};
use platform::Millis;
use platform::op::OpId;
use ring::signature::{ED25519, UnparsedPublicKey};
use std::collections::HashSet;

async fn public(w: &World) -> UnparsedPublicKey<Vec<u8>> {
    let pairs = store::account::pairs(w.t.db()).await.unwrap();
    let pair = pairs.iter().find(|pair| pair.kind == "ed25519").unwrap();
    UnparsedPublicKey::new(&ED25519, hex::decode(&pair.public).unwrap())
}

fn is_signed(key: &str, public: &UnparsedPublicKey<Vec<u8>>) -> bool {
    let (signed, signature) = key.split_once('.').unwrap();
    public.verify(signed.as_bytes(), &URL_SAFE.decode(signature).unwrap()).is_ok()
}

fn named(name: &str) -> LicenceDraft {
    LicenceDraft { name: name.into(), ..LicenceDraft::default() }
}

async fn fill_pool(w: &World, policy: &Policy, keys: &[&str]) {
    let tx = w.t.kontor.db.begin().await.unwrap();
    for key in keys {
        let id = PoolKeyId::new();
        let row = PoolKey {
            id,
            policy: policy.id,
            key: keys::seal_waiting(&w.t.kontor, id, key).unwrap(),
            key_hash: keys::hash(&w.t.kontor, key),
            created_at: Millis(w.t.kontor.clock.now()),
        };
        store::pool_key::insert(&tx, &row).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_licence_is_found_by_its_key_of_which_the_database_knows_nothing() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let cx = w.t.cx();
    let issued = issue_licence(&cx, None, policy.id, &named("Werk 1")).await.unwrap();
    let key = issued.key.expose();
    assert!(key.len() == 37 && key.ends_with("-V3"), "{key}");
    let hash = keys::hash(&w.t.kontor, key);
    let found = store::licence::find_by_hash(w.t.db(), &hash).await.unwrap().unwrap();
    assert_eq!(found, issued.licence);
    assert_eq!(keys::open(&w.t.kontor, &found).unwrap().expose(), key);
    assert!(!found.key.windows(6).any(|part| key.as_bytes().windows(6).any(|own| own == part)));
    assert!(key.contains(&found.key_hint) && found.key_hint.len() == 6);
}

#[tokio::test]
async fn a_key_of_the_vendor_is_taken_once() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let cx = w.t.cx();
    let draft = LicenceDraft { key: Some("ACME-0001".into()), ..named("Acme") };
    let issued = issue_licence(&cx, None, policy.id, &draft).await.unwrap();
    assert_eq!(issued.key.expose(), "ACME-0001");
    let taken = [("KEY_TAKEN".to_owned(), "key".to_owned())];
    assert_eq!(refused(issue_licence(&cx, None, policy.id, &draft).await), taken);
    let new = LicenceDraft { key: Some("ACME-0002".into()), ..named("Acme") };
    let twice = [new.clone(), new.clone()];
    assert_eq!(refused(issue_licences(&cx, None, policy.id, &twice).await), taken);
    issue_licence(&cx, None, policy.id, &new).await.unwrap();
}

#[tokio::test]
async fn a_batch_says_which_of_its_licences_is_wrong_and_issues_none() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let bad = LicenceDraft { key: Some("short".into()), ..named("x\ny") };
    let wrong = issue_licences(&w.t.cx(), None, policy.id, &[named("fine"), bad]).await;
    let fields: Vec<_> = refused(wrong).into_iter().map(|(_, field)| field).collect();
    assert_eq!(fields, ["licences.1.name", "licences.1.key"]);
    let owner = Some(licensing::domain::user::LicenceUserId::new());
    let unknown = LicenceDraft { owner, ..named("x") };
    let wrong = issue_licence(&w.t.cx(), None, policy.id, &unknown).await;
    assert_eq!(refused(wrong), [("OWNER_NOT_FOUND".to_owned(), "owner".to_owned())]);
    let filter = platform::event::Filter {
        name: Some("licensing.licence_issued".into()),
        ..platform::event::Filter::default()
    };
    assert!(platform::event::page(w.t.db(), &filter, 5).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_form_that_is_sent_twice_issues_once() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let (cx, op) = (w.t.cx(), Some(OpId::new()));
    let drafts = [named("a"), named("b"), named("c")];
    let first = issue_licences(&cx, op, policy.id, &drafts).await.unwrap();
    let second = issue_licences(&cx, op, policy.id, &drafts).await.unwrap();
    let told = |all: &[Issued]| {
        let one = |issued: &Issued| (issued.licence.id, issued.key.expose().clone());
        all.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(told(&first), told(&second));
    assert_eq!(
        first.iter().map(|one| one.licence.name.as_str()).collect::<Vec<_>>(),
        ["a", "b", "c"]
    );
}

#[tokio::test]
async fn a_pool_gives_each_of_its_keys_once_and_the_oldest_first() {
    let w = World::start().await;
    let policy = w.policy(Settings { use_pool: true, ..Settings::default() }).await;
    fill_pool(&w, &policy, &["POOL-1", "POOL-2", "POOL-3"]).await;
    let cx = w.t.cx();
    let one = issue_licence(&cx, None, policy.id, &named("a")).await.unwrap();
    assert_eq!(one.key.expose(), "POOL-1");
    assert_eq!(keys::open(&w.t.kontor, &one.licence).unwrap().expose(), "POOL-1");
    let empty = [("POLICY_POOL_EMPTY".to_owned(), "policy".to_owned())];
    let three = [named("b"), named("c"), named("d")];
    assert_eq!(refused(issue_licences(&cx, None, policy.id, &three).await), empty);
    let all = (0..4).map(|_| {
        let (cx, policy) = (w.t.cx(), policy.id);
        tokio::spawn(async move { issue_licence(&cx, None, policy, &named("x")).await })
    });
    let mut given = HashSet::new();
    for one in all.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(issued) => assert!(given.insert(issued.key.expose().clone())),
            no => assert_eq!(refused(no), empty),
        }
    }
    assert_eq!(given, HashSet::from(["POOL-2".to_owned(), "POOL-3".to_owned()]));
}

#[tokio::test]
async fn what_a_vendor_wants_signed_is_filled_in_and_signed() {
    let w = World::start().await;
    let scheme = Some("ED25519_SIGN".into());
    let policy = w.policy(Settings { scheme, ..Settings::default() }).await;
    let owner = w.user("ada@example.org").await;
    let draft = LicenceDraft {
        key: Some(r#"{"id":"{{id}}","to":"{{email}}"}"#.into()),
        owner: Some(owner.id),
        ..named("Acme")
    };
    let issued = issue_licence(&w.t.cx(), None, policy.id, &draft).await.unwrap();
    let key = issued.key.expose();
    assert!(is_signed(key, &public(&w).await), "{key}");
    let dataset = key.strip_prefix("key/").unwrap().split_once('.').unwrap().0;
    let dataset = String::from_utf8(URL_SAFE.decode(dataset).unwrap()).unwrap();
    assert_eq!(dataset, format!(r#"{{"id":"{}","to":"ada@example.org"}}"#, issued.licence.id));
}

#[tokio::test]
async fn ten_thousand_signed_licences_are_issued_at_once_and_no_key_is_there_twice() {
    let w = World::start().await;
    let scheme = Some("ED25519_SIGN".into());
    let policy = w.policy(Settings { scheme, ..Settings::default() }).await;
    let drafts: Vec<_> = (0..10_000).map(|n| named(&format!("Batch {n}"))).collect();
    let issued = issue_licences(&w.t.cx(), None, policy.id, &drafts).await.unwrap();
    assert_eq!(issued.len(), 10_000);
    let public = public(&w).await;
    let mut unique = HashSet::new();
    for one in &issued {
        assert!(unique.insert(one.key.expose().as_str()));
        assert!(is_signed(one.key.expose(), &public));
    }
    let last = &issued[9_999];
    let hash = keys::hash(&w.t.kontor, last.key.expose());
    let found = store::licence::find_by_hash(w.t.db(), &hash).await.unwrap().unwrap();
    assert_eq!(found.name, "Batch 9999");
    let one_more = vec![LicenceDraft::default(); 10_001];
    let many = refused(issue_licences(&w.t.cx(), None, policy.id, &one_more).await);
    assert_eq!(many, [(String::new(), "count".to_owned())]);
}

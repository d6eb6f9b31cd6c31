//! Names are found by the beginnings of their words, and what is called otherwise by now by nothing of before.

use crate::world::World;
use events::licensing::Freed;
use licensing::actions;
use licensing::domain::activation::{MachineDraft, MachineEdit};
use licensing::domain::licence::{self, LicenceId};
use licensing::domain::licence_draft::LicenceDraft;
use licensing::domain::licence_facts::LicenceFacts;
use licensing::domain::machine::{self, MachineId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::user::{self, LicenceUserId, Standing, User};
use licensing::store::entry::{Asked, Stored};
use licensing::store::{self, licence_search, machine_search, words};
use platform::Millis;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

async fn licences(w: &World, text: &str) -> Vec<LicenceId> {
    licence_search::ids(w.t.db(), text, "").await.unwrap()
}

async fn machines(w: &World, text: &str) -> Vec<MachineId> {
    machine_search::ids(w.t.db(), text, &[]).await.unwrap()
}

/// How many words are kept of licences and of machines.
async fn kept(w: &World) -> (u64, u64) {
    let licences = licence::word::Entity::find().count(w.t.db()).await.unwrap();
    (licences, machine::word::Entity::find().count(w.t.db()).await.unwrap())
}

fn named(name: &str) -> LicenceDraft {
    LicenceDraft { name: name.into(), ..LicenceDraft::default() }
}

async fn activated(w: &World, licence: LicenceId, host: &str) -> MachineId {
    let draft = MachineDraft {
        fingerprint: Some(format!("fp-{host}")),
        name: Some("Empfang".into()),
        hostname: Some(host.into()),
        ..MachineDraft::default()
    };
    actions::activate_machine(&w.t.cx(), licence, &draft).await.unwrap().id
}

#[tokio::test]
async fn a_licence_is_found_by_the_words_of_its_present_name_for_as_long_as_it_is_there() {
    let w = World::start().await;
    let policy = w.policy(Settings { max_machines: Some(2), ..Settings::default() }).await;
    let cx = w.t.cx();
    let drafts = ["Müller & Söhne", "Müller Nord", "Nordwind", ""].map(named);
    let issued = actions::issue_licences(&cx, None, policy.id, &drafts).await.unwrap();
    let ids: Vec<_> = issued.iter().map(|one| one.licence.id).collect();
    for (text, found) in [
        ("müll", vec![ids[0], ids[1]]),
        ("MUELLER", vec![ids[0], ids[1]]),
        ("muller soh", vec![ids[0]]),
        ("nord", vec![ids[1], ids[2]]),
        ("nord mül", vec![ids[1]]),
        ("wind", vec![]),
        ("nordwind müller", vec![]),
        ("&", vec![]),
    ] {
        assert_eq!(licences(&w, text).await, found, "{text}");
    }
    let name = |facts: &mut LicenceFacts| facts.name = "Südwind".into();
    actions::change_licence(&cx, ids[1], None, name).await.unwrap();
    assert_eq!(licences(&w, "nord").await, [ids[2]]);
    assert_eq!(licences(&w, "suedw").await, [ids[1]]);
    activated(&w, ids[1], "pc-7").await;
    for id in ids {
        actions::revoke_licence(&cx, id).await.unwrap();
    }
    assert_eq!(kept(&w).await, (0, 0), "no word outlives what it stood for");
}

#[tokio::test]
async fn a_machine_is_found_by_its_name_and_host_until_it_is_called_otherwise_or_goes() {
    let w = World::start().await;
    let policy = w.policy(Settings { max_machines: Some(2), ..Settings::default() }).await;
    let licence = w.licence(&policy).await.id;
    let one = activated(&w, licence, "Büro-7.acme.example").await;
    for text in ["empf", "buero", "buro 7", "acme emp", "fp-B"] {
        assert_eq!(machines(&w, text).await, [one], "{text}");
    }
    assert!(machines(&w, "pfang").await.is_empty());
    let edit = MachineEdit { hostname: Some("lager".into()), ..MachineEdit::default() };
    actions::change_machine(&w.t.cx(), one, &edit).await.unwrap();
    assert!(machines(&w, "acme").await.is_empty());
    assert_eq!(machines(&w, "lager empfang").await, [one]);
    actions::deactivate_machine(&w.t.cx(), one, Freed::Asked).await.unwrap();
    assert_eq!(kept(&w).await.1, 0);
}

async fn users(w: &World, text: &str) -> Vec<LicenceUserId> {
    let asked = Asked { text: text.into(), ..Asked::default() };
    User::by_name(w.t.db(), &asked, None, 50).await.unwrap().iter().map(|one| one.id).collect()
}

#[tokio::test]
async fn a_user_is_found_by_name_and_address_until_called_otherwise_or_gone() {
    let w = World::start().await;
    let user = User {
        id: LicenceUserId::new(),
        environment: None,
        group: None,
        email: "Jo.Groesser@nord.example".into(),
        email_key: "jo.groesser@nord.example".into(),
        first_name: "Jörg".into(),
        last_name: "Größer".into(),
        standing: Standing::Active,
        metadata: Metadata::default(),
        created_at: Millis(w.t.kontor.clock.now()),
        updated_at: Millis(w.t.kontor.clock.now()),
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    Stored::insert(&user, &tx).await.unwrap();
    tx.commit().await.unwrap();
    for text in ["jörg", "groess", "jorg nord", "jo.groesser@nord.example", ""] {
        assert_eq!(users(&w, text).await, [user.id], "{text}");
    }
    assert!(users(&w, "rösser").await.is_empty() && users(&w, "jörg süd").await.is_empty());
    let mut called = User { first_name: "Jo".into(), ..user.clone() };
    let tx = w.t.kontor.db.begin().await.unwrap();
    Stored::save(&mut called, &tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(users(&w, "joerg").await.is_empty());
    let tx = w.t.kontor.db.begin().await.unwrap();
    words::OF_USERS.remove(&tx, &[user.id.0]).await.unwrap();
    words::gather_users(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(users(&w, "größer").await, [user.id], "and those from before too");
    let tx = w.t.kontor.db.begin().await.unwrap();
    <User as Stored>::delete(&tx, user.id.0).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(user::word::Entity::find().count(w.t.db()).await.unwrap(), 0);
}

#[tokio::test]
async fn what_is_there_from_before_becomes_findable_too() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let one = w.licence(&policy).await;
    let machine = w.machine(&one, "aa").await.id;
    let before = kept(&w).await;
    let tx = w.t.kontor.db.begin().await.unwrap();
    words::OF_LICENCES.remove(&tx, &[one.id.0]).await.unwrap();
    words::OF_MACHINES.remove(&tx, &[machine.0]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(licences(&w, &one.name).await.is_empty() && machines(&w, "rechner").await.is_empty());
    let tx = w.t.kontor.db.begin().await.unwrap();
    words::gather(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(licences(&w, &one.name).await, [one.id]);
    assert_eq!(machines(&w, "rechner").await, [machine]);
    assert_eq!(kept(&w).await, before);
    assert!(store::licence::find(w.t.db(), one.id).await.unwrap().is_some());
}

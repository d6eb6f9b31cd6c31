//! Lists of licences and machines show what they are asked for, page by page, and stay quick when there is much.

use crate::world::World;
use chrono::TimeDelta;
use licensing::actions;
use licensing::domain::licence::{Licence, LicenceId, Status};
use licensing::domain::licence_facts::LicenceFacts;
use licensing::domain::machine::{Heartbeat, MachineId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::user::{LicenceUserId, Standing, User};
use licensing::store::licence_list::{self, Filter, Order};
use licensing::store::{licence, licence_search, machine, machine_list, machine_search, user};
use platform::Millis;
use std::collections::BTreeSet;

fn now(w: &World) -> chrono::DateTime<chrono::Utc> {
    w.t.kontor.clock.now()
}

async fn change(w: &World, of: &Licence, change: impl FnOnce(&mut Licence)) {
    let mut changed = of.clone();
    change(&mut changed);
    let tx = w.t.kontor.db.begin().await.unwrap();
    licence::save(&tx, &mut changed).await.unwrap();
    tx.commit().await.unwrap();
}

async fn banned(w: &World) -> LicenceUserId {
    let at = Millis(now(w));
    let user = User {
        id: LicenceUserId::new(),
        environment: None,
        group: None,
        email: "Eve@acme.test".into(),
        email_key: "eve@acme.test".into(),
        first_name: "Eve".into(),
        last_name: String::new(),
        standing: Standing::Banned,
        metadata: Metadata::default(),
        created_at: at,
        updated_at: at,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    user::insert(&tx, &user).await.unwrap();
    tx.commit().await.unwrap();
    user.id
}

/// A licence for every way to stand, and some for edges of them.
async fn all_standings(w: &World) -> Vec<LicenceId> {
    let policy = w.policy(Settings::default()).await;
    let eve = banned(w).await;
    let day = |days| Some(Millis(now(w) + TimeDelta::days(days)));
    let old = Millis(now(w) - Licence::QUIET);
    let mut ids = Vec::new();
    for number in 0..9 {
        let one = w.licence(&policy).await;
        change(w, &one, |one| match number {
            0 => one.owner = Some(eve),
            1 => one.suspended = true,
            2 => one.expires_at = day(-1),
            3 => one.expires_at = Some(Millis(now(w))),
            4 => one.expires_at = day(3),
            5 => one.expires_at = day(4),
            6 => one.created_at = old,
            7 => (one.created_at, one.last_checked_in_at) = (old, day(-1)),
            _ => {}
        })
        .await;
        ids.push(one.id);
    }
    ids
}

#[tokio::test]
async fn a_list_by_status_holds_exactly_those_that_stand_so() {
    let w = World::start().await;
    let ids = all_standings(&w).await;
    let all = licence::with_ids(w.t.db(), &ids).await.unwrap();
    let eve = all.iter().find_map(|one| one.owner);
    let mut seen = 0;
    for status in Status::ALL {
        let filter = Filter { status: Some(*status), ..Filter::at(now(&w)) };
        let listed = licence_list::page(w.t.db(), &filter, None, 50).await.unwrap();
        let listed: BTreeSet<_> = listed.iter().map(|one| one.id).collect();
        let stands = |one: &&Licence| one.status(one.owner == eve, now(&w)) == *status;
        let expected: BTreeSet<_> = all.iter().filter(stands).map(|one| one.id).collect();
        assert!(!expected.is_empty(), "{status:?}");
        assert_eq!(listed, expected, "{status:?}");
        assert_eq!(
            licence_list::count_up_to(w.t.db(), &filter, 100).await.unwrap(),
            listed.len() as u64
        );
        seen += listed.len();
    }
    assert_eq!(seen, all.len());
}

#[tokio::test]
async fn every_order_walks_through_all_of_its_licences_once() {
    let w = World::start().await;
    all_standings(&w).await;
    for order in Order::ALL {
        let filter = Filter { order, ..Filter::at(now(&w)) };
        let whole = licence_list::page(w.t.db(), &filter, None, 50).await.unwrap();
        let (mut walked, mut after) = (Vec::new(), None);
        let mut more = true;
        while more {
            let page = licence_list::page(w.t.db(), &filter, after.as_ref(), 2).await.unwrap();
            after = page.last().map(|last| filter.cursor(last).to_string().parse().unwrap());
            more = after.is_some();
            walked.extend(page.iter().map(|one| one.id));
        }
        assert_eq!(walked, whole.iter().map(|one| one.id).collect::<Vec<_>>(), "{order:?}");
        let ends = matches!(order, Order::End | Order::EndLast);
        assert_eq!(whole.len(), if ends { 4 } else { 9 }, "{order:?}");
        let third = licence_list::page_at(w.t.db(), &filter, 2, 1).await.unwrap();
        assert_eq!(third[0].id, whole[2].id);
    }
}

#[tokio::test]
async fn licences_and_machines_are_found_by_what_people_have_of_them() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let (one, other) = (w.licence(&policy).await, w.licence(&policy).await);
    let name = |facts: &mut LicenceFacts| facts.name = "Sägewerk 100% Nord".into();
    actions::change_licence(&w.t.cx(), one.id, None, name).await.unwrap();
    let machine = w.machine(&other, "AA:bb:01").await;
    let db = w.t.db();
    for (text, hash, found) in [
        ("Säge NORD", "", vec![one.id]),
        ("100%", "", vec![one.id]),
        ("nord saegew", "", vec![one.id]),
        ("werk", "", vec![]),
        ("nord süd", "", vec![]),
        ("whole key", other.key_hash.as_str(), vec![other.id]),
        ("ABC123", "", vec![one.id, other.id]),
        ("AA:bb:01", "", vec![other.id]),
        (one.id.to_string().as_str(), "", vec![one.id]),
        ("nothing", "", vec![]),
    ] {
        let mut ids = licence_search::ids(db, text, hash).await.unwrap();
        ids.sort_unstable();
        assert_eq!(ids, found, "{text}");
    }
    for (text, licences, found) in [
        ("AA:b", vec![], vec![machine.id]),
        ("aa:b", vec![], vec![]),
        ("RECH", vec![], vec![machine.id]),
        ("nothing", vec![other.id], vec![machine.id]),
        ("nothing", vec![one.id], vec![]),
    ] {
        let ids: Vec<MachineId> = machine_search::ids(db, text, &licences).await.unwrap();
        assert_eq!(ids, found, "{text}");
    }
}

#[tokio::test]
async fn a_list_by_heartbeat_holds_exactly_those_that_beat_so() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let licence = w.licence(&policy).await;
    let at = |seconds| Some(Millis(now(&w) + TimeDelta::seconds(seconds)));
    let states = [
        (None, None, None),
        (at(60), None, None),
        (at(60), None, at(-5)),
        (at(0), None, None),
        (at(-60), at(-30), None),
        (at(-60), None, at(-90)),
    ];
    let mut all = Vec::new();
    for (number, (dies, died, revived)) in states.into_iter().enumerate() {
        let mut one = w.machine(&licence, &format!("f{number}")).await;
        (one.dies_at, one.died_at, one.revived_at) = (dies, died, revived);
        let tx = w.t.kontor.db.begin().await.unwrap();
        machine::save(&tx, &mut one).await.unwrap();
        tx.commit().await.unwrap();
        all.push(one);
    }
    for heartbeat in Heartbeat::ALL {
        let mut filter = machine_list::Filter::at(now(&w));
        filter.heartbeat = Some(*heartbeat);
        let listed = machine_list::page(w.t.db(), &filter, None, 50).await.unwrap();
        let listed: BTreeSet<_> = listed.iter().map(|one| one.id).collect();
        let beats = all.iter().filter(|one| one.heartbeat(now(&w)) == *heartbeat);
        let expected: BTreeSet<_> = beats.map(|one| one.id).collect();
        assert!(!expected.is_empty(), "{heartbeat:?}");
        assert_eq!(listed, expected, "{heartbeat:?}");
    }
}

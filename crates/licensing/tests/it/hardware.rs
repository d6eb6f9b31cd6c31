//! Machines are known again by their parts, and their new parts are learnt with measure.

use crate::world::World;
use licensing::actions::{self, Recognised};
use licensing::domain::activation::{ComponentDraft, MachineDraft};
use licensing::domain::hardware::Told;
use licensing::domain::licence::LicenceId;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::Uniqueness;
use licensing::store;
use platform::Error;

const PARTS: [(&str, &str); 5] =
    [("board", "b"), ("disk", "d"), ("install-id", "i"), ("cpu", "c"), ("mac", "m")];

async fn enrolled(w: &World, licence: LicenceId, fingerprint: &str, parts: &[(&str, &str)]) {
    let part = |(name, fingerprint): &(&str, &str)| ComponentDraft {
        name: Some((*name).into()),
        fingerprint: Some((*fingerprint).into()),
        ..ComponentDraft::default()
    };
    let draft = MachineDraft {
        fingerprint: Some(fingerprint.into()),
        components: parts.iter().map(part).collect(),
        ..MachineDraft::default()
    };
    actions::activate_machine(&w.t.cx(), licence, &draft).await.unwrap();
}

/// The same parts, but these.
fn with(changed: &[(&str, &str)]) -> Vec<Told> {
    let now = |(name, old): (&str, &str)| {
        let new = changed.iter().find(|(other, _)| *other == name);
        let fingerprint = new.map_or(old, |(_, new)| *new).to_owned();
        Told { name: name.into(), fingerprint }
    };
    PARTS.into_iter().map(now).collect()
}

async fn recognise(w: &World, licence: LicenceId, told: &[Told]) -> Option<Recognised> {
    actions::recognise_machine(&w.t.cx(), licence, told).await.unwrap()
}

#[tokio::test]
async fn two_parts_a_month_may_become_others() {
    let w = World::start().await;
    let settings = Settings { floating: true, ..Settings::default() };
    let policy = w.policy(settings).await;
    let (own, other) = (w.licence(&policy).await.id, w.licence(&policy).await.id);
    enrolled(&w, own, "a", &PARTS).await;
    enrolled(&w, own, "b", &[("board", "B"), ("disk", "D2"), ("cpu", "c")]).await;
    let same = recognise(&w, own, &with(&[])).await.unwrap();
    assert!(same.healed && same.machine.fingerprint == "a");
    assert!(recognise(&w, other, &with(&[])).await.is_none());
    assert!(recognise(&w, own, &with(&[("board", "x"), ("disk", "y")])).await.is_none());

    let mended = recognise(&w, own, &with(&[("disk", "d2"), ("mac", "m2")])).await.unwrap();
    assert!(mended.healed && mended.machine.fingerprint == "a");
    let third = with(&[("disk", "d2"), ("mac", "m2"), ("cpu", "c2")]);
    assert!(!recognise(&w, own, &third).await.unwrap().healed);
    w.t.kontor.clock.advance(chrono::TimeDelta::days(31));
    assert!(recognise(&w, own, &third).await.unwrap().healed);
    let id = mended.machine.id;
    let parts = store::component::of_machines(w.t.db(), &[id]).await.unwrap();
    let mut now: Vec<_> = parts.iter().map(|part| part.fingerprint.as_str()).collect();
    now.sort_unstable();
    assert_eq!(now, ["b", "c2", "d2", "i", "m2"]);
    let object = events::licensing::machine_object(id);
    let facts = platform::event::timeline(w.t.db(), &object).await.unwrap();
    let drifts: Vec<_> = facts
        .iter()
        .filter_map(platform::event::Model::facts::<events::licensing::MachineDrifted>)
        .collect();
    let parts: Vec<_> = drifts.into_iter().map(|fact| fact.parts).collect();
    assert_eq!(parts, [vec!["disk".to_owned(), "mac".to_owned()], vec!["cpu".to_owned()]]);
}

#[tokio::test]
async fn a_part_that_another_machine_has_is_not_learnt() {
    let w = World::start().await;
    let settings = Settings {
        floating: true,
        component_uniqueness_strategy: Uniqueness::Licence,
        ..Settings::default()
    };
    let licence = w.licence(&w.policy(settings).await).await.id;
    enrolled(&w, licence, "a", &PARTS).await;
    enrolled(&w, licence, "b", &[("disk", "theirs"), ("board", "B")]).await;
    let found = recognise(&w, licence, &with(&[("disk", "theirs")])).await.unwrap();
    assert!(!found.healed && found.machine.fingerprint == "a");
}

#[tokio::test]
async fn a_licence_that_moves_takes_its_fingerprints_along_unless_they_are_taken_there() {
    let w = World::start().await;
    let everywhere =
        Settings { machine_uniqueness_strategy: Uniqueness::Policy, ..Settings::default() };
    let (from, to) = (w.policy(Settings::default()).await, w.policy(everywhere).await);
    let (moving, there) = (w.licence(&from).await, w.licence(&to).await);
    enrolled(&w, moving.id, "a", &PARTS).await;
    let moved = licensing::domain::licence::Licence { policy: to.id, ..moving };
    let tx = w.t.kontor.db.begin().await.unwrap();
    actions::reclaim_machines(&tx, &moved, &to).await.unwrap();
    drop(tx); // nothing was kept of it
    enrolled(&w, there.id, "a", &[]).await;
    let tx = w.t.kontor.db.begin().await.unwrap();
    let refused = actions::reclaim_machines(&tx, &moved, &to).await;
    let Err(Error::Refused(refused)) = refused else { panic!("{refused:?}") };
    assert_eq!(refused[0].code, Some("FINGERPRINT_TAKEN"));
}

#[tokio::test]
async fn a_move_makes_the_fingerprints_unique_within_the_new_bounds() {
    let w = World::start().await;
    let within = |machine_uniqueness_strategy| Settings {
        machine_uniqueness_strategy,
        floating: true,
        ..Settings::default()
    };
    let from = w.policy(within(Uniqueness::Licence)).await;
    let to = w.policy(within(Uniqueness::Policy)).await;
    let (moving, there) = (w.licence(&from).await, w.licence(&to).await);
    enrolled(&w, moving.id, "a", &PARTS).await;
    actions::move_licence(&w.t.cx(), moving.id, to.id).await.unwrap();
    let twice = MachineDraft { fingerprint: Some("a".into()), ..MachineDraft::default() };
    let refused = actions::activate_machine(&w.t.cx(), there.id, &twice).await;
    let Err(Error::Refused(refused)) = refused else { panic!("{refused:?}") };
    assert_eq!(refused[0].code, Some("FINGERPRINT_TAKEN"));

    // and nothing moves where one of them is taken
    let other = w.licence(&from).await;
    enrolled(&w, other.id, "a", &[]).await;
    let refused = actions::move_licence(&w.t.cx(), other.id, to.id).await;
    let Err(Error::Refused(refused)) = refused else { panic!("{refused:?}") };
    assert_eq!(refused[0].code, Some("FINGERPRINT_TAKEN"));
    assert_eq!(store::licence::get(w.t.db(), other.id).await.unwrap().policy, from.id);
}

//! How often a licence's own people may free a seat, and how one is given on.

use crate::asking::{KEY, keyed};
use crate::program::{Program, codes};
use crate::world::World;
use chrono::TimeDelta;
use events::licensing::{Freed, MachineDeactivated};
use licensing::actions;
use licensing::domain::activation::MachineDraft;
use licensing::domain::activation_event::{Actor, Allowance, By, Kind, Left};
use licensing::domain::licence::{Licence, LicenceId};
use licensing::domain::machine::Machine;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::{Authentication, Interval};
use licensing::domain::token::Bearer;
use licensing::store;
use platform::Error;
use serde_json::json;

fn draft(fingerprint: &str) -> MachineDraft {
    MachineDraft { fingerprint: Some(fingerprint.into()), ..MachineDraft::default() }
}

async fn seat(w: &World, licence: LicenceId, fingerprint: &str) -> Machine {
    actions::activate_machine(&w.t.cx(), licence, &draft(fingerprint)).await.unwrap()
}

/// A licence with one seat that its people may free so often within a month.
async fn bound(w: &World, most: u64) -> Licence {
    let settings = Settings {
        max_deactivations: Some(most),
        deactivation_interval: Interval::Month,
        authentication_strategy: Authentication::Mixed,
        strict: true,
        max_machines: Some(1),
        ..Settings::default()
    };
    keyed(w, &w.policy(settings).await, KEY).await
}

fn spent(result: platform::Result<impl std::fmt::Debug>) -> String {
    let Err(Error::Refused(refused)) = result else { panic!("{result:?}") };
    assert_eq!(refused[0].code, Some("DEACTIVATIONS_LIMIT_EXCEEDED"));
    refused[0].text.clone()
}

#[tokio::test]
async fn customers_free_their_machines_as_often_as_the_policy_says() {
    let w = World::start().await;
    let licence = bound(&w, 1).await;
    let cx = w.t.cx();
    let first = seat(&w, licence.id, "a").await;
    actions::release_own_machine(&cx, licence.id, first.id).await.unwrap();
    let second = seat(&w, licence.id, "b").await;
    let refused = spent(actions::release_own_machine(&cx, licence.id, second.id).await);
    assert!(refused.contains("2026-12-21 08:00 UTC"), "{refused}");
    assert!(store::machine::find(w.t.db(), second.id).await.unwrap().is_some());

    let policy = store::policy::get(w.t.db(), licence.policy).await.unwrap();
    let allowance = Allowance::of(&licence.limits, &policy.settings).unwrap();
    let left =
        store::activation_event::left(w.t.db(), licence.id, &allowance, cx.now).await.unwrap();
    assert_eq!(left, Left { most: 1, count: 0, again: Some(cx.now + TimeDelta::days(30)) });

    // what the house frees is not counted, and time gives one back
    actions::deactivate_machine(&cx, second.id, Freed::Asked).await.unwrap();
    let third = seat(&w, licence.id, "c").await;
    w.t.kontor.clock.advance(TimeDelta::days(30));
    actions::release_own_machine(&w.t.cx(), licence.id, third.id).await.unwrap();
    let events = store::activation_event::of_licence(w.t.db(), licence.id, 9).await.unwrap();
    let of = |kind| events.iter().filter(move |one| one.kind == kind);
    assert_eq!(of(Kind::Activate).count(), 3);
    let mut freed: Vec<_> = of(Kind::Deactivate).map(|one| (one.actor, one.counted)).collect();
    freed.sort_unstable();
    let house = (Actor::House, false);
    assert_eq!(freed, [house, (Actor::Customer, true), (Actor::Customer, true)]);
}

#[tokio::test]
async fn nobody_frees_a_machine_of_another_licence() {
    let w = World::start().await;
    let (own, other) = (bound(&w, 1).await, w.licence(&w.policy(Settings::default()).await).await);
    let machine = seat(&w, other.id, "a").await;
    let result = actions::release_own_machine(&w.t.cx(), own.id, machine.id).await;
    assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
    assert!(store::machine::find(w.t.db(), machine.id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_seat_is_given_on_whole_or_not_at_all() {
    let w = World::start().await;
    let licence = bound(&w, 1).await;
    let cx = w.t.cx();
    let old = seat(&w, licence.id, "a").await;
    let by = By::Program(None);
    let nothing = actions::transfer_machine(&cx, old.id, &draft(""), by).await;
    assert!(matches!(nothing, Err(Error::Refused(_))), "{nothing:?}");
    let new = actions::transfer_machine(&cx, old.id, &draft("b"), by).await.unwrap();
    assert_eq!((new.licence, new.fingerprint.as_str()), (licence.id, "b"));
    assert!(store::machine::find(w.t.db(), old.id).await.unwrap().is_none());
    assert_eq!(store::licence::get(w.t.db(), licence.id).await.unwrap().machines, 1);
    let object = events::licensing::machine_object(old.id);
    let facts = platform::event::timeline(w.t.db(), &object).await.unwrap();
    let fact = facts.iter().find_map(platform::event::Model::facts::<MachineDeactivated>).unwrap();
    assert_eq!(fact.cause, Freed::Transferred);
    spent(actions::transfer_machine(&cx, new.id, &draft("c"), by).await);
    actions::transfer_machine(&cx, new.id, &draft("c"), By::House).await.unwrap();
}

#[tokio::test]
async fn two_transfers_at_once_give_the_seat_on_once() {
    let w = World::start().await;
    let licence = bound(&w, 1).await;
    let old = seat(&w, licence.id, "a").await;
    let (cx, by) = (w.t.cx(), By::Program(None));
    let (to_b, to_c) = (draft("b"), draft("c"));
    let (one, other) = tokio::join!(
        actions::transfer_machine(&cx, old.id, &to_b, by),
        actions::transfer_machine(&cx, old.id, &to_c, by)
    );
    assert_ne!(one.is_ok(), other.is_ok(), "{one:?} {other:?}");
    assert_eq!(store::licence::get(w.t.db(), licence.id).await.unwrap().machines, 1);
}

#[tokio::test]
async fn on_the_wire_the_licences_programs_are_counted_and_the_vendors_are_not() {
    let w = World::start().await;
    let licence = bound(&w, 1).await;
    let own = Program::new(&w, Bearer::Activation, Some(licence.id.0)).await;
    let admin = Program::admin(&w).await;
    for (fingerprint, code) in [("a", 204), ("b", 422)] {
        let machine = seat(&w, licence.id, fingerprint).await;
        let (status, no) = own.delete(&format!("/machines/{}", machine.id)).await;
        assert_eq!(status, code, "{no}");
        if code == 422 {
            assert_eq!(codes(&no), ["DEACTIVATIONS_LIMIT_EXCEEDED"]);
            assert_eq!(admin.delete(&format!("/machines/{}", machine.id)).await.0, 204);
        }
    }
    // the licence's own number counts before the policy's
    let path = format!("/licenses/{}", licence.id);
    let more = json!({ "data": { "type": "licenses", "attributes": { "maxDeactivations": 2 } } });
    let (status, told) = admin.patch(&path, more).await;
    assert_eq!((status, &told["data"]["attributes"]["maxDeactivations"]), (200, &json!(2)));
    let machine = seat(&w, licence.id, "c").await;
    assert_eq!(own.delete(&format!("/machines/{}", machine.id)).await.0, 204);
}

#[tokio::test]
async fn a_licence_that_is_revoked_takes_its_events_along() {
    let w = World::start().await;
    let licence = bound(&w, 1).await;
    seat(&w, licence.id, "a").await;
    actions::revoke_licence(&w.t.cx(), licence.id).await.unwrap();
    let left = store::activation_event::of_licence(w.t.db(), licence.id, 9).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
}

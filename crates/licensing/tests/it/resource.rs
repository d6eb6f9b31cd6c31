//! The pool of resources: nobody gets what another has.

use crate::world::World;
use chrono::TimeDelta;
use events::licensing::LicenceRevoked;
use licensing::actions;
use licensing::domain::policy::Settings;
use licensing::domain::resource::{Kind, State};
use licensing::store::{self, resource::Filter};
use platform::job::{self, Failure, Job, Queued};
use platform::{Cx, Error, event};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The app's own job of this name.
#[derive(Serialize, Deserialize)]
struct EndQuarantines {}

impl Job for EndQuarantines {
    const NAME: &'static str = "licensing.end_quarantines";
    async fn run(self, _: Cx) -> Result<(), Failure> {
        Ok(())
    }
}

/// The hourly look at the pool.
async fn end_quarantines(w: &World) {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(&EndQuarantines {}).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    w.t.run_jobs().await;
}

async fn all(w: &World) -> Vec<licensing::domain::resource::Resource> {
    store::resource::page(w.t.db(), &Filter::default(), 1000).await.unwrap()
}

#[tokio::test]
async fn what_many_ask_for_at_once_is_given_once() {
    let w = World::start().await;
    let names: String = (0..50).fold(String::new(), |all, n| all + &format!("k{n}.example\n"));
    actions::add_resources(&w.t.cx(), Kind::Domain, false, &names).await.unwrap();
    let policy = w.policy(Settings::default()).await;
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..30 {
        let (licence, cx) = (w.licence(&policy).await, w.t.cx());
        asked.spawn(async move {
            actions::allocate_resources(&cx, licence.id, Kind::Domain, 2).await.map(|all| all.len())
        });
    }
    let done = asked.join_all().await;
    let given = done.iter().filter(|one| matches!(one, Ok(2))).count();
    let refused = done.iter().filter(|one| matches!(one, Err(Error::Refused(_)))).count();
    assert_eq!((given, refused), (25, 5), "{done:?}");
    let held = all(&w).await;
    assert!(held.iter().all(|one| one.state == State::Allocated && one.licence.is_some()));
    let holders: HashSet<_> = held.iter().filter_map(|one| one.licence).collect();
    assert_eq!(holders.len(), 25);
}

#[tokio::test]
async fn a_resource_goes_round_from_free_to_quarantine_and_back() {
    let w = World::start().await;
    let added =
        actions::add_resources(&w.t.cx(), Kind::Address, false, "192.0.2.1\n192.0.2.2").await;
    assert_eq!(added.unwrap().added, 2);
    let again =
        actions::add_resources(&w.t.cx(), Kind::Address, false, "192.0.2.2\n192.0.2.3").await;
    assert_eq!((again.as_ref().unwrap().added, again.unwrap().known), (1, 1));
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let given = actions::allocate_resources(&w.t.cx(), licence.id, Kind::Address, 2).await.unwrap();
    let taken = actions::remove_resource(&w.t.cx(), given[0].id).await;
    assert!(matches!(taken, Err(Error::Refused(_))), "{taken:?}");
    actions::release_resource(&w.t.cx(), given[0].id, None).await.unwrap();
    let apart = store::resource::get(w.t.db(), given[0].id).await.unwrap();
    assert_eq!((apart.state, apart.licence), (State::Quarantine, None));
    let stale = actions::release_resource(&w.t.cx(), given[1].id, Some(1)).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");

    // only one is free: nobody gets a part of what was asked for
    let few = actions::allocate_resources(&w.t.cx(), licence.id, Kind::Address, 2).await;
    assert!(matches!(few, Err(Error::Refused(_))), "{few:?}");
    assert_eq!(all(&w).await.iter().filter(|one| one.state == State::Available).count(), 1);

    // a licence that is no more gives back what it had
    let tx = w.t.kontor.db.begin().await.unwrap();
    let fact = LicenceRevoked { licence: licence.id, name: licence.name.clone() };
    event::record(&tx, &w.t.cx(), &fact).await.unwrap();
    tx.commit().await.unwrap();
    w.t.run_jobs().await;
    assert!(all(&w).await.iter().all(|one| one.licence.is_none()));

    w.t.kontor.clock.advance(TimeDelta::days(29));
    end_quarantines(&w).await;
    assert_eq!(all(&w).await.iter().filter(|one| one.state == State::Quarantine).count(), 2);
    w.t.kontor.clock.advance(TimeDelta::days(2));
    end_quarantines(&w).await;
    assert!(all(&w).await.iter().all(|one| one.state == State::Available));
}

#[tokio::test]
async fn test_licences_and_others_never_share_a_pool() {
    let w = World::start().await;
    actions::add_resources(&w.t.cx(), Kind::Phone, true, "+49 89 1234567").await.unwrap();
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let none = actions::allocate_resources(&w.t.cx(), licence.id, Kind::Phone, 1).await;
    assert!(matches!(none, Err(Error::Refused(_))), "{none:?}");
    let one = all(&w).await.remove(0);
    let other = actions::allocate_resource(&w.t.cx(), one.id, licence.id, None).await;
    assert!(matches!(other, Err(Error::Refused(_))), "{other:?}");
    assert_eq!(all(&w).await, [one]);
}

#[tokio::test]
async fn people_fill_the_pool_and_give_from_it() {
    let w = World::start().await;
    let admin = w.t.admin("Ada").await;
    let cookie = w.t.sign_in(&admin).await;
    let list = "/licences/resources";
    assert!(w.t.get(&cookie, list).await.body.contains("name=\"values\""));
    let wrong = w.t.post(&cookie, list, "kind=DOMAIN&values=gut.example%0Aschlecht").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("gut.example") && wrong.body.contains("aria-invalid"));
    assert!(all(&w).await.is_empty(), "all of a list or nothing");
    let added = w.t.post(&cookie, list, "kind=DOMAIN&values=gut.example%0Abesser.example").await;
    assert_eq!((added.status.as_u16(), added.location()), (303, list));
    assert_eq!(w.t.post(&cookie, list, "kind=DOMAIN&values=M%C3%BCller.de").await.status, 303);
    let kept = all(&w).await.into_iter().find(|one| one.value == "xn--mller-kva.de").unwrap();
    for path in [format!("{list}?q=m%C3%BCller.de"), format!("{list}/{}", kept.id)] {
        let page = w.t.get(&cookie, &path).await.body;
        assert!(page.contains("müller.de (xn--mller-kva.de)"), "{path}: {page}");
    }
    let filtered = w.t.get(&cookie, "/licences/resources?q=gut&state=AVAILABLE").await.body;
    assert!(filtered.contains("gut.example") && !filtered.contains("besser.example"));
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let of = format!("/licences/{}/resources", licence.id);
    let given = w.t.post(&cookie, &of, "kind=DOMAIN&count=1").await;
    assert_eq!(given.status, 303);
    let held = store::resource::of_licence(w.t.db(), licence.id).await.unwrap();
    assert!(w.t.get(&cookie, &of).await.body.contains(&held[0].value));
    let one = format!("{list}/{}", held[0].id);
    let released =
        w.t.post(&cookie, &one, &format!("verb=release&version={}", held[0].version)).await;
    assert_eq!(released.status, 303);
    assert!(store::resource::of_licence(w.t.db(), licence.id).await.unwrap().is_empty());
    let agent = w.t.agent("Anton").await;
    let agent = w.t.sign_in(&agent).await;
    assert_eq!(w.t.post(&agent, list, "kind=DOMAIN&values=x.example").await.status, 403);
}

#[tokio::test]
async fn a_form_of_resources_that_is_refused_comes_back_as_it_was_filled_in() {
    let w = World::start().await;
    let cookie = w.t.sign_in(&w.t.admin("Ada").await).await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let of = format!("/licences/{}/resources", licence.id);
    for (typed, said) in [
        ("-1", "Enter a number from 1 to 10000."),
        ("abc", "Enter a number from 1 to 10000."),
        ("10001", "Enter a number from 1 to 10000."),
        ("2", "None of this kind is free."),
    ] {
        let back = w.t.post(&cookie, &of, &format!("kind=PHONE&count={typed}")).await;
        assert_eq!(back.status, 422, "{typed}");
        let page = back.body.replace(['\u{2068}', '\u{2069}'], "");
        assert!(page.contains(said), "{typed}: {page}");
        let count = page.split('<').find(|tag| tag.contains("name=\"count\"")).unwrap();
        assert!(count.contains("aria-invalid=\"true\""), "{typed}: {count}");
        assert!(count.contains(&format!("value=\"{typed}\"")), "{typed}: {count}");
        assert!(page.contains("<option value=\"PHONE\" selected"), "{typed}");
    }
    actions::add_resources(&w.t.cx(), Kind::Phone, false, "+49 89 1234567").await.unwrap();
    let few = w.t.post(&cookie, &of, "kind=PHONE&count=2").await;
    assert!(few.body.replace(['\u{2068}', '\u{2069}'], "").contains("but only: 1."));

    let one = format!("/licences/resources/{}", all(&w).await[0].id);
    let back = w.t.post(&cookie, &one, "verb=quarantine&reason=Noise&days=soon").await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("value=\"Noise\"") && back.body.contains("value=\"soon\""));
    let back = w.t.post(&cookie, &one, "verb=allocate&licence=nobodys").await;
    assert_eq!(back.status, 422);
    assert!(back.body.contains("value=\"nobodys\"") && back.body.contains("value=\"30\""));
}

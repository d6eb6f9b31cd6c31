//! Seats are taken and freed, and none is given twice.

use crate::world::World;
use events::licensing::Freed;
use futures_util::future::join_all;
use licensing::actions;
use licensing::domain::activation::{ComponentDraft, MachineDraft, MachineEdit};
use licensing::domain::group::{Group, LicenceGroupId};
use licensing::domain::licence::{Licence, LicenceId, LicenceUserId, Limits};
use licensing::domain::machine::Machine;
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::seats::Seats;
use licensing::domain::strategy::{ExpirationBasis, Leasing, Overage, Uniqueness};
use licensing::domain::user::{Standing, User, of_licence};
use licensing::store;
use platform::{Error, Millis, Result};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _};

fn floating(most: u64) -> Settings {
    Settings { floating: true, max_machines: Some(most), ..Settings::default() }
}

fn draft(fingerprint: &str) -> MachineDraft {
    MachineDraft { fingerprint: Some(fingerprint.into()), ..MachineDraft::default() }
}

fn of_cores(fingerprint: &str, cores: i64) -> MachineDraft {
    MachineDraft { cores: Some(cores), ..draft(fingerprint) }
}

fn part(name: &str, fingerprint: &str) -> ComponentDraft {
    ComponentDraft {
        name: Some(name.into()),
        fingerprint: Some(fingerprint.into()),
        ..ComponentDraft::default()
    }
}

/// The codes of a refusal, in their order.
fn codes<T>(outcome: Result<T>) -> Vec<&'static str> {
    match outcome {
        Ok(_) => Vec::new(),
        Err(Error::Refused(all)) => all.iter().map(|one| one.code.unwrap_or("?")).collect(),
        Err(other) => panic!("no refusal: {other:?}"),
    }
}

async fn activate(w: &World, licence: LicenceId, draft: &MachineDraft) -> Result<Machine> {
    actions::activate_machine(&w.t.cx(), licence, draft).await
}

async fn deactivate(w: &World, machine: &Machine) {
    actions::deactivate_machine(&w.t.cx(), machine.id, Freed::Asked).await.unwrap();
}

/// What the licence says that its machines are together, which must be what they are.
async fn seats(w: &World, id: LicenceId) -> Seats {
    let licence = store::licence::get(w.t.db(), id).await.unwrap();
    let all = licensing::domain::machine::Entity::find().all(w.t.db()).await.unwrap();
    let there: Seats = all.iter().filter(|one| one.licence == id).map(Seats::of).sum();
    let (machines, cores) = (licence.machines, licence.cores);
    let said = Seats { machines, cores, memory: licence.memory, disk: licence.disk };
    assert_eq!(said, there);
    said
}

async fn happened(w: &World, name: &str) -> usize {
    use platform::event::{COLUMN, Entity};
    use sea_orm::QueryFilter as _;
    Entity::find().filter(COLUMN.name.eq(name)).all(w.t.db()).await.unwrap().len()
}

#[tokio::test]
async fn a_machine_takes_a_seat_and_gives_it_back_whole() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(floating(2)).await).await.id;
    let with_parts = MachineDraft {
        memory: Some(8),
        disk: Some(9),
        components: vec![part("disk", "d1"), part("board", "b1")],
        ..of_cores("a", 4)
    };
    let machine = activate(&w, licence, &with_parts).await.unwrap();
    assert_eq!(seats(&w, licence).await, Seats { machines: 1, cores: 4, memory: 8, disk: 9 });
    let parts = store::component::of_machines(w.t.db(), &[machine.id]).await.unwrap();
    assert_eq!(parts.len(), 2);
    let process = actions::start_process(&w.t.cx(), machine.id, Some("7"), Metadata::default())
        .await
        .unwrap();
    deactivate(&w, &machine).await;
    assert_eq!(seats(&w, licence).await, Seats::default());
    let db = w.t.db();
    assert!(store::component::of_machines(db, &[machine.id]).await.unwrap().is_empty());
    assert!(store::process::find(db, process.id).await.unwrap().is_none());
    assert!(matches!(
        actions::deactivate_machine(&w.t.cx(), machine.id, Freed::Asked).await,
        Err(Error::NotFound)
    ));
    assert_eq!(happened(&w, "licensing.machine_activated").await, 1);
    assert_eq!(happened(&w, "licensing.machine_deactivated").await, 1);
}

#[tokio::test]
async fn a_known_machine_is_told_so_first_and_then_what_else_there_is() {
    let w = World::start().await;
    let settings = Settings { max_cores: Some(4), ..floating(1) };
    let licence = w.licence(&w.policy(settings).await).await.id;
    activate(&w, licence, &of_cores("a", 4)).await.unwrap();
    let again = activate(&w, licence, &of_cores("a", 1)).await;
    assert_eq!(
        codes(again),
        ["FINGERPRINT_TAKEN", "MACHINE_LIMIT_EXCEEDED", "MACHINE_CORE_LIMIT_EXCEEDED"]
    );
    let other = activate(&w, licence, &draft("A")).await;
    assert_eq!(codes(other), ["MACHINE_LIMIT_EXCEEDED"], "fingerprints are compared byte by byte");
    assert_eq!(codes(activate(&w, licence, &draft("")).await), ["FINGERPRINT_MISSING"]);
    assert_eq!(seats(&w, licence).await.machines, 1);
}

#[tokio::test]
async fn seats_go_as_far_as_the_limit_and_the_overage_say() {
    let w = World::start().await;
    let table = [
        (Overage::No, 4, Some(4)),
        (Overage::Quarter, 4, Some(5)),
        (Overage::Half, 4, Some(6)),
        (Overage::Double, 4, Some(8)),
        (Overage::Always, 4, None),
    ];
    for (overage_strategy, most, fits) in table {
        let settings = Settings { overage_strategy, ..floating(most) };
        let licence = w.licence(&w.policy(settings).await).await.id;
        let mut taken = 0;
        while taken < 12 && activate(&w, licence, &draft(&format!("m{taken}"))).await.is_ok() {
            taken += 1;
        }
        assert_eq!(taken, fits.unwrap_or(12), "{overage_strategy:?}");
        assert_eq!(seats(&w, licence).await.machines, taken);
    }
    let bound = w.licence(&w.policy(Settings::default()).await).await.id;
    activate(&w, bound, &draft("a")).await.unwrap();
    assert_eq!(codes(activate(&w, bound, &draft("b")).await), ["MACHINE_LIMIT_EXCEEDED"]);
}

#[tokio::test]
async fn a_fingerprint_is_unique_as_far_as_the_policy_says() {
    let w = World::start().await;
    for (machine_uniqueness_strategy, free) in [
        (Uniqueness::Licence, [true, true]),
        (Uniqueness::Policy, [false, true]),
        (Uniqueness::Product, [false, false]),
        (Uniqueness::Account, [false, false]),
    ] {
        let settings = Settings { machine_uniqueness_strategy, ..floating(5) };
        let policy = w.policy(settings.clone()).await;
        let name = machine_uniqueness_strategy.name();
        let first = w.licence(&policy).await.id;
        let beside = [w.licence(&policy).await, w.licence(&w.policy(settings).await).await];
        activate(&w, first, &draft(name)).await.unwrap();
        for (licence, free) in beside.iter().zip(free) {
            let refused = codes(activate(&w, licence.id, &draft(name)).await);
            assert_eq!(refused.is_empty(), free, "{name}: {refused:?}");
        }
    }
}

#[tokio::test]
async fn components_are_refused_that_another_machine_has() {
    let w = World::start().await;
    let settings = Settings { component_uniqueness_strategy: Uniqueness::Licence, ..floating(5) };
    let licence = w.licence(&w.policy(settings).await).await.id;
    let with = |fingerprint: &str, components| MachineDraft { components, ..draft(fingerprint) };
    let first = activate(&w, licence, &with("a", vec![part("disk", "d1")])).await.unwrap();
    let taken = activate(&w, licence, &with("b", vec![part("disk", "d1")])).await;
    assert_eq!(codes(taken), ["COMPONENTS_FINGERPRINT_TAKEN"]);
    let twice = with("b", vec![part("disk", "d2"), part("disk 2", "d2")]);
    assert_eq!(codes(activate(&w, licence, &twice).await), ["COMPONENTS_FINGERPRINT_CONFLICT"]);
    let other = activate(&w, licence, &with("b", vec![part("disk", "d2")])).await.unwrap();
    let added = actions::create_component(&w.t.cx(), other.id, &part("disk", "d1")).await;
    assert_eq!(codes(added), ["FINGERPRINT_TAKEN"]);
    let known = store::component::of_machines(w.t.db(), &[first.id]).await.unwrap();
    actions::delete_component(&w.t.cx(), known[0].id).await.unwrap();
    let added = actions::create_component(&w.t.cx(), other.id, &part("disk", "d1")).await.unwrap();
    let named = Some("system disk".to_owned());
    let renamed = actions::change_component(&w.t.cx(), added.id, named, None).await.unwrap();
    assert_eq!(renamed.name, "system disk");
}

#[tokio::test]
async fn a_machine_may_change_as_long_as_there_is_room_for_it() {
    let w = World::start().await;
    let settings = Settings { max_cores: Some(8), ..floating(2) };
    let licence = w.licence(&w.policy(settings).await).await.id;
    let machine = activate(&w, licence, &of_cores("a", 4)).await.unwrap();
    activate(&w, licence, &of_cores("b", 3)).await.unwrap();
    let to = |cores| MachineEdit { cores: Some(Some(cores)), ..MachineEdit::default() };
    let cx = w.t.cx();
    let refused = actions::change_machine(&cx, machine.id, &to(6)).await;
    assert_eq!(codes(refused), ["MACHINE_CORE_LIMIT_EXCEEDED"]);
    actions::change_machine(&cx, machine.id, &to(5)).await.unwrap();
    actions::change_machine(&cx, machine.id, &to(5)).await.unwrap();
    assert_eq!(seats(&w, licence).await.cores, 8);
    assert_eq!(happened(&w, "licensing.machine_changed").await, 1);
    let edit = MachineEdit { name: Some(" Kasse ".into()), cores: Some(None), ..to(1) };
    let edit = MachineEdit { cores: Some(None), ..edit };
    let changed = actions::change_machine(&cx, machine.id, &edit).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.cores), ("Kasse", None));
    assert_eq!(store::machine::get(w.t.db(), machine.id).await.unwrap(), changed);
    assert_eq!(seats(&w, licence).await.cores, 3);
}

async fn user(w: &World, name: &str) -> LicenceUserId {
    let user = User {
        id: LicenceUserId::new(),
        environment: None,
        group: None,
        email: format!("{name}@kunde.example"),
        email_key: format!("{name}@kunde.example"),
        first_name: name.into(),
        last_name: String::new(),
        standing: Standing::Active,
        metadata: Metadata::default(),
        created_at: Millis(w.t.cx().now),
        updated_at: Millis(w.t.cx().now),
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::user::insert(&tx, &user).await.unwrap();
    tx.commit().await.unwrap();
    user.id
}

async fn joins(w: &World, licence: LicenceId, user: LicenceUserId) {
    let tx = w.t.kontor.db.begin().await.unwrap();
    let member = of_licence::Model { licence, user, created_at: Millis(w.t.cx().now) };
    let member = member.into_active_model().reset_all();
    of_licence::Entity::insert(member).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn changed(w: &World, id: LicenceId, change: impl FnOnce(&mut Licence)) {
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut licence = store::licence::get(&tx, id).await.unwrap();
    change(&mut licence);
    store::licence::save(&tx, &mut licence).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn each_user_has_seats_of_their_own_where_the_policy_says_so() {
    let w = World::start().await;
    let settings = Settings { machine_leasing_strategy: Leasing::User, ..floating(1) };
    let licence = w.licence(&w.policy(settings).await).await.id;
    let (ada, bob, eve) = (user(&w, "ada").await, user(&w, "bob").await, user(&w, "eve").await);
    changed(&w, licence, |licence| licence.owner = Some(ada)).await;
    joins(&w, licence, bob).await;
    let of = |owner, fingerprint: &str| MachineDraft { owner, ..draft(fingerprint) };
    let adas = activate(&w, licence, &of(Some(ada), "a")).await.unwrap();
    let bobs = activate(&w, licence, &of(Some(bob), "b")).await.unwrap();
    activate(&w, licence, &of(None, "n")).await.unwrap();
    for owner in [Some(ada), Some(bob), None] {
        let refused = codes(activate(&w, licence, &of(owner, "x")).await);
        assert_eq!(refused, ["MACHINE_LIMIT_EXCEEDED"]);
    }
    assert_eq!(codes(activate(&w, licence, &of(Some(eve), "e")).await), ["OWNER_NOT_ALLOWED"]);
    let cx = w.t.cx();
    let taken = actions::set_machine_owner(&cx, adas.id, Some(bob)).await;
    assert_eq!(codes(taken), ["MACHINE_LIMIT_EXCEEDED"]);
    deactivate(&w, &bobs).await;
    let moved = actions::set_machine_owner(&cx, adas.id, Some(bob)).await.unwrap();
    assert_eq!(moved.owner, Some(bob));
    let strange = actions::set_machine_owner(&cx, adas.id, Some(eve)).await;
    assert_eq!(codes(strange), ["OWNER_NOT_ALLOWED"]);
}

#[tokio::test]
async fn a_group_has_a_limit_of_its_own_over_all_licences() {
    let w = World::start().await;
    let policy = w.policy(floating(9)).await;
    let (one, other) = (w.licence(&policy).await.id, w.licence(&policy).await.id);
    let now = Millis(w.t.cx().now);
    let group = Group {
        id: LicenceGroupId::new(),
        environment: None,
        name: "Filiale".into(),
        name_key: "filiale".into(),
        max_licences: None,
        max_machines: Some(2),
        max_users: None,
        metadata: Metadata::default(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::group::insert(&tx, &group).await.unwrap();
    tx.commit().await.unwrap();
    changed(&w, other, |licence| licence.group = Some(group.id)).await;
    let within = MachineDraft { group: Some(group.id), ..draft("a") };
    let first = activate(&w, one, &within).await.unwrap();
    activate(&w, other, &draft("b")).await.unwrap();
    let refused = codes(activate(&w, other, &draft("c")).await);
    assert_eq!(refused, ["GROUP_MACHINE_LIMIT_EXCEEDED"]);
    let apart = activate(&w, one, &draft("c")).await.unwrap();
    let cx = w.t.cx();
    let refused = actions::set_machine_group(&cx, apart.id, Some(group.id)).await;
    assert_eq!(codes(refused), ["GROUP_MACHINE_LIMIT_EXCEEDED"]);
    actions::set_machine_group(&cx, first.id, None).await.unwrap();
    actions::set_machine_group(&cx, apart.id, Some(group.id)).await.unwrap();
    let nowhere = Some(LicenceGroupId::new());
    let refused = actions::set_machine_group(&cx, first.id, nowhere).await;
    assert_eq!(codes(refused), ["GROUP_NOT_FOUND"]);
}

#[tokio::test]
async fn the_time_of_a_licence_runs_from_its_first_machine_where_the_policy_says_so() {
    let w = World::start().await;
    let settings = Settings {
        duration: Some(Settings::DAY),
        expiration_basis: ExpirationBasis::FirstActivation,
        ..floating(2)
    };
    let licence = w.licence(&w.policy(settings).await).await.id;
    let end = async || store::licence::get(w.t.db(), licence).await.unwrap().expires_at;
    assert_eq!(end().await, None);
    activate(&w, licence, &draft("a")).await.unwrap();
    let first = w.t.cx().now + chrono::TimeDelta::days(1);
    assert_eq!(end().await, Some(Millis(first)));
    w.t.kontor.clock.advance(chrono::TimeDelta::hours(1));
    activate(&w, licence, &draft("b")).await.unwrap();
    assert_eq!(end().await, Some(Millis(first)));
}

/// Everybody at once; says how many were let in.
async fn at_once(w: &World, wanted: Vec<(LicenceId, String)>) -> usize {
    let all = wanted.into_iter().map(|(licence, fingerprint)| {
        let cx = w.t.cx();
        tokio::spawn(async move {
            actions::activate_machine(&cx, licence, &draft(&fingerprint)).await.map(drop)
        })
    });
    let mut let_in = 0;
    for outcome in join_all(all).await {
        match outcome.unwrap() {
            Ok(()) => let_in += 1,
            refused => assert_eq!(codes(refused).len(), 1),
        }
    }
    let_in
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_five_hundred_who_want_one_seat_exactly_one_gets_it() {
    let w = World::start().await;
    let policy = w.policy(floating(1)).await;
    for _ in 0..3 {
        let licence = w.licence(&policy).await.id;
        let wanted = (0..500).map(|n| (licence, format!("m{n}"))).collect();
        assert_eq!(at_once(&w, wanted).await, 1);
        assert_eq!(seats(&w, licence).await.machines, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_fingerprint_that_is_unique_everywhere_is_taken_once_by_many_licences() {
    let w = World::start().await;
    let settings = Settings { machine_uniqueness_strategy: Uniqueness::Account, ..floating(5) };
    let policy = w.policy(settings).await;
    let mut licences = Vec::new();
    for _ in 0..40 {
        licences.push(w.licence(&policy).await.id);
    }
    for round in 0..3 {
        let wanted = licences.iter().map(|id| (*id, format!("same {round}"))).collect();
        assert_eq!(at_once(&w, wanted).await, 1);
    }
    let mut all = 0;
    for id in licences {
        all += seats(&w, id).await.machines;
    }
    assert_eq!(all, 3);
}

#[tokio::test]
async fn a_licence_may_have_more_than_its_policy_says() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(floating(1)).await).await.id;
    changed(&w, licence, |licence| {
        licence.limits = Limits { max_machines: Some(2), ..Limits::default() };
    })
    .await;
    activate(&w, licence, &draft("a")).await.unwrap();
    activate(&w, licence, &draft("b")).await.unwrap();
    assert_eq!(codes(activate(&w, licence, &draft("c")).await), ["MACHINE_LIMIT_EXCEEDED"]);
}

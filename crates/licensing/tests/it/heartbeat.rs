//! Heartbeats come and stop, and each death is told once.

use crate::world::World;
use chrono::TimeDelta;
use events::licensing::Freed;
use futures_util::future::join_all;
use licensing::actions;
use licensing::domain::activation::MachineDraft;
use licensing::domain::activation_event::{Actor, By, Kind};
use licensing::domain::licence::LicenceId;
use licensing::domain::machine::{Heartbeat, Machine, MachineId};
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::{Cull, HeartbeatBasis, Leasing, Resurrection};
use licensing::store;
use platform::{Cx, Error, Result};
use sea_orm::EntityTrait as _;

fn settings(cull: Cull, resurrection: Resurrection) -> Settings {
    Settings {
        floating: true,
        heartbeat_cull_strategy: cull,
        heartbeat_resurrection_strategy: resurrection,
        ..Settings::default()
    }
}

/// A heartbeat that is sent beside others.
async fn beat(cx: Cx, id: MachineId) -> Result<Machine> {
    actions::ping_machine(&cx, id).await
}

fn code<T: std::fmt::Debug>(outcome: Result<T>) -> &'static str {
    match outcome {
        Err(Error::Refused(all)) => all[0].code.unwrap_or("?"),
        other => panic!("no refusal: {other:?}"),
    }
}

async fn machine_of(w: &World, licence: LicenceId, fingerprint: &str) -> Machine {
    let draft = MachineDraft {
        fingerprint: Some(fingerprint.into()),
        cores: Some(2),
        ..MachineDraft::default()
    };
    actions::activate_machine(&w.t.cx(), licence, &draft).await.unwrap()
}

async fn ping(w: &World, machine: &Machine) -> Result<Machine> {
    actions::ping_machine(&w.t.cx(), machine.id).await
}

async fn find(w: &World, machine: &Machine) -> Option<Machine> {
    store::machine::find(w.t.db(), machine.id).await.unwrap()
}

fn after(w: &World, seconds: i64) {
    w.t.kontor.clock.advance(TimeDelta::seconds(seconds));
}

async fn cull(w: &World) {
    while actions::cull_machines(&w.t.cx()).await.unwrap() {}
    while actions::cull_processes(&w.t.cx()).await.unwrap() {}
}

async fn happened(w: &World, name: &str) -> usize {
    use platform::event::{COLUMN, Entity};
    use sea_orm::QueryFilter as _;
    Entity::find().filter(COLUMN.name.eq(name)).all(w.t.db()).await.unwrap().len()
}

async fn happened_to(w: &World, machine: &Machine, name: &str) -> usize {
    let object = events::licensing::machine_object(machine.id);
    let facts = platform::event::timeline(w.t.db(), &object).await.unwrap();
    facts.iter().filter(|fact| fact.name == name).count()
}

#[tokio::test]
async fn whoever_ever_pinged_is_watched_from_then_on() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Keep, Resurrection::Never)).await;
    let licence = w.licence(&policy).await.id;
    let machine = machine_of(&w, licence, "a").await;
    let never = machine_of(&w, licence, "b").await;
    assert_eq!(machine.heartbeat(w.t.cx().now), Heartbeat::NotStarted);
    after(&w, 100_000);
    let pinged = ping(&w, &machine).await.unwrap();
    assert_eq!(pinged.heartbeat(w.t.cx().now), Heartbeat::Alive);
    after(&w, 629);
    ping(&w, &machine).await.unwrap();
    after(&w, 630);
    assert_eq!(code(ping(&w, &machine).await), "MACHINE_HEARTBEAT_DEAD");
    cull(&w).await;
    let dead = find(&w, &machine).await.unwrap();
    assert_eq!(dead.heartbeat(w.t.cx().now), Heartbeat::Dead);
    assert!(dead.died_at.is_some());
    assert_eq!(find(&w, &never).await.unwrap(), never);
    assert_eq!(code(ping(&w, &machine).await), "MACHINE_HEARTBEAT_DEAD");
    let reset = actions::reset_machine(&w.t.cx(), machine.id).await.unwrap();
    assert_eq!(reset.heartbeat(w.t.cx().now), Heartbeat::NotStarted);
    ping(&w, &machine).await.unwrap();
    let gone = actions::deactivate_machine(&w.t.cx(), machine.id, Freed::Asked).await;
    gone.unwrap();
    assert!(matches!(ping(&w, &machine).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_machine_that_must_have_a_heartbeat_dies_without_one() {
    let w = World::start().await;
    for (basis, dies) in [(HeartbeatBasis::Creation, true), (HeartbeatBasis::FirstPing, false)] {
        let settings = Settings {
            require_heartbeat: true,
            heartbeat_basis: basis,
            heartbeat_duration: Some(60),
            ..settings(Cull::Deactivate, Resurrection::Never)
        };
        let licence = w.licence(&w.policy(settings).await).await.id;
        let machine = machine_of(&w, licence, basis.name()).await;
        after(&w, 89);
        cull(&w).await;
        assert!(find(&w, &machine).await.is_some());
        after(&w, 1);
        cull(&w).await;
        assert_eq!(find(&w, &machine).await.is_none(), dies, "{basis:?}");
        let licence = store::licence::get(w.t.db(), licence).await.unwrap();
        let left = if dies { (0, 0) } else { (1, 2) };
        assert_eq!((licence.machines, licence.cores), left, "{basis:?}");
    }
}

/// What becomes of a machine that is culled so long after its death, and of its heartbeat then.
#[tokio::test]
async fn the_dead_are_told_once_and_come_back_as_the_policy_allows() {
    let w = World::start().await;
    let table = [
        (Cull::Keep, Resurrection::Never, 5, true, false),
        (Cull::Keep, Resurrection::OneMinute, 59, true, true),
        (Cull::Keep, Resurrection::OneMinute, 60, true, false),
        (Cull::Keep, Resurrection::FifteenMinutes, 899, true, true),
        (Cull::Keep, Resurrection::FifteenMinutes, 900, true, false),
        (Cull::Keep, Resurrection::Always, 1_000_000, true, true),
        (Cull::Deactivate, Resurrection::Never, 0, false, false),
        (Cull::Deactivate, Resurrection::TwoMinutes, 119, true, true),
        (Cull::Deactivate, Resurrection::TwoMinutes, 120, false, false),
    ];
    for (cull_strategy, resurrection, late, stays, revives) in table {
        let what = format!("{cull_strategy:?} {resurrection:?} {late}");
        let policy = w.policy(settings(cull_strategy, resurrection)).await;
        let machine = machine_of(&w, w.licence(&policy).await.id, "m").await;
        ping(&w, &machine).await.unwrap();
        after(&w, 630 + late);
        cull(&w).await;
        cull(&w).await;
        assert_eq!(happened_to(&w, &machine, "licensing.machine_died").await, 1, "{what}");
        assert_eq!(find(&w, &machine).await.is_some(), stays, "{what}");
        match ping(&w, &machine).await {
            Ok(back) => {
                assert!(revives, "{what}");
                assert_eq!(back.heartbeat(w.t.cx().now), Heartbeat::Resurrected, "{what}");
                let next = ping(&w, &machine).await.unwrap();
                assert_eq!(next.heartbeat(w.t.cx().now), Heartbeat::Alive, "{what}");
            }
            Err(Error::NotFound) => assert!(!stays, "{what}"),
            refused => {
                assert!(!revives, "{what}");
                assert_eq!(code(refused), "MACHINE_HEARTBEAT_DEAD", "{what}");
            }
        }
        let revived = happened_to(&w, &machine, "licensing.machine_revived").await;
        assert_eq!(revived, usize::from(revives), "{what}");
    }
}

#[tokio::test]
async fn a_machine_that_could_have_come_back_is_freed_when_it_did_not() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Deactivate, Resurrection::FiveMinutes)).await;
    let licence = w.licence(&policy).await.id;
    let (gone, back) = (machine_of(&w, licence, "a").await, machine_of(&w, licence, "b").await);
    ping(&w, &gone).await.unwrap();
    ping(&w, &back).await.unwrap();
    after(&w, 640);
    w.t.run_jobs().await;
    cull(&w).await;
    ping(&w, &back).await.unwrap();
    after(&w, 290);
    w.t.run_jobs().await;
    assert!(find(&w, &gone).await.is_none());
    assert!(find(&w, &back).await.is_some());
    let licence = store::licence::get(w.t.db(), licence).await.unwrap();
    assert_eq!((licence.machines, licence.cores), (1, 2));
}

#[tokio::test]
async fn each_life_ends_with_one_death() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Keep, Resurrection::Always)).await;
    let machine = machine_of(&w, w.licence(&policy).await.id, "m").await;
    for lives in 1..=3 {
        ping(&w, &machine).await.unwrap();
        after(&w, 700);
        cull(&w).await;
        cull(&w).await;
        assert_eq!(happened(&w, "licensing.machine_died").await, lives);
        assert_eq!(happened(&w, "licensing.machine_revived").await, lives - 1);
    }
}

#[tokio::test]
async fn many_dead_of_many_licences_free_their_seats() {
    let w = World::start().await;
    let settings = settings(Cull::Deactivate, Resurrection::Never);
    let policy = w.policy(settings).await;
    let mut licences = Vec::new();
    for n in 0..120 {
        let licence = w.licence(&policy).await.id;
        for k in 0..4 {
            let machine = machine_of(&w, licence, &format!("{n}/{k}")).await;
            ping(&w, &machine).await.unwrap();
        }
        machine_of(&w, licence, &format!("{n}/4")).await;
        licences.push(licence);
    }
    after(&w, 1_000);
    cull(&w).await;
    assert_eq!(happened(&w, "licensing.machine_died").await, 480);
    assert_eq!(happened(&w, "licensing.machine_deactivated").await, 480);
    for id in licences {
        let licence = store::licence::get(w.t.db(), id).await.unwrap();
        assert_eq!((licence.machines, licence.cores), (1, 2));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn heartbeats_that_come_together_are_each_answered_for_themselves() {
    let w = World::start().await;
    let keeping = w.policy(settings(Cull::Keep, Resurrection::Never)).await;
    let reviving = w.policy(settings(Cull::Keep, Resurrection::Always)).await;
    let (one, other) = (w.licence(&keeping).await.id, w.licence(&reviving).await.id);
    let (dead, back) = (machine_of(&w, one, "dead").await, machine_of(&w, other, "back").await);
    ping(&w, &dead).await.unwrap();
    ping(&w, &back).await.unwrap();
    after(&w, 700);
    let mut alive = Vec::new();
    for n in 0..20 {
        alive.push(machine_of(&w, one, &n.to_string()).await);
    }
    let gone = machine_of(&w, one, "gone").await;
    actions::deactivate_machine(&w.t.cx(), gone.id, Freed::Asked).await.unwrap();
    let all = [&dead, &back, &gone].into_iter().chain(&alive).cycle().take(2_000);
    let pings = all.map(|machine| {
        let (cx, id) = (w.t.cx(), machine.id);
        async move { (id, tokio::spawn(beat(cx, id)).await) }
    });
    for (id, outcome) in join_all(pings).await {
        match outcome.unwrap() {
            Err(Error::NotFound) => assert_eq!(id, gone.id),
            Ok(machine) => {
                assert_eq!(machine.last_beat_at.map(|at| at.0), Some(w.t.cx().now));
                assert!(id != gone.id && id != dead.id);
            }
            refused => {
                assert_eq!(code(refused), "MACHINE_HEARTBEAT_DEAD");
                assert_eq!(id, dead.id);
            }
        }
    }
    assert_eq!(happened(&w, "licensing.machine_revived").await, 1);
}

#[tokio::test]
async fn a_change_of_its_name_takes_no_heartbeat_away() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Keep, Resurrection::Never)).await;
    let machine = machine_of(&w, w.licence(&policy).await.id, "m").await;
    let pinged = ping(&w, &machine).await.unwrap();
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut old = machine;
    old.name = "Kasse".into();
    store::machine::save_facts(&tx, &mut old).await.unwrap();
    tx.commit().await.unwrap();
    let now = find(&w, &old).await.unwrap();
    assert_eq!((now.name.as_str(), now.dies_at), ("Kasse", pinged.dies_at));
}

#[tokio::test]
async fn processes_run_as_many_as_the_policy_says_and_end() {
    let w = World::start().await;
    for (leasing, own, others) in
        [(Leasing::Machine, 2, 2), (Leasing::Licence, 2, 0), (Leasing::User, 2, 0)]
    {
        let settings = Settings {
            max_processes: Some(2),
            process_leasing_strategy: leasing,
            ..settings(Cull::Deactivate, Resurrection::Never)
        };
        let licence = w.licence(&w.policy(settings).await).await.id;
        let (one, other) = (machine_of(&w, licence, "a").await, machine_of(&w, licence, "b").await);
        let start = async |machine: &Machine, pid: &str| {
            let cx = w.t.cx();
            actions::start_process(&cx, machine.id, Some(pid), Metadata::default()).await
        };
        let both = [(&one, own), (&other, others)].into_iter();
        for (machine, fits, n) in both.flat_map(|(m, fits)| (0..3).map(move |n| (m, fits, n))) {
            let outcome = start(machine, &n.to_string()).await;
            let refused = outcome.err().map(|why| code::<()>(Err(why)));
            let full = (n >= fits).then_some("MACHINE_PROCESS_LIMIT_EXCEEDED");
            assert_eq!(refused, full, "{leasing:?} {n}");
        }
        assert_eq!(code(start(&one, "0").await), "PID_TAKEN");
        // those that are dead make room, also before they are swept
        after(&w, 631);
        let again = start(&one, "0").await.unwrap();
        actions::ping_process(&w.t.cx(), again.id).await.unwrap();
        cull(&w).await;
        let left = licensing::domain::process::Entity::find().all(w.t.db()).await.unwrap();
        assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [again.id]);
        actions::end_process(&w.t.cx(), again.id, By::Vendor).await.unwrap();
        let ended = actions::end_process(&w.t.cx(), again.id, By::Vendor).await;
        assert!(matches!(ended, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_dead_process_is_refused_or_comes_back_as_the_policy_allows() {
    let w = World::start().await;
    for (cull_strategy, resurrection, back) in [
        (Cull::Keep, Resurrection::Never, false),
        (Cull::Keep, Resurrection::FiveMinutes, true),
        (Cull::Deactivate, Resurrection::FiveMinutes, true),
    ] {
        let policy = w.policy(settings(cull_strategy, resurrection)).await;
        let machine = machine_of(&w, w.licence(&policy).await.id, "m").await;
        let cx = w.t.cx();
        let started = actions::start_process(&cx, machine.id, Some("1"), Metadata::default()).await;
        let process = started.unwrap();
        after(&w, 640);
        cull(&w).await;
        let found = store::process::get(w.t.db(), process.id).await.unwrap();
        assert!(found.died_at.is_some());
        let outcome = actions::ping_process(&w.t.cx(), process.id).await;
        if back {
            assert_eq!(outcome.unwrap().died_at, None);
            after(&w, 1_000);
            w.t.run_jobs().await;
            cull(&w).await;
        } else {
            assert_eq!(code(outcome), "PROCESS_HEARTBEAT_DEAD");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_who_want_one_process_exactly_one_gets_it() {
    let w = World::start().await;
    let settings = Settings {
        max_processes: Some(1),
        process_leasing_strategy: Leasing::Licence,
        ..settings(Cull::Deactivate, Resurrection::Never)
    };
    let licence = w.licence(&w.policy(settings).await).await.id;
    let (one, other) = (machine_of(&w, licence, "a").await, machine_of(&w, licence, "b").await);
    let starts = (0..100).map(|n| {
        let (cx, id) = (w.t.cx(), if n % 2 == 0 { one.id } else { other.id });
        tokio::spawn(async move {
            let pid = n.to_string();
            actions::start_process(&cx, id, Some(&pid), Metadata::default()).await.is_ok()
        })
    });
    let started = join_all(starts).await.into_iter().filter(|one| *one.as_ref().unwrap()).count();
    assert_eq!(started, 1);
}

/// What the server does each minute.
async fn look(w: &World) {
    actions::watch_heartbeats(&w.t.cx()).await.unwrap();
    cull(w).await;
}

/// It does so for so long.
async fn minutes(w: &World, count: u32) {
    for _ in 0..count {
        after(w, 60);
        look(w).await;
    }
}

async fn lives(w: &World, machine: &Machine) -> bool {
    let known = find(w, machine).await;
    known.is_some_and(|machine| machine.heartbeat(w.t.cx().now) != Heartbeat::Dead)
}

#[tokio::test]
async fn nobody_dies_because_the_server_was_away() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Deactivate, Resurrection::Never)).await;
    let licence = w.licence(&policy).await.id;
    let (quiet, young) = (machine_of(&w, licence, "a").await, machine_of(&w, licence, "b").await);
    ping(&w, &quiet).await.unwrap();
    minutes(&w, 6).await;
    ping(&w, &young).await.unwrap();
    minutes(&w, 1).await;
    // six days and 23 hours without it, and both had some of their ten minutes left
    after(&w, 6 * 86_400 + 23 * 3_600);
    look(&w).await;
    assert!(lives(&w, &quiet).await && lives(&w, &young).await);
    assert_eq!(happened(&w, "licensing.machine_died").await, 0);
    let beaten = ping(&w, &young).await.unwrap();
    assert_eq!(beaten.heartbeat(w.t.cx().now), Heartbeat::Alive);
    // what was left, and not a minute more
    minutes(&w, 3).await;
    assert!(lives(&w, &quiet).await);
    minutes(&w, 2).await;
    assert!(find(&w, &quiet).await.is_none() && lives(&w, &young).await);
    let known = store::licence::get(w.t.db(), licence).await.unwrap();
    assert_eq!(known.machines, 1);
}

#[tokio::test]
async fn a_heartbeat_that_comes_before_the_server_looked_around_finds_its_machine_alive() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Keep, Resurrection::Never)).await;
    let licence = w.licence(&policy).await.id;
    let (there, gone) = (machine_of(&w, licence, "a").await, machine_of(&w, licence, "b").await);
    let t = w.t.cx().now - TimeDelta::hours(2);
    for (machine, dies_at) in [(&there, t + TimeDelta::minutes(1)), (&gone, t)] {
        let tx = w.t.kontor.db.begin().await.unwrap();
        store::machine::forget_beats(&tx, machine.id, Some(dies_at)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let tx = w.t.kontor.db.begin().await.unwrap();
    assert!(store::watch::note(&tx, None, t + TimeDelta::seconds(1)).await.unwrap());
    tx.commit().await.unwrap();
    ping(&w, &there).await.unwrap();
    assert_eq!(code(ping(&w, &gone).await), "MACHINE_HEARTBEAT_DEAD", "it was dead before");
}

#[tokio::test]
async fn a_clock_that_is_set_lengthens_no_life_and_ends_none() {
    for hours in [-1, 1, -24 * 365, 24 * 365] {
        let w = World::start().await;
        let policy = w.policy(settings(Cull::Keep, Resurrection::Never)).await;
        let machine = machine_of(&w, w.licence(&policy).await.id, "m").await;
        ping(&w, &machine).await.unwrap();
        minutes(&w, 1).await;
        after(&w, hours * 3_600);
        look(&w).await;
        assert!(lives(&w, &machine).await, "{hours}");
        minutes(&w, 9).await;
        assert!(lives(&w, &machine).await, "{hours}");
        minutes(&w, 1).await;
        assert!(!lives(&w, &machine).await, "{hours}");
        assert_eq!(happened(&w, "licensing.machine_died").await, 1, "{hours}");
    }
}

/// Every cull strategy with every resurrection strategy, at each end of its time: a machine that was told dead at once,
/// and one whose heartbeat comes so much later.
#[tokio::test]
async fn the_whole_matrix_of_ends_and_returns_is_as_the_policy_says() {
    let w = World::start().await;
    let all = Cull::ALL
        .iter()
        .flat_map(|ending| Resurrection::ALL.iter().map(move |back| (*ending, *back)));
    for (ending, resurrection) in all {
        let span = settings(ending, resurrection).revivable_for().map(|span| span.num_seconds());
        let ends: &[i64] = match span {
            None => &[0, 1],
            Some(span) if span > 86_400 => &[0, 86_400],
            Some(span) => &[0, span - 1, span],
        };
        for late in ends {
            returns(&w, (ending, resurrection), span, *late).await;
        }
    }
}

/// A machine that was told dead when its time was over, and whose heartbeat comes so much later, within the span in which it may
/// come back.
async fn returns(
    w: &World,
    (ending, resurrection): (Cull, Resurrection),
    span: Option<i64>,
    late: i64,
) {
    let what = format!("{ending:?} {resurrection:?} {late}");
    let policy = w.policy(settings(ending, resurrection)).await;
    let licence = w.licence(&policy).await.id;
    let machine = machine_of(w, licence, "m").await;
    ping(w, &machine).await.unwrap();
    after(w, 630);
    cull(w).await;
    after(w, late);
    actions::bury_machine(&w.t.cx(), machine.id).await.unwrap();
    let in_time = span.is_some_and(|span| late < span);
    let stays = ending == Cull::Keep || in_time;
    assert_eq!(find(w, &machine).await.is_some(), stays, "{what}");
    let seats = store::licence::get(w.t.db(), licence).await.unwrap().machines;
    assert_eq!(seats, i64::from(stays), "{what}");
    match ping(w, &machine).await {
        Ok(back) => {
            assert!(in_time, "{what}");
            assert_eq!(back.heartbeat(w.t.cx().now), Heartbeat::Resurrected, "{what}");
        }
        Err(Error::NotFound) => assert!(!stays, "{what}"),
        refused => {
            assert!(stays && !in_time, "{what}");
            assert_eq!(code(refused), "MACHINE_HEARTBEAT_DEAD", "{what}");
        }
    }
    assert_eq!(happened_to(w, &machine, "licensing.machine_died").await, 1, "{what}");
}

#[tokio::test]
async fn a_process_that_ends_stands_in_the_licences_history_and_who_said_so() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Deactivate, Resurrection::Never)).await;
    let licence = w.licence(&policy).await.id;
    let machine = machine_of(&w, licence, "a").await;
    let cx = w.t.cx();
    let process =
        actions::start_process(&cx, machine.id, Some("1"), Metadata::default()).await.unwrap();
    actions::end_process(&cx, process.id, By::Program(None)).await.unwrap();
    let events = store::activation_event::of_licence(w.t.db(), licence, 9).await.unwrap();
    let last = events.iter().find(|one| one.kind == Kind::ProcessEnded).unwrap();
    assert_eq!((last.machine, last.actor, last.counted), (machine.id, Actor::Program, false));
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&agent, &format!("/licences/{licence}")).await.body;
    assert!(page.contains("<b>The customer’s program</b> notes: a program on a ended"), "{page}");
}

#[tokio::test]
async fn what_is_gone_because_no_heartbeat_came_stands_in_the_licences_history() {
    let w = World::start().await;
    let policy = w.policy(settings(Cull::Deactivate, Resurrection::Never)).await;
    let licence = w.licence(&policy).await.id;
    let (kept, gone) = (machine_of(&w, licence, "a").await, machine_of(&w, licence, "b").await);
    let cx = w.t.cx();
    actions::start_process(&cx, kept.id, Some("1"), Metadata::default()).await.unwrap();
    ping(&w, &gone).await.unwrap();
    after(&w, 10_000);
    cull(&w).await;
    cull(&w).await;
    let events = store::activation_event::of_licence(w.t.db(), licence, 9).await.unwrap();
    let by_server = events.iter().filter(|one| one.actor == Actor::Server);
    let mut by_server: Vec<_> = by_server.map(|one| (one.kind, one.machine, one.counted)).collect();
    by_server.sort_unstable_by_key(|one| one.0.name());
    let expected = [(Kind::Deactivate, gone.id, false), (Kind::ProcessDied, kept.id, false)];
    assert_eq!(by_server, expected);
    let agent = w.t.sign_in(&w.t.agent("Ada").await).await;
    let page = w.t.get(&agent, &format!("/licences/{licence}")).await.body;
    assert!(page.contains("released the machine b because no heartbeat came"), "{page}");
    assert!(page.contains("a program on a runs no more"), "{page}");
}

use crate::people::{self, BROKEN, Known, LATE, PEOPLE, write};
use chrono::{Datelike, TimeDelta};
use operations::actions;
use operations::domain::erasure::{self, Erasure, ErasureId, State};
use operations::domain::export::{self, Export, ExportId};
use platform::job::{self, Filter, Queued};
use platform::privacy::hold;
use platform::testing::TestKontor;
use platform::{App, Cx, Millis, UserId, event};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

async fn house(more: &[App]) -> (TestKontor, Cx) {
    let apps = [&[ui::APP, PEOPLE], more, &[operations::APP]].concat();
    let t = TestKontor::start(&apps).await;
    let cx = t.cx_of(&t.admin("Grace Hopper").await);
    (t, cx)
}

fn known(name: &str) -> Known {
    Known { name: name.into(), letters: 3, ..Known::default() }
}

async fn state(t: &TestKontor, id: ErasureId) -> State {
    erasure::Entity::find_by_id(id).one(t.db()).await.unwrap().unwrap().state
}

async fn hold_on(cx: &Cx, object: &str) {
    let at = Millis(cx.now);
    let hold = hold::Hold { object: object.into(), reason: "Lawsuit".into(), by: None, at };
    write(cx, async |tx| hold::put(tx, hold).await.unwrap()).await;
}

async fn lift(cx: &Cx, object: &str) {
    write(cx, async |tx| assert!(hold::lift(tx, object).await.unwrap())).await;
}

async fn failed(t: &TestKontor) -> Vec<job::Row> {
    let failed = Filter { state: Some(job::State::Failed), ..Filter::default() };
    job::page(t.db(), &failed, 10).await.unwrap()
}

/// To the second day of the next year.
fn new_year(t: &TestKontor) {
    let clock = &t.kontor.clock;
    let year = clock.now().year();
    while clock.now().year() == year {
        clock.advance(TimeDelta::days(1));
    }
    clock.advance(TimeDelta::days(1));
}

#[tokio::test]
async fn an_erasure_that_keeps_letters_goes_on_by_the_entry_when_the_account_is_gone() {
    let (t, cx) = house(&[]).await;
    let user = uuid::Uuid::now_v7();
    let anna = people::add(Known { user: Some(user), ..known("Anna") });
    let id = actions::ask_erasure(&cx, &format!("user:{user}"), "Anna", true).await.unwrap();
    t.run_jobs().await;
    assert_eq!(state(&t, id).await, State::Kept);
    assert!(people::get(&anna).user.is_none(), "the account goes at once");
    new_year(&t);
    actions::erase_letters(&t.cx()).await.unwrap();
    assert_eq!(state(&t, id).await, State::Kept);
    people::change(&anna, |known| known.letters = 0);
    new_year(&t);
    actions::erase_letters(&t.cx()).await.unwrap();
    assert_eq!(state(&t, id).await, State::Done);
    assert!(people::get(&anna).erased, "nothing of Anna is left under a green word");
}

#[tokio::test]
async fn whoever_is_not_found_when_their_letters_are_over_is_not_called_erased() {
    let (t, cx) = house(&[]).await;
    let lost = Erasure {
        id: ErasureId::new(),
        object: format!("user:{}", UserId::new()),
        asked_by: cx.user_id().unwrap(),
        state: State::Kept,
        due: Some(Millis(cx.now)),
        created_at: Millis(cx.now),
        done_at: None,
        subject: None,
    };
    let id = lost.id;
    write(&cx, async |tx| {
        let row = lost.into_active_model().reset_all();
        erasure::Entity::insert(row).exec_without_returning(tx).await.unwrap();
    })
    .await;
    let said = actions::erase_letters(&t.cx()).await.unwrap_err().to_string();
    assert!(said.contains("nobody knows"), "{said}");
    assert_eq!(state(&t, id).await, State::Kept);
}

#[tokio::test]
async fn one_that_is_held_or_fails_keeps_no_others_letters_and_no_other_rule_from_their_turn() {
    let (t, cx) = house(&[BROKEN]).await;
    let objects = ["Anna", "Bert", "Cleo"].map(|name| people::add(known(name)));
    let mut ids = Vec::new();
    for (object, name) in objects.iter().zip(["Anna", "Bert", "Cleo"]) {
        ids.push(actions::ask_erasure(&cx, object, name, true).await.unwrap());
        t.run_jobs().await;
        t.kontor.clock.advance(TimeDelta::seconds(1));
    }
    hold_on(&cx, &objects[0]).await;
    people::change(&objects[1], |known| known.stubborn = true);
    for object in &objects {
        people::change(object, |known| known.letters = 0);
    }
    let archive = actions::ask_export(&cx, &objects[2], false).await.unwrap();
    t.run_jobs().await;
    new_year(&t);
    new_year(&t);
    write(&t.cx(), async |tx| {
        job::enqueue(tx, &t.cx(), Queued::of(&Night { only: None }).unwrap()).await.unwrap();
    })
    .await;
    t.run_jobs().await;
    let mut states = Vec::new();
    for id in &ids {
        states.push(state(&t, *id).await);
    }
    assert_eq!(states, [State::Kept, State::Kept, State::Done]);
    assert!(!people::get(&objects[0]).erased && people::get(&objects[2]).erased);
    assert!(export::Entity::find_by_id(archive).one(t.db()).await.unwrap().is_none());
    let night = Filter { name: Some("operations.apply_rules".into()), ..Filter::default() };
    let night = job::page(t.db(), &night, 10).await.unwrap().remove(0);
    assert!(night.last_error.as_deref().unwrap().contains("broken: no such thing"), "{night:?}");

    lift(&cx, &objects[0]).await;
    people::change(&objects[1], |known| known.stubborn = false);
    actions::erase_letters(&t.cx()).await.unwrap();
    assert!(people::get(&objects[0]).erased && people::get(&objects[1]).erased);
}

/// What the night queues.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Night {
    only: Option<String>,
}

impl job::Job for Night {
    const NAME: &'static str = "operations.apply_rules";

    async fn run(self, _: Cx) -> Result<(), job::Failure> {
        Ok(())
    }
}

#[tokio::test]
async fn an_erasure_that_is_refused_in_its_job_has_ended_and_may_be_asked_for_again() {
    let (t, cx) = house(&[]).await;
    let anna = people::add(known("Anna"));
    let first = actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap();
    let twice = actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap_err();
    assert!(twice.to_string().contains("runs already"), "{twice}");
    hold_on(&cx, &anna).await;
    t.run_jobs().await;
    assert_eq!(state(&t, first).await, State::Stopped);
    assert!(!people::get(&anna).erased && failed(&t).await.is_empty());
    let said = event::timeline(t.db(), &format!("erasure:{first}")).await.unwrap();
    assert_eq!(said.last().unwrap().name, "operations.erasure_refused");
    let cookie = t.sign_in(&t.admin("Nora").await).await;
    let page = t.get(&cookie, "/admin/privacy").await.body;
    assert!(page.contains("Not carried out"), "{page}");

    lift(&cx, &anna).await;
    let second = actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap();
    t.run_jobs().await;
    assert_eq!(state(&t, second).await, State::Done);
    assert!(people::get(&anna).erased);
}

/// Until the last try of every job is over.
async fn give_up(t: &TestKontor) {
    for _ in 0..12 {
        t.run_jobs().await;
        t.kontor.clock.advance(TimeDelta::hours(2));
    }
}

#[tokio::test]
async fn an_erasure_whose_job_was_given_up_or_discarded_does_not_run_for_ever() {
    let (t, cx) = house(&[]).await;
    let anna = people::add(Known { stubborn: true, ..known("Anna") });
    let mut ids = Vec::new();
    for ended in ["failed", "discarded"] {
        ids.push(actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap());
        let one = Filter { name: Some("operations.erase_subject".into()), ..Filter::default() };
        let job = job::page(t.db(), &one, 10).await.unwrap().remove(0);
        if ended == "failed" {
            give_up(&t).await;
            assert_eq!(failed(&t).await.len(), 1);
        } else {
            assert!(failed(&t).await.is_empty(), "the new one takes the place of what failed");
            write(&cx, async |tx| job::discard(tx, job.id).await.unwrap()).await;
        }
    }
    people::change(&anna, |known| known.stubborn = false);
    ids.push(actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap());
    t.run_jobs().await;
    let mut states = Vec::new();
    for id in ids {
        states.push(state(&t, id).await);
    }
    assert_eq!(states, [State::Stopped, State::Stopped, State::Done]);
}

#[tokio::test]
async fn an_erasure_that_stopped_half_way_is_finished_with_what_it_knew() {
    let (t, cx) = house(&[LATE]).await;
    let cookie = t.sign_in(&t.admin("Nora").await).await;
    let user = uuid::Uuid::now_v7();
    let anna = people::add(Known { user: Some(user), stubborn_late: true, ..known("Anna") });
    let first = actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap();
    assert!(!t.get(&cookie, "/admin/privacy").await.body.contains("Not carried out"));
    give_up(&t).await;
    assert!(people::get(&anna).user.is_none(), "nothing leads to the account any more");
    let cookie = t.sign_in(&t.admin("Otto").await).await;
    assert!(t.get(&cookie, "/admin/privacy").await.body.contains("Not carried out"));
    people::change(&anna, |known| known.stubborn_late = false);
    let second = actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap();
    t.run_jobs().await;
    assert_eq!((state(&t, first).await, state(&t, second).await), (State::Stopped, State::Done));
    assert_eq!(people::get(&anna).told, [user]);
    for id in [first, second] {
        let row = erasure::Entity::find_by_id(id).one(t.db()).await.unwrap().unwrap();
        assert!(row.subject.is_none(), "who is erased is not known here either");
    }
}

/// The files of the store, each as if it had been put there two days ago.
fn old_files(t: &TestKontor) -> usize {
    let long_ago = t.kontor.clock.now() - TimeDelta::days(2);
    let mut files = 0;
    for folder in std::fs::read_dir(t.folder().join("files")).unwrap() {
        let folder = folder.unwrap().path();
        for file in std::fs::read_dir(&folder).into_iter().flatten() {
            let file = std::fs::File::open(file.unwrap().path()).unwrap();
            file.set_modified(long_ago.into()).unwrap();
            files += 1;
        }
    }
    files
}

#[tokio::test]
async fn an_archive_that_is_written_while_its_person_is_erased_goes_too() {
    let (t, cx) = house(&[]).await;
    let anna = people::add(Known { erased_meanwhile: true, ..known("Anna") });
    actions::ask_export(&cx, &anna, false).await.unwrap();
    t.run_jobs().await;
    assert!(failed(&t).await.is_empty(), "{:?}", failed(&t).await);
    let rows = export::file::Entity::find().all(t.db()).await.unwrap();
    assert!(rows.is_empty(), "no row names its files: {rows:?}");
    t.kontor.clock.advance(TimeDelta::hours(2));
    assert_eq!(old_files(&t), 1);
    t.run_jobs().await;
    assert_eq!(old_files(&t), 0);
}

#[tokio::test]
async fn an_erasure_takes_all_archives_of_the_person_however_many_they_are() {
    let (t, cx) = house(&[]).await;
    let anna = people::add(known("Anna"));
    write(&cx, async |tx| {
        for _ in 0..120 {
            let row = Export {
                id: ExportId::new(),
                object: anna.clone(),
                own: false,
                asked_by: cx.user_id().unwrap(),
                state: export::State::Ready,
                done: 1,
                whole: 1,
                created_at: Millis(cx.now),
                expires_at: Millis(cx.now),
            };
            let row = row.into_active_model().reset_all();
            export::Entity::insert(row).exec_without_returning(tx).await.unwrap();
        }
    })
    .await;
    actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap();
    t.run_jobs().await;
    assert!(export::Entity::find().one(t.db()).await.unwrap().is_none());
}

#[tokio::test]
async fn what_comes_in_while_a_person_is_erased_is_erased_too() {
    let (t, cx) = house(&[LATE]).await;
    let anna = people::add(Known { more_comes: true, ..known("Anna") });
    let id = actions::ask_erasure(&cx, &anna, "Anna", false).await.unwrap();
    t.run_jobs().await;
    assert_eq!(state(&t, id).await, State::Done);
    assert!(people::get(&anna).erased, "it came after the app had been asked");
}

#[tokio::test]
async fn who_has_no_letters_is_not_erased_out_of_what_is_held_by_asking_to_keep_them() {
    let (t, cx) = house(&[]).await;
    let anna = people::add(Known { letters: 0, named_by_held: true, ..known("Anna") });
    let refused = actions::ask_erasure(&cx, &anna, "Anna", false).await;
    assert!(refused.is_err());
    let id = actions::ask_erasure(&cx, &anna, "Anna", true).await.unwrap();
    t.run_jobs().await;
    assert_eq!(state(&t, id).await, State::Stopped);
    assert!(!people::get(&anna).erased);
}

#[tokio::test]
async fn one_archive_is_put_together_at_a_time_for_whoever_asks() {
    let (t, cx) = house(&[]).await;
    let anna = people::add(known("Anna"));
    let again = async || actions::ask_export(&cx, &anna, false).await.map_err(|e| e.to_string());
    again().await.unwrap();
    assert!(again().await.unwrap_err().contains("already"));
    let cookie = t.sign_in(&t.admin("Nora").await).await;
    let path = format!("/admin/privacy/subjects/{anna}");
    assert_eq!(t.post(&cookie, &format!("{path}/exports"), "").await.status, 303, "for another");
    let twice = t.post(&cookie, &format!("{path}/exports"), "").await;
    assert!(twice.status == 422 && twice.body.contains("together already"), "{}", twice.body);
    t.run_jobs().await;
    again().await.unwrap();
    // one whose job was discarded is nobody's any more
    let one = Filter { name: Some("operations.write_export".into()), ..Filter::default() };
    let job = job::page(t.db(), &one, 10).await.unwrap().remove(0);
    write(&cx, async |tx| job::discard(tx, job.id).await.unwrap()).await;
    again().await.unwrap();
}

/// Facts that know where they came from, and are a year and a half old: by an account, and about an object.
async fn old_facts(t: &TestKontor, facts: &[(Option<UserId>, &str)]) {
    use sea_orm::ConnectionTrait;
    use sea_orm::sea_query::{Alias, Expr, Query};
    let columns =
        ["id", "name", "object", "topics", "actor", "ip", "ip_digest", "digest", "sealed", "at"];
    let at = (t.kontor.clock.now() - TimeDelta::days(550)).timestamp_millis();
    let mut insert = Query::insert();
    insert.into_table(Alias::new("events")).columns(columns.map(Alias::new));
    for (actor, object) in facts {
        let text = |text: &str| Expr::val(text.to_owned());
        insert.values_panic([
            Expr::val(uuid::Uuid::now_v7()),
            text("test.thing_done"),
            text(object),
            text(""),
            Expr::val(actor.map(|id| id.0)),
            text("192.0.2.1"),
            text("digest"),
            text("digest"),
            Expr::val(true),
            Expr::val(at),
        ]);
    }
    write(&t.cx(), async |tx| {
        tx.execute(&insert).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn addresses_of_who_is_held_stay_in_the_trail_and_whoever_applies_a_rule_is_written_down() {
    let (t, cx) = house(&[]).await;
    let user = UserId::new();
    let anna = people::add(Known { user: Some(user.0), ..known("Anna") });
    hold_on(&cx, &anna).await;
    let theirs = format!("user:{user}");
    let facts = [(Some(user), "note:1"), (None, anna.as_str()), (None, &theirs), (None, "note:2")];
    old_facts(&t, &facts).await;
    let rules = actions::rules(&cx);
    let rule = rules.into_iter().find(|rule| rule.name == "addresses").unwrap();
    let before = (rule.before)(&cx).unwrap();
    let due = (rule.look)(cx.clone(), before).await.unwrap();
    assert_eq!((due.count, due.held), (1, 3));
    actions::ask_to_apply(&cx, "addresses").await.unwrap();
    t.run_jobs().await;
    let due = (rule.look)(cx.clone(), before).await.unwrap();
    assert_eq!((due.count, due.held), (0, 3));
    let said = event::timeline(t.db(), "retention:addresses").await.unwrap();
    let said: Vec<_> = said.iter().map(|fact| (fact.name.as_str(), fact.actor)).collect();
    let asked = ("operations.retention_asked", cx.user_id());
    assert_eq!(said, [asked, ("operations.retention_applied", None)]);
}

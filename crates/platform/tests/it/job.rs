use crate::toy::{Follow, NoteWritten, TOY};
use chrono::TimeDelta;
use platform::job::{self, Filter, Queued, State};
use platform::testing::TestKontor;
use platform::{Cx, Error, event};

async fn queue(t: &TestKontor, text: &str) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let job = Follow { text: text.into() };
    job::enqueue(&tx, &cx, Queued::of(&job).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
}

async fn only(t: &TestKontor) -> job::Row {
    let filter = Filter { name: Some("toy.follow".into()), ..Filter::default() };
    let mut rows = job::page(t.db(), &filter, 10).await.unwrap();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

#[tokio::test]
async fn a_reaction_is_queued_with_its_fact_or_not_at_all() {
    let t = TestKontor::start(&[TOY]).await;
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    event::record(&tx, &cx, &NoteWritten { text: "x".into() }).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(t.run_jobs().await, 0);
    let tx = cx.begin().await.unwrap();
    event::record(&tx, &cx, &NoteWritten { text: "x".into() }).await.unwrap();
    cx.commit(tx).await.unwrap();
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(job::counts(t.db()).await.unwrap().waiting, 0);
}

#[tokio::test]
async fn a_failure_is_tried_again_later_and_at_last_a_person_is_asked() {
    let t = TestKontor::start(&[TOY]).await;
    queue(&t, "later").await;
    assert_eq!(t.run_jobs().await, 1);
    let row = only(&t).await;
    assert_eq!((row.state, row.attempts), (State::Ready, 1));
    assert!(row.due.0 > t.kontor.clock.now());
    assert_eq!(t.run_jobs().await, 0, "not before its time");
    for _ in 0..11 {
        t.kontor.clock.advance(TimeDelta::hours(2));
        assert_eq!(t.run_jobs().await, 1);
    }
    let row = only(&t).await;
    assert_eq!((row.state, row.attempts), (State::Failed, 12));
    assert!(row.last_error.unwrap().contains("not yet"));
}

#[tokio::test]
async fn a_job_that_gives_up_waits_for_a_person_who_repeats_or_discards_it() {
    let t = TestKontor::start(&[TOY]).await;
    queue(&t, "never").await;
    t.run_jobs().await;
    let row = only(&t).await;
    assert_eq!(row.state, State::Failed);
    let tx = t.kontor.db.begin().await.unwrap();
    job::repeat(&tx, row.id, t.kontor.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(t.run_jobs().await, 1);
    let tx = t.kontor.db.begin().await.unwrap();
    job::discard(&tx, row.id).await.unwrap();
    assert!(matches!(job::discard(&tx, row.id).await, Err(Error::NotFound)));
    assert!(
        !job::discard_if_idle(&tx, row.id).await.unwrap(),
        "gone is no fault of who was slower"
    );
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_poisonous_job_is_put_aside_after_five_crashes() {
    let t = TestKontor::start(&[TOY]).await;
    queue(&t, "panic").await;
    for _ in 0..5 {
        assert_eq!(t.run_jobs().await, 1);
        t.kontor.clock.advance(TimeDelta::hours(2));
    }
    let row = only(&t).await;
    assert_eq!((row.state, row.crashes), (State::Quarantined, 5));
    assert_eq!(t.run_jobs().await, 0);
}

#[tokio::test]
async fn the_same_key_is_queued_once() {
    let t = TestKontor::start(&[TOY]).await;
    for _ in 0..3 {
        let cx = t.cx();
        let tx = cx.begin().await.unwrap();
        let job = Queued::of(&Follow { text: "x".into() }).unwrap().once("same");
        job::enqueue(&tx, &cx, job).await.unwrap();
        cx.commit(tx).await.unwrap();
    }
    assert_eq!(t.run_jobs().await, 1);
}

#[tokio::test]
async fn a_worker_whose_claim_went_to_another_changes_nothing() {
    let t = TestKontor::start(&[TOY]).await;
    queue(&t, "x").await;
    let row = only(&t).await;
    let late = Cx::system(&t.kontor).as_job(row.id, row.fence + 1);
    let tx = late.begin().await.unwrap();
    event::record(&tx, &late, &NoteWritten { text: "late".into() }).await.unwrap();
    assert!(matches!(late.commit(tx).await, Err(Error::Stale)));
    assert!(event::timeline(t.db(), "note:1").await.unwrap().is_empty());
}

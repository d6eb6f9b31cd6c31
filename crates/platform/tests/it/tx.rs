//! Many write at once: each alone as far as it can see, and each answered when its own is kept.

use crate::toy::TOY;
use platform::Kontor;
use platform::db::{DbBackend, Source, Tx};
use platform::testing::TestKontor;
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

/// A crowd that a server with few connections is through with before anybody loses patience.
const WRITERS: i64 = 90;

async fn house() -> TestKontor {
    let t = TestKontor::start(&[TOY]).await;
    let tx = t.kontor.db.begin().await.unwrap();
    tx.execute_unprepared("CREATE TABLE written (n BIGINT PRIMARY KEY)").await.unwrap();
    tx.commit().await.unwrap();
    t
}

async fn write(tx: &Tx, n: i64) -> Result<(), sea_orm::DbErr> {
    tx.execute_unprepared(&format!("INSERT INTO written VALUES ({n})")).await.map(|_| ())
}

/// The numbers from `first` that are there.
async fn from(db: &impl ConnectionTrait, first: i64) -> BTreeSet<i64> {
    let sql = format!("SELECT n FROM written WHERE n >= {first}");
    let rows = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(rows).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_many_keeps_or_takes_back_its_own_and_nobody_elses() {
    let t = house().await;
    let all: Vec<_> =
        (0..WRITERS).map(|n| tokio::spawn(keep_or_take_back(t.kontor.clone(), n))).collect();
    for one in all {
        one.await.unwrap();
    }
    let kept: BTreeSet<_> = (0..WRITERS).filter(|n| n % 6 > 2).collect();
    assert_eq!(from(t.db(), 0).await, kept);
}

async fn keep_or_take_back(kontor: Kontor, n: i64) {
    let tx = kontor.db.begin().await.unwrap();
    write(&tx, n).await.unwrap();
    match n % 6 {
        0 => tx.rollback().await.unwrap(),
        1 => drop(tx),
        // a statement that fails, and whoever meets it gives up
        2 => assert!(write(&tx, n).await.is_err()),
        _ => {
            tx.commit().await.unwrap();
            let there = from(kontor.db.reader(), n).await;
            assert!(there.contains(&n), "{n} was answered and everybody sees it");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_takes_nobody_elses_with_it() {
    let t = house().await;
    let answered = Arc::new(Mutex::new(BTreeSet::new()));
    let all: Vec<_> = (0..WRITERS)
        .map(|n| {
            let (kontor, answered) = (t.kontor.clone(), answered.clone());
            tokio::spawn(async move {
                let tx = kontor.db.begin().await.unwrap();
                write(&tx, n).await.unwrap();
                tx.commit().await.unwrap();
                answered.lock().unwrap().insert(n);
            })
        })
        .collect();
    for (n, one) in all.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        tokio::time::sleep(Duration::from_micros(n as u64 % 7 * 50)).await;
        one.abort();
    }
    let patient = all.into_iter().enumerate().filter(|(n, _)| n % 3 != 0);
    for (_, one) in patient {
        one.await.unwrap();
    }
    let there = from(t.db(), 0).await;
    let answered = answered.lock().unwrap().clone();
    assert!(i64::try_from(answered.len()).unwrap() >= WRITERS / 3 * 2);
    assert!(answered.is_subset(&there), "{:?}", answered.difference(&there));
    // and nothing is left open that keeps others out
    let tx = t.kontor.db.begin().await.unwrap();
    write(&tx, 1_000).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(from(t.db(), 1_000).await, BTreeSet::from([1_000]));
}

/// SQLite lets nobody see what others have open; each in line sees what those before it did.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_answered_before_it_is_kept() {
    let t = house().await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // servers write side by side
    }
    let first = t.kontor.db.begin().await.unwrap();
    write(&first, 1).await.unwrap();
    let kontor = t.kontor.clone();
    let (began, second_began) = tokio::sync::oneshot::channel();
    let (end, ends) = tokio::sync::oneshot::channel::<()>();
    let second = tokio::spawn(async move {
        let tx = kontor.db.begin().await.unwrap();
        began.send(from(&tx, 0).await).unwrap();
        ends.await.unwrap();
        write(&tx, 2).await.unwrap();
        tx.commit().await.unwrap();
    });
    while !t.kontor.db.somebody_waits() {
        tokio::task::yield_now().await;
    }
    let first = tokio::spawn(first.commit());
    let seen = second_began.await.unwrap();
    assert_eq!(seen, BTreeSet::from([1]), "it comes after the first one");
    assert!(from(t.db(), 0).await.is_empty(), "and nobody else sees what is not kept yet");
    assert!(!first.is_finished());
    end.send(()).unwrap();
    second.await.unwrap();
    first.await.unwrap().unwrap();
    assert_eq!(from(t.db(), 0).await, BTreeSet::from([1, 2]));
}

/// Of two who make the same at once, one finds it made; whatever he reads and answers then, it is kept.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_gives_way_to_another_sees_what_he_gave_way_to() {
    let t = house().await;
    for round in 0..30 {
        let all: Vec<_> = (0..8).map(|_| tokio::spawn(give_way(t.kontor.clone(), round))).collect();
        for one in all {
            one.await.unwrap();
        }
    }
}

async fn give_way(kontor: Kontor, n: i64) {
    let tx = kontor.db.begin().await.unwrap();
    match write(&tx, n).await {
        Ok(()) => tx.commit().await.unwrap(),
        Err(cause) => {
            assert!(platform::db::is_taken(&cause), "{cause}");
            drop(tx);
        }
    }
    let there = from(kontor.db.reader(), n).await;
    assert!(there.contains(&n), "{n} was there and is not");
}

/// The same where the reading is not his own: an answer waits for what it may rest on.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_what_is_not_kept_yet() {
    let t = house().await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // servers show nobody what is not kept
    }
    let first = t.kontor.db.begin().await.unwrap();
    write(&first, 1).await.unwrap();
    let kontor = t.kontor.clone();
    let second = tokio::spawn(async move {
        let tx = kontor.db.begin().await.unwrap();
        let seen = from(&tx, 0).await;
        drop(tx);
        assert!(
            kontor.db.reader().generation().is_none(),
            "nobody takes what he knew for what is so now"
        );
        kontor.db.settled().await.unwrap();
        (seen, from(kontor.db.reader(), 0).await)
    });
    while !t.kontor.db.somebody_waits() {
        tokio::task::yield_now().await;
    }
    first.commit().await.unwrap();
    let one = BTreeSet::from([1]);
    assert_eq!(second.await.unwrap(), (one.clone(), one));
}

/// The next in line hangs up while its part of the transaction is only being made.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_at_the_very_beginning_takes_nobody_elses_with_it() {
    let t = house().await;
    let db = &t.kontor.db;
    for round in 0..20 {
        let first = db.begin().await.unwrap();
        write(&first, round * 2).await.unwrap();
        let (mut second, mut third) = (Box::pin(db.begin()), Box::pin(db.begin()));
        if t.kontor.db.backend() == DbBackend::Sqlite {
            once(&mut second).await;
            once(&mut third).await;
        }
        let first = tokio::spawn(first.commit());
        let second = second.await.unwrap();
        write(&second, round * 2 + 1).await.unwrap();
        let second = tokio::spawn(second.commit());
        tokio::time::sleep(Duration::from_millis(5)).await;
        once(&mut third).await;
        drop(third);
        first.await.unwrap().unwrap();
        second.await.unwrap().unwrap();
    }
    assert_eq!(from(t.db(), 0).await, (0..40).collect());
}

/// A server's connection goes on to the next one, who must not find himself in somebody else's transaction.
#[tokio::test(flavor = "multi_thread")]
async fn a_beginning_that_is_cut_off_spoils_no_connection() {
    let t = house().await;
    for n in 0..120 {
        let mut waiting = Box::pin(t.kontor.db.begin());
        once(&mut waiting).await;
        tokio::time::sleep(Duration::from_micros(n * 10)).await;
        drop(waiting);
    }
    for n in 0..WRITERS {
        let tx = t.kontor.db.begin().await.unwrap();
        write(&tx, n).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(from(t.db(), 0).await, (0..WRITERS).collect());
}

/// Lets it begin, and no more.
async fn once<F: Future>(waiting: &mut Pin<Box<F>>) {
    poll_fn(|cx| {
        let _ = waiting.as_mut().poll(cx);
        Poll::Ready(())
    })
    .await;
}

/// As after a disk that was full: the database gave the transaction up, and its commit failed.
#[tokio::test(flavor = "multi_thread")]
async fn after_a_commit_that_failed_others_are_kept_again() {
    let t = house().await;
    let db = &t.kontor.db;
    if db.backend() != DbBackend::Sqlite {
        return; // of servers each transaction may have another connection
    }
    let tx = db.begin().await.unwrap();
    write(&tx, 1).await.unwrap();
    tx.execute_unprepared("ROLLBACK").await.unwrap();
    assert!(tx.commit().await.is_err(), "there was nothing left to commit");
    let tx = db.begin().await.unwrap();
    write(&tx, 2).await.unwrap();
    tx.rollback().await.unwrap();
    for n in 3..6 {
        let tx = db.begin().await.unwrap();
        write(&tx, n).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(from(t.db(), 0).await, BTreeSet::from([3, 4, 5]));
}

use crate::browser::{Browser, PASSWORD, member, start};
use chrono::TimeDelta;
use identity::jobs::ForgetOld;
use identity::links;
use platform::Role;
use platform::job::{self, Queued};
use platform::testing::TestKontor;
use sea_orm::{ConnectionTrait, Statement};

pub async fn rows(t: &TestKontor, table: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) AS n FROM {table}");
    let row = t.db().query_one_raw(Statement::from_string(t.kontor.db.backend(), sql));
    row.await.unwrap().unwrap().try_get("", "n").unwrap()
}

pub async fn forget(t: &TestKontor) -> usize {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let job = Queued::of(&ForgetOld::default()).unwrap();
    job::enqueue(&tx, &cx, job).await.unwrap();
    cx.commit(tx).await.unwrap();
    t.run_jobs().await
}

#[tokio::test]
async fn links_that_are_over_and_old_mistakes_are_forgotten() {
    let t = start().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    t.run_jobs().await;
    links::one_time(&t.cx(), ada.id).await.unwrap();
    links::invite(&t.cx(), ada.id).await.unwrap();
    Browser::at(&t, "203.0.113.7").sign_in("ada@kontor.test", "wrong").await;
    Browser::at(&t, "203.0.113.7").sign_in("nobody@kontor.test", PASSWORD).await;
    assert_eq!((rows(&t, "sign_in_links").await, rows(&t, "sign_in_guards").await), (2, 2));

    t.kontor.clock.advance(TimeDelta::hours(47));
    assert_eq!(forget(&t).await, 1);
    assert_eq!((rows(&t, "sign_in_links").await, rows(&t, "sign_in_guards").await), (1, 2));
    t.kontor.clock.advance(TimeDelta::hours(26));
    assert_eq!(forget(&t).await, 1);
    assert_eq!((rows(&t, "sign_in_links").await, rows(&t, "sign_in_guards").await), (0, 0));
}

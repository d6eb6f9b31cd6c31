use crate::start;
use events::operations::JobDiscarded;
use platform::testing::TestKontor;
use platform::{Cx, event};
use sea_orm::ConnectionTrait;

async fn record(t: &TestKontor, cx: &Cx, job: &str) {
    let tx = cx.begin().await.unwrap();
    let fact = JobDiscarded { job: job.into(), name: "a.<b>".into() };
    event::record(&tx, cx, &fact).await.unwrap();
    cx.commit(tx).await.unwrap();
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn the_trail_is_filtered_by_who_what_and_about_what() {
    let (t, cookie) = start().await;
    let ada = t.agent("Ada Byron").await;
    record(&t, &t.cx(), "one").await;
    record(&t, &t.cx_of(&ada), "two").await;
    let all = t.get(&cookie, "/admin/audit").await.body;
    assert!(all.contains("job:one") && all.contains("job:two") && all.contains("a.&lt;b&gt;"));
    assert!(all.find("job:two") < all.find("job:one"), "the newest comes first");
    let by_ada = t.get(&cookie, &format!("/admin/audit?actor={}", ada.id)).await.body;
    assert!(by_ada.contains("job:two") && !by_ada.contains("job:one"));
    let about = t.get(&cookie, "/admin/audit?object=job:one").await.body;
    assert!(about.contains("job:one") && !about.contains("job:two"));
    let named = t.get(&cookie, "/admin/audit?name=operations.job_repeated").await.body;
    assert!(named.contains("There is no entry for this filter."));
    for garbage in ["actor=Ada", "object=a%20b", "name=%C3%A4", "before=x"] {
        assert_eq!(
            t.get(&cookie, &format!("/admin/audit?{garbage}")).await.status,
            422,
            "{garbage}"
        );
    }
}

#[tokio::test]
async fn the_trail_is_walked_page_by_page() {
    let (t, cookie) = start().await;
    for i in 0..70 {
        record(&t, &t.cx(), &format!("n{i:02}-")).await;
    }
    let first = t.get(&cookie, "/admin/audit").await.body;
    assert!(first.contains("job:n69-") && !first.contains("job:n19-"));
    let at = first.find("before=").unwrap();
    let next = t.get(&cookie, &format!("/admin/audit?{}", &first[at..at + 43])).await.body;
    assert!(next.contains("job:n19-") && next.contains("job:n00-") && !next.contains("job:n20-"));
}

#[tokio::test]
async fn a_check_of_an_empty_chain_sets_no_seal_and_says_so() {
    let (t, cookie) = start().await;
    assert_eq!(t.post(&cookie, "/admin/audit/verification", "").await.status, 303);
    t.run_jobs().await;
    let page = t.get(&cookie, "/admin/audit").await.body;
    assert!(page.contains("The chain was still empty") && page.contains("Verify now"), "{page}");
    assert!(!page.contains("badge seal") && !page.contains("no. 0"), "{page}");
}

#[tokio::test]
async fn a_check_that_was_asked_for_sets_the_seal_and_one_after_a_forgery_breaks_it() {
    let (t, cookie) = start().await;
    record(&t, &t.cx(), "one").await;
    let before = t.get(&cookie, "/admin/audit").await.body;
    assert!(before.contains("has not been verified yet"));
    for _ in 0..2 {
        assert_eq!(t.post(&cookie, "/admin/audit/verification", "").await.status, 303);
    }
    assert_eq!(t.run_jobs().await, 1, "one check is enough");
    let after = t.get(&cookie, "/admin/audit").await.body;
    assert!(
        after.contains("Chain verified up to no. 1") && after.contains("badge seal"),
        "{after}"
    );
    let tx = t.cx().begin().await.unwrap();
    tx.execute_unprepared("UPDATE events SET object = 'job:forged' WHERE object = 'job:one'")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    t.post(&cookie, "/admin/audit/verification", "").await;
    t.run_jobs().await;
    let broken = t.get(&cookie, "/admin/audit").await.body;
    assert!(broken.contains("Chain broken at no. 1"), "{broken}");
    let health = t.get(&cookie, "/admin/health").await.body;
    assert!(health.contains("The audit trail was changed from link 1 on"));
}

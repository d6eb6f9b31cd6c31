use crate::{Hopeless, start};
use platform::Role;
use platform::job::{self, Filter, Queued, State};
use platform::testing::TestKontor;

async fn queue(t: &TestKontor, times: usize) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    for _ in 0..times {
        job::enqueue(&tx, &cx, Queued::of(&Hopeless {}).unwrap()).await.unwrap();
    }
    cx.commit(tx).await.unwrap();
}

async fn failed_job(t: &TestKontor) -> job::Row {
    queue(t, 1).await;
    t.run_jobs().await;
    let failed = Filter { state: Some(State::Failed), ..Filter::default() };
    job::page(t.db(), &failed, 10).await.unwrap().remove(0)
}

#[tokio::test]
async fn an_admin_repeats_and_discards_jobs_and_it_is_written_down() {
    let (t, cookie) = start().await;
    let row = failed_job(&t).await;
    let page = t.get(&cookie, "/admin/queues?state=failed").await.body;
    assert!(page.contains("test.hopeless") && page.contains("nobody &lt;answers&gt;"), "{page}");
    let path = format!("/admin/queues/{}", row.id);
    let whole = t.get(&cookie, &path).await.body;
    assert!(whole.contains("and more of it") && whole.contains("Discard “test.hopeless”"));
    assert_eq!(t.post(&cookie, &format!("{path}/repetition"), "").await.status, 303);
    assert_eq!(job::find(t.db(), row.id).await.unwrap().attempts, 0);
    assert_eq!(t.post(&cookie, &format!("{path}/removal"), "").await.status, 303);
    assert!(job::find(t.db(), row.id).await.is_err());
    let said = platform::event::timeline(t.db(), &format!("job:{}", row.id)).await.unwrap();
    let names: Vec<_> = said.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["operations.job_repeated", "operations.job_discarded"]);
    for gone in [path.as_str(), "/admin/queues/nonsense"] {
        assert_eq!(t.get(&cookie, gone).await.status, 404);
        assert_eq!(t.post(&cookie, &format!("{gone}/removal"), "").await.status, 404);
    }
}

#[tokio::test]
async fn the_queues_are_filtered_by_state_and_name_and_walked_page_by_page() {
    let (t, cookie) = start().await;
    queue(&t, 120).await;
    let first = t.get(&cookie, "/admin/queues?state=ready&name=test.hopeless").await.body;
    assert_eq!(first.matches("/admin/queues/0").count(), 50);
    let at = first.find("before=").unwrap();
    let next = format!("/admin/queues?state=ready&before={}", &first[at + 7..at + 43]);
    assert_eq!(t.get(&cookie, &next).await.body.matches("/admin/queues/0").count(), 50);
    assert!(!t.get(&cookie, "/admin/queues?state=failed").await.body.contains("/admin/queues/0"));
    assert!(!t.get(&cookie, "/admin/queues?name=other.job").await.body.contains("/admin/queues/0"));
    for garbage in ["state=lost", "name=a%20b", "before=1", "before=%00"] {
        let answer = t.get(&cookie, &format!("/admin/queues?{garbage}")).await;
        assert_eq!(answer.status, 422, "{garbage}");
    }
}

#[tokio::test]
async fn every_page_and_every_button_is_for_administrators() {
    let (t, _) = start().await;
    let row = failed_job(&t).await;
    let job = format!("/admin/queues/{}", row.id);
    let (repeat, discard) = (format!("{job}/repetition"), format!("{job}/removal"));
    let agent = t.sign_in(&t.agent("Ada").await).await;
    let customer = t.sign_in(&t.user("Kunde", Role::Customer).await).await;
    for (cookie, status) in [("", 401), (agent.as_str(), 403), (customer.as_str(), 403)] {
        for path in ["/admin/health", "/admin/audit", "/admin/queues", "/admin/blocked", &job] {
            assert_eq!(t.get(cookie, path).await.status, status, "{path}");
        }
        for path in [
            repeat.as_str(),
            &discard,
            "/admin/audit/verification",
            "/admin/audit/export",
            "/admin/blocked/new",
            "/admin/blocked/01993b1e-0000-7000-8000-000000000001/removal",
        ] {
            assert_eq!(t.post(cookie, path, "").await.status, status, "{path}");
        }
    }
    assert_eq!(job::find(t.db(), row.id).await.unwrap().state, State::Failed);
}

use super::signed_in;
use platform::i18n::Messages;
use platform::testing::TestKontor;
use platform::{App, Cx, job};

/// A job that gives up at once.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Hopeless {}

impl job::Job for Hopeless {
    const NAME: &'static str = "test.hopeless";

    async fn run(self, _: Cx) -> Result<(), job::Failure> {
        Err(job::Failure::GiveUp(anyhow::anyhow!("nobody <answers>")))
    }
}

const TROUBLE: App =
    App { jobs: |jobs| jobs.add::<Hopeless>(), ..App::new("trouble", Messages { de: "", en: "" }) };

async fn failed_job(t: &TestKontor) -> job::Row {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, job::Queued::of(&Hopeless {}).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    t.run_jobs().await;
    let failed = job::Filter { state: Some(job::State::Failed), ..job::Filter::default() };
    job::page(t.db(), &failed, 10).await.unwrap().remove(0)
}

#[tokio::test]
async fn an_admin_repeats_and_discards_jobs_and_it_is_written_down() {
    let t = TestKontor::start(&[ui::APP, TROUBLE]).await;
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    let row = failed_job(&t).await;
    let page = t.get(&cookie, "/admin/queues?state=failed").await.body;
    assert!(page.contains("test.hopeless") && page.contains("nobody &lt;answers&gt;"), "{page}");

    let path = format!("/admin/queues/{}", row.id);
    assert_eq!(t.post(&cookie, &format!("{path}/repetition"), "").await.status.as_u16(), 303);
    assert_eq!(job::find(t.db(), row.id).await.unwrap().attempts, 0);
    assert_eq!(t.post(&cookie, &format!("{path}/removal"), "").await.status.as_u16(), 303);

    assert!(job::find(t.db(), row.id).await.is_err());
    let said = platform::event::timeline(t.db(), &format!("job:{}", row.id)).await.unwrap();
    let names: Vec<_> = said.iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["house.job_repeated", "house.job_discarded"]);
    assert_eq!(t.post(&cookie, &format!("{path}/removal"), "").await.status.as_u16(), 404);
    assert_eq!(t.post(&cookie, "/admin/queues/nonsense/removal", "").await.status.as_u16(), 404);
}

#[tokio::test]
async fn an_agent_sees_home_but_not_the_administration() {
    let (t, _, cookie) = signed_in().await;
    let home = t.get(&cookie, "/").await;
    assert!(home.body.contains("Good morning, Ada Byron"), "it is nine o'clock in Berlin");
    assert!(!home.body.contains("href=\"/admin\""));
    for path in ["/admin", "/admin/health", "/admin/queues"] {
        assert_eq!(t.get(&cookie, path).await.status.as_u16(), 403, "{path}");
    }
    assert_eq!(t.post(&cookie, "/admin/queues/x/removal", "").await.status.as_u16(), 403);
}

#[tokio::test]
async fn an_admin_sees_the_state_of_the_house() {
    let t = TestKontor::start(&super::APPS).await;
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    let health = t.get(&cookie, "/admin/health").await.body;
    assert!(health.contains("The database answers"), "{health}");
    let admin = t.get(&cookie, "/admin").await.body;
    assert!(admin.contains("href=\"/admin/queues\"") && admin.contains("href=\"/admin/health\""));
}

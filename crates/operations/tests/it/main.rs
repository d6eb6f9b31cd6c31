//! Operations from outside: a whole server on its own database.

mod audit;
mod blocked;
mod health;
mod people;
mod privacy;
mod queues;
mod switch;

use operations::APP;
use platform::i18n::Messages;
use platform::testing::TestKontor;
use platform::{App, Cx, job};

/// A job that gives up at once.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub struct Hopeless {}

impl job::Job for Hopeless {
    const NAME: &'static str = "test.hopeless";

    async fn run(self, _: Cx) -> Result<(), job::Failure> {
        Err(job::Failure::GiveUp(anyhow::anyhow!("nobody <answers>\nand more of it")))
    }
}

pub const TROUBLE: App =
    App { jobs: |jobs| jobs.add::<Hopeless>(), ..App::new("trouble", Messages { de: "", en: "" }) };

/// A server with the shell, operations and an app that makes trouble; and an administrator's cookie.
pub async fn start() -> (TestKontor, String) {
    let t = TestKontor::start(&[ui::APP, APP, TROUBLE]).await;
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    (t, cookie)
}

//! Ends and missed check-ins are told once each.

use crate::world::World;
use chrono::TimeDelta;
use licensing::actions::{change_licence, check_in, issue_licence, renew_licence};
use licensing::domain::licence::LicenceId;
use licensing::domain::licence_draft::LicenceDraft;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::Interval;
use platform::event::{self, Filter};
use platform::job;

/// Lets the job run as it does every few minutes, and gives what was told of a licence, the oldest first.
async fn told(w: &World, id: LicenceId) -> Vec<String> {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    let job = serde_json::from_str::<licensing::testing::TellEnds>("{}").unwrap();
    job::enqueue(&tx, &cx, job::Queued::of(&job).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    w.t.run_jobs().await;
    let object = Some(events::licensing::licence_object(id));
    let filter = Filter { object, ..Filter::default() };
    let page = event::page(w.t.db(), &filter, 50).await.unwrap();
    let names = page.iter().rev().map(|fact| fact.name.trim_start_matches("licensing.licence_"));
    names.filter(|name| ["expired", "expires_soon", "check_in_overdue"].contains(name)).map(str::to_owned).collect()
}

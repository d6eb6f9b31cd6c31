//! Ends and missed check-ins are told once each.

use crate::world::World;
use chrono::TimeDelta;
use licensing::actions::{change_licence, check_in, issue_licence, renew_licence};
use licensing::domain::licence::LicenceId;
use licensing::domain::licence_draft::LicenceDraft;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::Interval;
use platform::Cx;
use platform::event::{self, Filter};
use platform::job::{self, Failure, Job, Queued};
use serde::{Deserialize, Serialize};

/// The timed job, as it is called in the queue.
#[derive(Serialize, Deserialize)]
struct TellEnds {}

impl Job for TellEnds {
    const NAME: &'static str = "licensing.tell_ends";

    async fn run(self, _: Cx) -> Result<(), Failure> {
        Ok(())
    }
}

/// Lets the job run as it does every few minutes, and gives what was told of a licence until now, the oldest first.
async fn told(w: &World, id: LicenceId) -> Vec<String> {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(&TellEnds {}).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    assert_eq!(w.t.run_jobs().await, 1);
    let object = Some(events::licensing::licence_object(id));
    let filter = Filter { object, ..Filter::default() };
    let page = event::page(w.t.db(), &filter, 50).await.unwrap();
    let names = page.iter().rev().map(|fact| fact.name.trim_start_matches("licensing.licence_"));
    let told = names.filter(|name| ["expired", "expires_soon", "check_in_overdue"].contains(name));
    told.map(str::to_owned).collect()
}

#[tokio::test]
async fn an_end_is_told_before_and_after_it_and_once_each() {
    let w = World::start().await;
    let duration = Some(30 * Settings::DAY);
    let policy = w.policy(Settings { duration, ..Settings::default() }).await;
    let draft = LicenceDraft::default();
    let id = issue_licence(&w.t.cx(), None, policy.id, &draft).await.unwrap().licence.id;
    let clock = &w.t.kontor.clock;
    clock.advance(TimeDelta::days(26));
    assert!(told(&w, id).await.is_empty());
    clock.advance(TimeDelta::days(2));
    assert_eq!(told(&w, id).await, ["expires_soon"]);
    assert_eq!(told(&w, id).await, ["expires_soon"]);
    clock.advance(TimeDelta::days(2));
    assert_eq!(told(&w, id).await, ["expires_soon", "expired"]);
    assert_eq!(told(&w, id).await, ["expires_soon", "expired"]);
    // another end is another thing to tell
    renew_licence(&w.t.cx(), id).await.unwrap();
    clock.advance(TimeDelta::days(30));
    assert_eq!(told(&w, id).await, ["expires_soon", "expired", "expired"]);
    change_licence(&w.t.cx(), id, None, |facts| facts.expires_at = None).await.unwrap();
    assert_eq!(told(&w, id).await.len(), 3);
}

#[tokio::test]
async fn a_missed_check_in_is_told_once() {
    let w = World::start().await;
    let weekly = Settings {
        require_check_in: true,
        check_in_interval: Some(Interval::Week),
        ..Settings::default()
    };
    let policy = w.policy(weekly).await;
    let draft = LicenceDraft::default();
    let id = issue_licence(&w.t.cx(), None, policy.id, &draft).await.unwrap().licence.id;
    let clock = &w.t.kontor.clock;
    clock.advance(TimeDelta::days(6));
    assert!(told(&w, id).await.is_empty());
    clock.advance(TimeDelta::days(1));
    assert_eq!(told(&w, id).await, ["check_in_overdue"]);
    clock.advance(TimeDelta::days(1));
    assert_eq!(told(&w, id).await, ["check_in_overdue"]);
    check_in(&w.t.cx(), id).await.unwrap();
    assert_eq!(told(&w, id).await.len(), 1);
    clock.advance(TimeDelta::days(7));
    assert_eq!(told(&w, id).await, ["check_in_overdue", "check_in_overdue"]);
}

//! Who works here goes as well; and what is held by the account is held by the entry.

use super::anna::{anna, work_of};
use super::look::{a_day_goes_by, places, post};
use super::{WORD, no_row_has_it};
use crate::garbage::House;
use chrono::TimeDelta;
use helpdesk::{actions, store};
use std::collections::BTreeSet;

#[tokio::test]
async fn an_agent_goes_and_what_they_wrote_stays_without_their_name() {
    let house = House::new().await;
    let t = &house.t;
    let ada = t.agent(&format!("Ada {WORD}")).await;
    t.sign_in(&ada).await;
    let (open, note) = work_of(&t.cx_of(&ada)).await;
    t.run_jobs().await;
    assert!(places(t).await.contains("messages.from_name"));
    let object = format!("user:{}", ada.id);
    let path = format!("/admin/privacy/subjects/{object}");
    let other = format!("/admin/privacy/subjects/user:{}", ada.id.to_string().to_uppercase());
    assert_eq!(post(&house, &format!("{other}/hold"), "reason=Lawsuit").await.status, 404);
    assert_eq!(post(&house, &format!("{path}/hold"), "reason=Lawsuit").await.status, 303);
    let erasure = format!("{path}/erasure");
    let confirm = format!("confirm=Ada+{WORD}&letters=no");
    assert_eq!(post(&house, &erasure, &confirm).await.status, 422);
    assert_eq!(post(&house, &format!("{path}/hold/removal"), "").await.status, 303);
    assert_eq!(post(&house, &erasure, &confirm).await.status, 303);
    t.run_jobs().await;
    a_day_goes_by(t).await;

    assert_eq!(places(t).await, BTreeSet::new());
    no_row_has_it(t).await;
    assert!(t.audit_is_whole().await);
    let all = store::message::of_ticket(t.db(), open.id).await.unwrap();
    let texts: Vec<&str> = all.iter().map(|entry| entry.text.trim()).collect();
    assert!(texts.contains(&"Bert's own words") && texts.contains(&note.as_str()), "{texts:?}");
    assert!(all.iter().any(|entry| entry.from_name == "Bert Other"), "a caller keeps their name");
}

#[tokio::test]
async fn a_hold_on_the_account_stops_the_rule_and_the_erasure_of_the_entry() {
    let house = House::with(&[("helpdesk.closed_ticket_months", "12")]).await;
    let anna = anna(&house).await;
    let t = &house.t;
    let agent = t.cx_of(&t.agent("Zoe").await);
    actions::close_ticket(&agent, anna.ticket.id, true, None).await.unwrap();
    let account = format!("/admin/privacy/subjects/user:{}", anna.user.id);
    assert_eq!(post(&house, &format!("{account}/hold"), "reason=Lawsuit+8").await.status, 303);
    let erasure = format!("/admin/privacy/subjects/{}/erasure", anna.object);
    let refused = post(&house, &erasure, &format!("confirm=Anna+{WORD}&letters=no")).await;
    assert!(refused.status == 422 && refused.body.contains("Lawsuit 8"), "{}", refused.body);
    let cx = t.cx();
    let rules = operations::actions::rules(&cx);
    let rule = rules.into_iter().find(|rule| rule.name == "closed-tickets").unwrap();
    let due = (rule.look)(cx.clone(), cx.now + TimeDelta::days(1)).await.unwrap();
    assert_eq!(due.held, 1, "{due:?}");
}

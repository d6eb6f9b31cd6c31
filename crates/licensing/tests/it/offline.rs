//! The desk for machines without a network.

use crate::asking::{KEY, changed, keyed, seated};
use crate::world::World;
use licensing::domain::policy::Settings;
use licensing::store;
use platform::Role;

#[tokio::test]
async fn whoever_works_with_licences_gets_a_file_to_carry_away() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let licence = keyed(&w, &policy, KEY).await;
    let machine = seated(&w, &licence, "aa:<b>").await;
    let cookie = w.t.sign_in(&w.t.agent("Ada").await).await;
    let at = format!("/licences/{}/offline", licence.id);
    let page = w.t.get(&cookie, &at).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("aa:&lt;b&gt;") && !page.body.contains(KEY), "{}", page.body);
    let chosen = format!("machine={}&ttl=none", machine.id);
    for (form, title, name) in [
        ("ttl=604800&encrypt=on", "LICENSE", licence.id.to_string()),
        (chosen.as_str(), "MACHINE", machine.id.to_string()),
        ("request=+aa%3A%3Cb%3E%0A&ttl=86400", "MACHINE", machine.id.to_string()),
        ("request=%7B%22fingerprint%22%3A%22aa%3A%3Cb%3E%22%7D", "MACHINE", machine.id.to_string()),
    ] {
        let answer = w.t.post(&cookie, &at, form).await;
        assert_eq!(answer.status, 200, "{form}: {}", answer.body);
        assert!(answer.body.starts_with(&format!("-----BEGIN {title} FILE-----\n")), "{form}");
        let disposition = format!("attachment; filename=\"{name}.lic\"");
        assert_eq!(answer.headers["content-disposition"], disposition, "{form}");
    }
    let kept = store::machine::get(w.t.db(), machine.id).await.unwrap();
    assert!(kept.last_checked_out_at.is_some());
}

#[tokio::test]
async fn what_cannot_be_made_is_said_at_its_field_with_what_was_typed() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let licence = keyed(&w, &policy, KEY).await;
    let other = keyed(&w, &policy, "another key").await;
    let strange = seated(&w, &other, "cc").await;
    let cookie = w.t.sign_in(&w.t.agent("Ada").await).await;
    let at = format!("/licences/{}/offline", licence.id);
    for (form, text) in [
        ("request=cc&ttl=86400", "No machine of this licence has this fingerprint"),
        ("request=%7B&ttl=86400", "The request names no fingerprint"),
        ("ttl=60", "The time must be at least one hour"),
        ("ttl=soon", "The time must be at least one hour"),
    ] {
        let answer = w.t.post(&cookie, &at, form).await;
        assert_eq!(answer.status, 422, "{form}");
        assert!(answer.body.contains(text), "{form}: {}", answer.body);
    }
    let answer = w.t.post(&cookie, &at, &format!("machine={}", strange.id)).await;
    assert_eq!(answer.status, 404);
    changed(&w, &licence, |licence| licence.suspended = true).await;
    let answer = w.t.post(&cookie, &at, "ttl=86400").await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("The licence is suspended"), "{}", answer.body);
}

#[tokio::test]
async fn a_machine_that_is_new_takes_a_seat_where_that_is_ticked() {
    let w = World::start().await;
    let policy = w.policy(Settings { max_machines: Some(1), ..Settings::default() }).await;
    let licence = keyed(&w, &policy, KEY).await;
    let cookie = w.t.sign_in(&w.t.agent("Ada").await).await;
    let at = format!("/licences/{}/offline", licence.id);
    let find = async |fingerprint: &str| {
        store::check_out::machines(w.t.db(), fingerprint, Some(licence.id)).await.unwrap()
    };
    let unknown = w.t.post(&cookie, &at, "request=new&ttl=86400").await;
    assert_eq!(unknown.status, 422);
    assert!(unknown.body.contains("tick “Register the machine if it is new”"), "{}", unknown.body);
    // what gets no file takes no seat, and the tick stays
    let short = w.t.post(&cookie, &at, "request=new&register=on&ttl=60").await;
    assert_eq!(short.status, 422);
    assert!(short.body.contains("at least one hour") && short.body.contains(" checked"));
    assert!(find("new").await.is_empty());
    let made = w.t.post(&cookie, &at, "request=new&register=on&ttl=86400&encrypt=on").await;
    assert_eq!(made.status, 200, "{}", made.body);
    assert!(made.body.starts_with("-----BEGIN MACHINE FILE-----\n"), "{}", made.body);
    let machine = &find("new").await[0];
    assert!(machine.last_checked_out_at.is_some() && machine.last_beat_at.is_none());
    let full = w.t.post(&cookie, &at, "request=third&register=on&ttl=86400").await;
    assert_eq!(full.status, 422);
    assert!(full.body.contains("limited to 1 machines"), "{}", full.body);
    assert_eq!(full.body.matches("aria-invalid=\"true\"").count(), 1, "{}", full.body);
}

#[tokio::test]
async fn whoever_only_looks_gets_none() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let licence = keyed(&w, &policy, KEY).await;
    let at = format!("/licences/{}/offline", licence.id);
    let looks = w.t.user("Eve", Role::Agent).await;
    let role = w.t.role("Looks", &[licensing::rights::VIEW]).await;
    w.t.give(&looks, &[role]).await;
    for user in [looks, w.t.user("Cu", Role::Customer).await] {
        let cookie = w.t.sign_in(&user).await;
        assert_ne!(w.t.get(&cookie, &at).await.status, 200);
        assert_ne!(w.t.post(&cookie, &at, "ttl=86400").await.status, 200);
    }
    let kept = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!(kept.last_checked_out_at, None);
}

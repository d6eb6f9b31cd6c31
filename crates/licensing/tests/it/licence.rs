//! What is done with a licence: rows, facts and refusals.

use crate::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use licensing::actions::*;
use licensing::domain::licence::Limits;
use licensing::domain::licence_draft::{End, LicenceDraft};
use licensing::domain::policy::Settings;
use licensing::domain::strategy::{ExpirationBasis, Interval, Overage, Transfer};
use licensing::store;
use platform::event::{self, Filter};
use platform::{Error, Millis};

const DAY: u64 = Settings::DAY;

/// The codes of a refusal, and the fields.
pub fn refused<T: std::fmt::Debug>(result: platform::Result<T>) -> Vec<(String, String)> {
    let Err(Error::Refused(all)) = result else { panic!("{result:?}") };
    let text = |no: platform::Refusal| {
        (no.code.unwrap_or_default().to_owned(), no.field.unwrap_or_default().into_owned())
    };
    all.into_iter().map(text).collect()
}

fn no(code: &str, field: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), field.to_owned())]
}

/// The names of the facts about a licence, the oldest first.
async fn facts(w: &World, id: licensing::domain::licence::LicenceId) -> Vec<String> {
    let object = Some(events::licensing::licence_object(id));
    let filter = Filter { object, ..Filter::default() };
    let page = event::page(w.t.db(), &filter, 50).await.unwrap();
    let name =
        |fact: &platform::event::Recorded| fact.name.trim_start_matches("licensing.").to_owned();
    page.iter().rev().map(name).collect()
}

fn later(w: &World, days: i64) -> DateTime<Utc> {
    w.t.kontor.clock.now() + TimeDelta::days(days)
}

#[tokio::test]
async fn what_is_written_down_changes_and_what_stays_the_same_leaves_no_trace() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let issued = issue_licence(&w.t.cx(), None, policy.id, &LicenceDraft::default()).await.unwrap();
    let (cx, id) = (w.t.cx(), issued.licence.id);
    let end = later(&w, 30);
    let edit = |facts: &mut licensing::domain::licence_facts::LicenceFacts| {
        facts.name = " Werk 2 ".into();
        facts.expires_at = Some(end);
        facts.limits = Limits { max_machines: Some(7), ..Limits::default() };
        facts.suspended = true;
    };
    let changed = change_licence(&cx, id, Some(1), edit).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.name_key.as_str()), ("Werk 2", "werk 2"));
    assert_eq!(changed.expires_at, Some(Millis(end)));
    let again = change_licence(&cx, id, None, edit).await.unwrap();
    assert_eq!(again.version, changed.version);
    let lost = change_licence(&cx, id, Some(1), edit).await;
    assert!(matches!(lost, Err(Error::Stale)), "{lost:?}");
    assert_eq!(facts(&w, id).await, ["licence_issued", "licence_changed", "licence_suspended"]);
    let wrong = change_licence(&cx, id, None, |facts| facts.limits.max_users = Some(0)).await;
    assert_eq!(refused(wrong), no("", "max_users"));
}

#[tokio::test]
async fn a_licence_is_suspended_and_reinstated_once() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let (cx, id) = (w.t.cx(), licence.id);
    let not = refused(reinstate_licence(&cx, id).await);
    assert_eq!(not, no("LICENSE_NOT_SUSPENDED", "suspended"));
    assert!(suspend_licence(&cx, id).await.unwrap().suspended);
    let twice = refused(suspend_licence(&cx, id).await);
    assert_eq!(twice, no("LICENSE_ALREADY_SUSPENDED", "suspended"));
    assert!(!reinstate_licence(&cx, id).await.unwrap().suspended);
    assert_eq!(facts(&w, id).await, ["licence_suspended", "licence_reinstated"]);
}

#[tokio::test]
async fn a_renewal_adds_the_time_of_the_policy() {
    let w = World::start().await;
    let policy = w.policy(Settings { duration: Some(30 * DAY), ..Settings::default() }).await;
    let draft = LicenceDraft::default();
    let licence = issue_licence(&w.t.cx(), None, policy.id, &draft).await.unwrap().licence;
    assert_eq!(licence.expires_at, Some(Millis(later(&w, 30))));
    let renewed = renew_licence(&w.t.cx(), licence.id).await.unwrap();
    assert_eq!(renewed.expires_at, Some(Millis(later(&w, 60))));
    let draft = LicenceDraft { end: End::Never, ..LicenceDraft::default() };
    let endless = issue_licence(&w.t.cx(), None, policy.id, &draft).await.unwrap().licence;
    let not = refused(renew_licence(&w.t.cx(), endless.id).await);
    assert_eq!(not, no("RENEWAL_NOT_SUPPORTED", "expiry"));
}

#[tokio::test]
async fn a_revoked_licence_goes_with_all_that_hangs_on_it() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let (gone, stays) = (w.licence(&policy).await, w.licence(&policy).await);
    let machine = w.machine(&gone, "aa").await;
    let other = w.machine(&stays, "bb").await;
    let user = w.user("ada@example.org").await;
    let feature = w.entitlement("EXPORT").await;
    let cx = w.t.cx();
    attach_users(&cx, gone.id, &[user.id]).await.unwrap();
    let one = Attachment { entitlement: feature.id, value: None, expires_at: None };
    attach_entitlements(&cx, gone.id, &[one]).await.unwrap();
    revoke_licence(&cx, gone.id).await.unwrap();
    let db = w.t.db();
    assert_eq!(store::licence::find(db, gone.id).await.unwrap(), None);
    assert_eq!(store::machine::find(db, machine.id).await.unwrap(), None);
    assert!(store::licence_member::users(db, gone.id).await.unwrap().is_empty());
    assert!(store::licence_member::entitlements(db, gone.id).await.unwrap().is_empty());
    assert!(store::machine::find(db, other.id).await.unwrap().is_some());
    let twice = revoke_licence(&cx, gone.id).await;
    assert!(matches!(twice, Err(Error::NotFound)), "{twice:?}");
    let agent = w.t.agent("Otto").await;
    let may_not = revoke_licence(&w.t.cx_of(&agent), stays.id).await;
    assert!(matches!(may_not, Err(Error::Forbidden)), "{may_not:?}");
}

#[tokio::test]
async fn a_licence_moves_with_its_machines_to_a_policy_that_fits() {
    let w = World::start().await;
    let from = w.policy(Settings { duration: Some(30 * DAY), ..Settings::default() }).await;
    let reset = Settings {
        duration: Some(90 * DAY),
        transfer_strategy: Transfer::Reset,
        ..Settings::default()
    };
    let to = w.policy(reset).await;
    let signed =
        w.policy(Settings { scheme: Some("ED25519_SIGN".into()), ..Settings::default() }).await;
    let cx = w.t.cx();
    let licence =
        issue_licence(&cx, None, from.id, &LicenceDraft::default()).await.unwrap().licence;
    let machine = w.machine(&licence, "aa").await;
    let moved = move_licence(&cx, licence.id, to.id).await.unwrap();
    assert_eq!((moved.policy, moved.expires_at), (to.id, Some(Millis(later(&w, 90)))));
    assert_eq!(store::machine::get(w.t.db(), machine.id).await.unwrap().policy, to.id);
    let not = refused(move_licence(&cx, licence.id, signed.id).await);
    assert_eq!(not, no("POLICY_NOT_COMPATIBLE", "policy"));
    move_licence(&cx, licence.id, to.id).await.unwrap();
    assert_eq!(facts(&w, licence.id).await, ["licence_issued", "licence_moved"]);
}

#[tokio::test]
async fn only_who_must_check_in_does() {
    let w = World::start().await;
    let plain = w.licence(&w.policy(Settings::default()).await).await;
    let not = refused(check_in(&w.t.cx(), plain.id).await);
    assert_eq!(not, no("CHECK_IN_NOT_SUPPORTED", "last_check_in"));
    let weekly = Settings {
        require_check_in: true,
        check_in_interval: Some(Interval::Week),
        ..Settings::default()
    };
    let licence = w.licence(&w.policy(weekly).await).await;
    let checked = check_in(&w.t.cx(), licence.id).await.unwrap();
    assert_eq!(checked.last_checked_in_at, Some(Millis(w.t.kontor.clock.now())));
    assert_eq!(facts(&w, licence.id).await, ["licence_checked_in"]);
}

#[tokio::test]
async fn parallel_uses_never_pass_the_limit_and_the_first_one_starts_the_time() {
    let w = World::start().await;
    let policy = w
        .policy(Settings {
            duration: Some(30 * DAY),
            max_uses: Some(20),
            expiration_basis: ExpirationBasis::FirstUse,
            ..Settings::default()
        })
        .await;
    let id = w.licence(&policy).await.id;
    let all = (0..40).map(|_| {
        let cx = w.t.cx();
        tokio::spawn(async move { count_uses(&cx, id, Count::More(1)).await })
    });
    let mut counted = 0;
    for one in all.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(_) => counted += 1,
            no => assert_eq!(refused(no)[0].0, "USES_LIMIT_EXCEEDED"),
        }
    }
    let licence = store::licence::get(w.t.db(), id).await.unwrap();
    assert_eq!((counted, licence.uses), (20, 20));
    assert_eq!(licence.expires_at, Some(Millis(later(&w, 30))));
    let cx = w.t.cx();
    assert_eq!(count_uses(&cx, id, Count::Less(5)).await.unwrap().uses, 15);
    let not = refused(count_uses(&cx, id, Count::Less(16)).await);
    assert_eq!(not, no("USES_INVALID", "uses"));
    assert_eq!(count_uses(&cx, id, Count::Reset).await.unwrap().uses, 0);
    let told = facts(&w, id).await.len();
    count_uses(&cx, id, Count::Reset).await.unwrap();
    assert_eq!(facts(&w, id).await.len(), told, "nothing changed");
}

#[tokio::test]
async fn users_are_attached_up_to_the_limit_and_the_owner_is_none_of_them() {
    let w = World::start().await;
    let settings = Settings { max_users: Some(2), ..Settings::default() };
    let policy = w.policy(settings).await;
    let [ada, bob, eve] =
        [w.user("ada@x.org").await, w.user("bob@x.org").await, w.user("eve@x.org").await];
    let cx = w.t.cx();
    let draft = LicenceDraft { owner: Some(ada.id), ..LicenceDraft::default() };
    let id = issue_licence(&cx, None, policy.id, &draft).await.unwrap().licence.id;
    assert_eq!(refused(attach_users(&cx, id, &[ada.id]).await), no("USER_CONFLICT", "users"));
    attach_users(&cx, id, &[bob.id, bob.id]).await.unwrap();
    attach_users(&cx, id, &[bob.id]).await.unwrap();
    let over = refused(attach_users(&cx, id, &[eve.id]).await);
    assert_eq!(over, no("USER_LIMIT_EXCEEDED", "users"));
    let unknown = licensing::domain::user::LicenceUserId::new();
    let limits = Limits { max_users: Some(3), ..Limits::default() };
    change_licence(&cx, id, None, |facts| facts.limits = limits).await.unwrap();
    assert_eq!(refused(attach_users(&cx, id, &[unknown]).await), no("USER_NOT_FOUND", "users"));
    attach_users(&cx, id, &[eve.id]).await.unwrap();
    // who becomes the owner is attached no more, so that there is room for the one before
    change_owner(&cx, id, Some(bob.id)).await.unwrap();
    let members = store::licence_member::users(w.t.db(), id).await.unwrap();
    assert_eq!(members.iter().map(|one| one.user).collect::<Vec<_>>(), [eve.id]);
    assert_eq!(refused(detach_users(&cx, id, &[ada.id]).await), no("USER_NOT_FOUND", "users"));
    detach_users(&cx, id, &[eve.id]).await.unwrap();
    assert!(store::licence_member::users(w.t.db(), id).await.unwrap().is_empty());
}

#[tokio::test]
async fn entitlements_are_attached_with_a_value_and_an_end() {
    let w = World::start().await;
    let id = w.licence(&w.policy(Settings::default()).await).await.id;
    let feature = w.entitlement("SEATS").await;
    let cx = w.t.cx();
    let with = |value: &str| Attachment {
        entitlement: feature.id,
        value: Some(value.to_owned()),
        expires_at: None,
    };
    attach_entitlements(&cx, id, &[with("5")]).await.unwrap();
    attach_entitlements(&cx, id, &[with("5")]).await.unwrap();
    attach_entitlements(&cx, id, &[with("10")]).await.unwrap();
    let have = store::licence_member::entitlements(w.t.db(), id).await.unwrap();
    assert_eq!(have.iter().filter_map(|one| one.value.as_deref()).collect::<Vec<_>>(), ["10"]);
    let told = facts(&w, id).await;
    assert_eq!(told, ["licence_members_changed", "licence_members_changed"]);
    detach_entitlements(&cx, id, &[feature.id]).await.unwrap();
    let not = refused(detach_entitlements(&cx, id, &[feature.id]).await);
    assert_eq!(not, no("ENTITLEMENT_NOT_FOUND", "entitlements"));
}

#[tokio::test]
async fn a_group_takes_as_many_licences_as_it_may_have() {
    let w = World::start().await;
    let overage_strategy = Overage::Always;
    let policy = w.policy(Settings { overage_strategy, ..Settings::default() }).await;
    let group = w.group(Some(2)).await;
    let cx = w.t.cx();
    let draft = LicenceDraft { group: Some(group.id), ..LicenceDraft::default() };
    issue_licences(&cx, None, policy.id, &[draft.clone(), draft.clone()]).await.unwrap();
    let full = refused(issue_licence(&cx, None, policy.id, &draft).await);
    assert_eq!(full, no("GROUP_LICENSE_LIMIT_EXCEEDED", "group"));
    let other = w.licence(&policy).await;
    let full = refused(change_group(&cx, other.id, Some(group.id)).await);
    assert_eq!(full, no("GROUP_LICENSE_LIMIT_EXCEEDED", "group"));
    let wide = w.group(None).await;
    assert_eq!(change_group(&cx, other.id, Some(wide.id)).await.unwrap().group, Some(wide.id));
    assert_eq!(change_group(&cx, other.id, None).await.unwrap().group, None);
}

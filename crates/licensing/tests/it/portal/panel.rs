//! What the house does for customers: letters with keys, and their licences beside their tickets.

use super::{EVA, House};
use crate::asking::changed;
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use directory::PersonDraft;
use licensing::rights;
use platform::op::OpId;
use platform::privacy::Subject;
use platform::{Millis, Role};

const KEY: &str = "AAAAAA-BBBBBB-CCCCCC-DDDDDD-EEEEEE-V3";

#[tokio::test]
async fn an_agent_sends_a_licence_to_its_owner_or_its_organisation() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let acme = house.organisation("Acme", "info@acme.test").await;
    let owned = house.owned(KEY, eva.id).await;
    let theirs = house.keyed("key of the organisation").await;
    changed(&house.w, &theirs, |one| one.organisation = Some(acme)).await;
    let nobodys = house.keyed("key of nobody").await;
    let ada = house.t().sign_in(&house.t().agent("Ada").await).await;
    let page = house.t().get(&ada, &format!("/licences/{}", owned.id)).await.body;
    assert!(page.contains(&format!("/licences/{}/letter", owned.id)), "{page}");
    for (licence, to, key) in
        [(&owned, EVA, KEY), (&theirs, "info@acme.test", "key of the organisation")]
    {
        let path = format!("/licences/{}", licence.id);
        let sent = house.t().post(&ada, &format!("{path}/letter"), "").await;
        assert_eq!(sent.location(), path, "{}", sent.body);
        house.run_jobs().await;
        let (_, text) = house.letters(to).pop().unwrap();
        assert!(text.contains(key) && text.contains("http://localhost/portal"), "{text}");
    }
    super::turn(house.t(), false).await;
    house.t().post(&ada, &format!("/licences/{}/letter", owned.id), "").await;
    house.run_jobs().await;
    let (_, text) = house.letters(EVA).pop().unwrap();
    assert!(text.contains(KEY) && !text.contains("/portal"), "{text}");
    let refused = house.t().post(&ada, &format!("/licences/{}/letter", nobodys.id), "").await;
    assert_eq!(refused.status, 422);

    let looks = house.t().user("Otto", Role::Agent).await;
    let role = house.t().role("Looks", &[rights::VIEW]).await;
    house.t().give(&looks, &[role]).await;
    let otto = house.t().sign_in(&looks).await;
    let path = format!("/licences/{}/letter", owned.id);
    assert_eq!(house.t().post(&otto, &path, "").await.status, 403);
}

#[tokio::test]
async fn a_persons_panel_says_how_their_licences_stand_by_all_their_addresses() {
    let house = House::start().await;
    let draft = PersonDraft {
        name: "Eva".into(),
        emails: vec!["first@acme.test".into(), EVA.into()],
        ..PersonDraft::default()
    };
    let cx = house.t().cx();
    let person = directory::create_person(&cx, OpId::new(), None, &draft).await.unwrap();
    let eva = house.user(EVA).await;
    let (one, over) = (house.owned(KEY, eva.id).await, house.owned("other", eva.id).await);
    let now = cx.now;
    changed(&house.w, &one, |licence| {
        licence.machines = 2;
        licence.last_validated_at = Some(Millis(now - TimeDelta::hours(3)));
    })
    .await;
    changed(&house.w, &over, |licence| licence.expires_at = Some(Millis(now))).await;
    let ada = house.t().sign_in(&house.t().agent("Ada").await).await;
    let path = format!("/panels/licences/person/{person}");
    let fragment = [("hx-request", "true")];
    let panel = house.t().send(Method::GET, &path, &ada, &fragment, Body::empty()).await.body;
    assert!(panel.contains("1 of 2 in force, 1 on machines"), "{panel}");
    assert!(panel.contains("last validated <time"), "{panel}");
}

#[tokio::test]
async fn whoever_is_forgotten_leaves_no_visit_and_no_link() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let cookie = house.enter(EVA).await;
    let token = house.token(EVA).await;
    let mut subject = Subject::default();
    subject.add_email(EVA);
    licensing::actions::erase_user(&house.t().cx(), &subject).await.unwrap();
    assert_eq!(house.t().get(&cookie, "/portal/licences").await.location(), "/portal");
    assert_eq!(house.t().post("", "/portal/link", &format!("token={token}")).await.status, 410);
}

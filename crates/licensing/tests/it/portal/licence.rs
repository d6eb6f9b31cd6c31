//! What visitors see of their licences, and do.

use super::{EVA, House};
use crate::asking::{changed, seated};
use crate::release::Vendor;
use axum::body::Body;
use axum::http::Method;
use licensing::domain::licence::Licence;
use licensing::domain::machine::Machine;
use licensing::domain::user::of_licence as member;
use licensing::{actions, store};
use platform::event::{self, Filter};
use platform::testing::Answer;
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _};

const KEY: &str = "AAAAAA-BBBBBB-CCCCCC-DDDDDD-EEEEEE-V3";
const OTHER: &str = "FFFFFF-BBBBBB-CCCCCC-DDDDDD-EEEEEE-V3";

fn path(licence: &Licence) -> String {
    format!("/portal/licences/{}", licence.id)
}

/// A form with these fields, as browsers send those that may have files.
async fn post_parts(house: &House, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    let part = |(name, text): &(&str, &str)| {
        let file = if *name == "upload" { "; filename=\"request.txt\"" } else { "" };
        format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{text}\r\n")
    };
    let body: String = fields.iter().map(part).chain(["--x--\r\n".to_owned()]).collect();
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    house.t().send(Method::POST, path, cookie, &kind, Body::from(body)).await
}

#[tokio::test]
async fn a_visitor_sees_what_they_own_use_and_what_their_organisation_has() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let otto = house.user("otto@acme.test").await;
    let acme = house.organisation("Acme", "info@acme.test").await;
    house.person(acme, "Ina", "ina@acme.test").await;
    let owned = house.owned(KEY, eva.id).await;
    let used = house.owned(OTHER, otto.id).await;
    let row = member::Model { licence: used.id, user: eva.id, created_at: used.created_at };
    let tx = house.t().kontor.db.begin().await.unwrap();
    row.into_active_model().reset_all().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let theirs = house.keyed("third").await;
    let theirs = changed(&house.w, &theirs, |one| one.organisation = Some(acme)).await;
    let strange = house.keyed("fourth").await;
    for (email, sees) in [
        (EVA, vec![&owned, &used]),
        ("ina@acme.test", vec![&theirs]),
        ("info@acme.test", vec![&theirs]),
    ] {
        let cookie = house.enter(email).await;
        let list = house.t().get(&cookie, "/portal/licences").await.body;
        for licence in [&owned, &used, &theirs, &strange] {
            let seen = sees.iter().any(|one| one.id == licence.id);
            assert_eq!(list.contains(&licence.id.to_string()), seen, "{email}: {list}");
            let page = house.t().get(&cookie, &path(licence)).await.status;
            assert_eq!(page.as_u16() == 200, seen, "{email}");
            assert_eq!(page.as_u16() == 404, !seen, "{email}");
        }
    }
}

#[tokio::test]
async fn nothing_of_a_licence_of_others_can_be_asked_or_done() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    house.owned(KEY, eva.id).await;
    let strange = house.keyed(OTHER).await;
    let machine = seated(&house.w, &strange, "aa").await;
    let own = house.owned("third", eva.id).await;
    let cookie = house.enter(EVA).await;
    let at = path(&strange);
    for path in [
        at.clone(),
        format!("{at}/downloads"),
        format!("{at}/file"),
        format!("{at}/devices/{}/release", machine.id),
        transfer(&strange, &machine),
        // their own licence, with a device of another
        transfer(&own, &machine),
        format!("{}/devices/{}/release", path(&own), machine.id),
        "/portal/licences/nonsense".into(),
    ] {
        assert_eq!(house.t().get(&cookie, &path).await.status, 404, "{path}");
    }
    for path in [
        format!("{at}/key"),
        format!("{at}/letter"),
        format!("{at}/downloads/{}", machine.id),
        format!("{at}/devices/{}/release", machine.id),
        format!("{}/devices/{}/release", path(&own), machine.id),
    ] {
        assert_eq!(house.t().post(&cookie, &path, "").await.status, 404, "{path}");
    }
    let fields = [("device", machine.id.to_string()), ("ttl", "604800".into())];
    let fields = fields.each_ref().map(|(name, text)| (*name, text.as_str()));
    let files = [format!("{at}/file"), format!("{}/file", path(&own))];
    for path in files.into_iter().chain([transfer(&strange, &machine), transfer(&own, &machine)]) {
        assert_eq!(post_parts(&house, &cookie, &path, &fields).await.status, 404, "{path}");
    }
    assert!(store::machine::find(house.t().db(), machine.id).await.unwrap().is_some());
    for path in [at.clone(), format!("{at}/file")] {
        assert_eq!(house.t().get("", &path).await.location(), "/portal", "nobody: {path}");
    }
}

#[tokio::test]
async fn the_key_is_shown_when_it_is_asked_for_and_sent_to_the_visitor() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let cookie = house.enter(EVA).await;
    let page = house.t().get(&cookie, &path(&licence)).await.body;
    assert!(page.contains(&licence.key_hint) && !page.contains(KEY), "{page}");
    let shown = house.t().post(&cookie, &format!("{}/key", path(&licence)), "").await;
    assert!(shown.body.contains(KEY), "{}", shown.body);
    let sent = house.t().post(&cookie, &format!("{}/letter", path(&licence)), "").await;
    assert_eq!(sent.location(), path(&licence));
    house.run_jobs().await;
    let (subject, text) = house.letters(EVA).pop().unwrap();
    assert!(subject.starts_with("Your licence Licence"), "{subject}");
    assert!(text.contains(KEY) && text.contains("http://localhost/portal"), "{text}");

    let object = Some(events::licensing::licence_object(licence.id));
    let filter = Filter { object, ..Filter::default() };
    let facts = event::page(house.t().db(), &filter, 10).await.unwrap();
    let fact = facts.iter().find(|fact| fact.name == "licensing.licence_sent").unwrap();
    // the trail is kept for ever: it says who by an id, and no address
    assert_eq!(fact.via.as_deref(), Some(format!("licence_user:{}", eva.id).as_str()));
    assert_eq!(fact.via_name.as_deref(), Some("portal"));
    let agent = house.t().sign_in(&house.t().agent("Ada").await).await;
    let page = house.t().get(&agent, &format!("/licences/{}", licence.id)).await.body;
    assert!(page.contains("The customer</b> sent the licence by mail"), "{page}");
}

#[tokio::test]
async fn a_device_is_released_after_a_question_unless_the_vendor_keeps_devices() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let (one, other) =
        (seated(&house.w, &licence, "aa").await, seated(&house.w, &licence, "bb").await);
    let cookie = house.enter(EVA).await;
    let at = |machine: &Machine| format!("{}/devices/{}/release", path(&licence), machine.id);
    let page = house.t().get(&cookie, &path(&licence)).await.body;
    assert!(page.contains(&at(&one)) && page.contains("not yet"), "{page}");
    let question = house.t().get(&cookie, &at(&one)).await;
    assert!(question.body.contains("gives its seat back"), "{}", question.body);
    assert!(store::machine::find(house.t().db(), one.id).await.unwrap().is_some());
    let done = house.t().post(&cookie, &at(&one), "").await;
    assert_eq!(done.location(), path(&licence), "{}", done.body);
    assert!(store::machine::find(house.t().db(), one.id).await.unwrap().is_none());
    assert_eq!(store::licence::get(house.t().db(), licence.id).await.unwrap().machines, 1);

    changed(&house.w, &licence, |licence| licence.protected = Some(true)).await;
    let page = house.t().get(&cookie, &path(&licence)).await.body;
    assert!(!page.contains(&at(&other)) && page.contains("looks after the devices"), "{page}");
    assert_eq!(house.t().get(&cookie, &at(&other)).await.status, 404);
    assert_eq!(house.t().post(&cookie, &at(&other), "").await.status, 404);
    assert!(store::machine::find(house.t().db(), other.id).await.unwrap().is_some());
}

/// A house with Eva's licence of one seat, which a device has.
async fn moving(most: Option<u64>) -> (House, Licence, Machine, String) {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let old = seated(&house.w, &licence, "aa").await;
    let licence = changed(&house.w, &licence, |licence| {
        licence.limits.max_machines = Some(1);
        licence.limits.max_deactivations = most;
    })
    .await;
    let cookie = house.enter(EVA).await;
    let at = format!("{}/devices/{}/transfer", path(&licence), old.id);
    assert!(house.t().get(&cookie, &path(&licence)).await.body.contains(&at));
    (house, licence, old, cookie)
}

fn transfer(licence: &Licence, device: &Machine) -> String {
    format!("{}/devices/{}/transfer", path(licence), device.id)
}

async fn devices(house: &House, licence: &Licence) -> Vec<(String, String)> {
    let all = store::check_out::machines_of(house.t().db(), licence.id, 9).await.unwrap();
    all.into_iter().map(|one| (one.fingerprint, one.name)).collect()
}

#[tokio::test]
async fn a_seat_moves_to_another_device_in_one_step_and_not_at_all_where_that_is_refused() {
    let (house, licence, old, cookie) = moving(None).await;
    let at = transfer(&licence, &old);
    let form = house.t().get(&cookie, &at).await.body;
    assert!(form.contains("multipart/form-data") && !form.contains("Releases and moves"), "{form}");
    for (request, why) in [
        ("", "The request names no fingerprint"),
        ("aa", "This fingerprint is taken already"),
        ("{", "The request names no fingerprint"),
    ] {
        let answer = post_parts(&house, &cookie, &at, &[("request", request)]).await;
        assert!(answer.status == 422 && answer.body.contains(why), "{request}: {}", answer.body);
    }
    assert_eq!(devices(&house, &licence).await, [("aa".to_owned(), "Rechner".to_owned())]);
    let new = [("request", r#"{"fingerprint":"bb"}"#), ("name", "Laptop")];
    let answer = post_parts(&house, &cookie, &at, &new).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, path(&licence).as_str()));
    assert_eq!(devices(&house, &licence).await, [("bb".to_owned(), "Laptop".to_owned())]);
    assert_eq!(store::licence::get(house.t().db(), licence.id).await.unwrap().machines, 1);
    let agent = house.t().sign_in(&house.t().agent("Ada").await).await;
    let page = house.t().get(&agent, &format!("/licences/{}", licence.id)).await.body;
    assert!(page.contains("The customer</b> replaced the machine"), "{page}");
    assert_eq!(post_parts(&house, &cookie, &at, &new).await.status, 404, "it is gone");
}

#[tokio::test]
async fn a_device_without_internet_gets_its_file_with_the_seat_or_neither() {
    let (house, licence, old, cookie) = moving(None).await;
    let at = transfer(&licence, &old);
    let ask = [("request", "bb"), ("offline", "on"), ("ttl", "604800")];
    changed(&house.w, &licence, |licence| licence.suspended = true).await;
    let answer = post_parts(&house, &cookie, &at, &ask).await;
    assert!(answer.status == 422 && answer.body.contains("suspended"), "{}", answer.body);
    changed(&house.w, &licence, |licence| licence.suspended = false).await;
    let longer = [("request", "bb"), ("offline", "on"), ("ttl", "999999999")];
    assert_eq!(post_parts(&house, &cookie, &at, &longer).await.status, 422);
    assert_eq!(devices(&house, &licence).await.len(), 1);
    assert!(store::machine::find(house.t().db(), old.id).await.unwrap().is_some());
    let answer = post_parts(&house, &cookie, &at, &ask).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.starts_with("-----BEGIN MACHINE FILE-----"), "{}", answer.body);
    let all = store::check_out::machines_of(house.t().db(), licence.id, 9).await.unwrap();
    assert_eq!(all.len(), 1);
    assert!(all[0].fingerprint == "bb" && all[0].last_checked_out_at.is_some());
}

#[tokio::test]
async fn a_customer_is_told_how_many_moves_are_left_before_moving() {
    let (house, licence, old, cookie) = moving(Some(1)).await;
    let form = house.t().get(&cookie, &transfer(&licence, &old)).await.body;
    assert!(form.contains("left: 1 of 1 within"), "{form}");
    let answer = post_parts(&house, &cookie, &transfer(&licence, &old), &[("request", "bb")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let all = store::check_out::machines_of(house.t().db(), licence.id, 9).await.unwrap();
    let release = format!("{}/devices/{}/release", path(&licence), all[0].id);
    for at in [transfer(&licence, &all[0]), release.clone()] {
        let page = house.t().get(&cookie, &at).await.body;
        assert!(page.contains("possible again on") && !page.contains("name=\"request\""), "{page}");
    }
    let at = transfer(&licence, &all[0]);
    let moved = post_parts(&house, &cookie, &at, &[("request", "cc")]).await;
    let released = house.t().post(&cookie, &release, "").await;
    for refused in [moved, released] {
        assert_eq!(refused.status, 422);
        // told once, with the day as people write it
        assert_eq!(refused.body.matches("possible again on").count(), 1, "{}", refused.body);
        assert!(!refused.body.contains("UTC"), "{}", refused.body);
    }
    assert_eq!(devices(&house, &licence).await[0].0, "bb");
}

#[tokio::test]
async fn a_file_for_a_device_without_internet_is_made_of_its_request() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let known = seated(&house.w, &licence, "aa").await;
    changed(&house.w, &licence, |licence| licence.limits.max_machines = Some(2)).await;
    let cookie = house.enter(EVA).await;
    let at = format!("{}/file", path(&licence));
    let form = house.t().get(&cookie, &at).await;
    assert!(form.body.contains("multipart/form-data") && form.body.contains(&known.id.to_string()));
    let week = ("ttl", "604800");
    let id = known.id.to_string();
    for (name, text, title) in [
        ("request", "", "LICENSE"),
        ("device", id.as_str(), "MACHINE"),
        ("request", " aa\n", "MACHINE"),
        ("upload", r#"{"fingerprint":"aa"}"#, "MACHINE"),
    ] {
        let answer = post_parts(&house, &cookie, &at, &[(name, text), week]).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert!(answer.body.starts_with(&format!("-----BEGIN {title} FILE-----")), "{name}");
        assert!(answer.headers["content-disposition"].to_str().unwrap().contains(".lic"));
    }
    // one that is not known takes a seat only where that is wanted
    let new = [("request", "new"), week];
    let answer = post_parts(&house, &cookie, &at, &new).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("tick “Register the device if it is new”"), "{}", answer.body);
    let register = [("request", "new"), ("register", "on"), week];
    let answer = post_parts(&house, &cookie, &at, &register).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let found = store::check_out::machines(house.t().db(), "new", Some(licence.id)).await.unwrap();
    assert_eq!(found.len(), 1);
    let third = [("request", "third"), ("register", "on"), week];
    let answer = post_parts(&house, &cookie, &at, &third).await;
    assert!(answer.status == 422 && answer.body.contains("limited to 2 devices"));
    // nothing was heard of a device by making a file for it
    let page = house.t().get(&cookie, &path(&licence)).await.body;
    assert!(page.contains("not yet") && page.contains("Licence file of <time "), "{page}");
    assert!(!page.contains(">just now<"), "{page}");
    for ttl in ["none", "60", "999999999", ""] {
        let answer = post_parts(&house, &cookie, &at, &[("ttl", ttl)]).await;
        assert_eq!(answer.status, 422, "{ttl}");
    }
}

#[tokio::test]
async fn a_device_that_may_get_no_file_takes_no_seat() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let cookie = house.enter(EVA).await;
    let (at, week) = (format!("{}/file", path(&licence)), ("ttl", "604800"));
    let third = [("request", "third"), ("register", "on"), week];
    changed(&house.w, &licence, |licence| licence.protected = Some(true)).await;
    let answer = post_parts(&house, &cookie, &at, &third).await;
    assert!(answer.status == 422 && answer.body.contains("Your vendor registers new devices"));
    changed(&house.w, &licence, |licence| {
        licence.suspended = true;
        licence.protected = None;
        licence.limits.max_machines = Some(9);
    })
    .await;
    let answer = post_parts(&house, &cookie, &at, &[week]).await;
    assert!(answer.status == 422 && answer.body.contains("The licence is suspended"));
    let answer = post_parts(&house, &cookie, &at, &third).await;
    assert!(answer.status == 422 && answer.body.contains("The licence is suspended"));
    let found = store::check_out::machines(house.t().db(), "third", Some(licence.id)).await;
    assert!(found.unwrap().is_empty());
}

#[tokio::test]
async fn published_files_that_the_licence_opens_are_there_to_fetch() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let licence = house.owned(KEY, eva.id).await;
    let House { w, smtp } = house;
    let vendor = Vendor { w, authorization: String::new() };
    let (open, closed) = (vendor.release("1.0.0").await, vendor.release("2.0.0").await);
    let file = vendor.file(&open, "tool.zip", ("linux", "amd64"), b"the whole tool").await;
    let hidden = vendor.file(&closed, "pro.zip", ("linux", "amd64"), b"pro").await;
    let pro = vendor.entitlement("PRO").await;
    let cx = vendor.w.t.cx();
    actions::require_for_release(&cx, closed.id, &[pro.id]).await.unwrap();
    let house = House { w: vendor.w, smtp };
    let cookie = house.enter(EVA).await;
    let at = format!("{}/downloads", path(&licence));
    let page = house.t().get(&cookie, &at).await.body;
    assert!(page.contains("tool.zip") && !page.contains("pro.zip"), "{page}");
    assert_eq!(house.t().post(&cookie, &format!("{at}/{}", hidden.id), "").await.status, 404);
    let led = house.t().post(&cookie, &format!("{at}/{}", file.id), "").await;
    assert_eq!(led.status, 303, "{}", led.body);
    let fetched = house.t().get("", led.location()).await;
    assert_eq!((fetched.status.as_u16(), fetched.body.as_str()), (200, "the whole tool"));
    changed(&house.w, &licence, |licence| licence.suspended = true).await;
    assert_eq!(house.t().post(&cookie, &format!("{at}/{}", file.id), "").await.status, 404);
    assert!(house.t().get(&cookie, &at).await.body.contains("nothing to download"));
}

#[tokio::test]
async fn many_licences_come_page_by_page_and_are_searched() {
    let house = House::start().await;
    let eva = house.user(EVA).await;
    let policy = house.w.policy(licensing::domain::policy::Settings::default()).await;
    for number in 0..55 {
        let licence = house.w.licence(&policy).await;
        changed(&house.w, &licence, |licence| {
            licence.owner = Some(eva.id);
            licence.name = format!("Seat-{number:02}");
            licence.name_key = format!("seat-{number:02}");
            let past = platform::Millis(house.w.product.created_at.0 - chrono::TimeDelta::days(1));
            licence.expires_at = (number == 7).then_some(past);
        })
        .await;
    }
    let cookie = house.enter(EVA).await;
    let seats = |body: &str| (0..55).filter(|n| body.contains(&format!("Seat-{n:02}"))).count();
    let first = house.t().get(&cookie, "/portal/licences").await.body;
    assert_eq!(seats(&first), 50);
    let next = first.split("href=\"/portal/licences?after=").nth(1).unwrap();
    let next = format!("/portal/licences?after={}", next.split('"').next().unwrap());
    let second = house.t().get(&cookie, &next).await.body;
    assert_eq!(seats(&second), 5, "{second}");
    let found = house.t().get(&cookie, "/portal/licences?q=SEAT-1").await.body;
    assert_eq!(seats(&found), 10);
    let over = house.t().get(&cookie, "/portal/licences?over=yes").await.body;
    assert!(seats(&over) == 1 && over.contains("Seat-07"), "{over}");
    let good = house.t().get(&cookie, "/portal/licences?over=no&q=seat-0").await.body;
    assert_eq!(seats(&good), 9);
    let none = house.t().get(&cookie, "/portal/licences?q=nothing").await.body;
    assert!(none.contains("Nothing matches"), "{none}");
}

//! The pages of licences: list, one licence, forms, and what is done from them.

use crate::world::World;
use chrono::TimeDelta;
use events::licensing::*;
use licensing::domain::licence::{Licence, LicenceId};
use licensing::domain::policy::{Policy, Settings};
use licensing::{keys, store};
use platform::op::OpId;
use platform::testing::Answer;
use platform::{Cx, Millis, event};

async fn agent(w: &World) -> String {
    w.t.sign_in(&w.t.agent("Ada").await).await
}

async fn admin(w: &World) -> String {
    w.t.sign_in(&w.t.admin("Bea").await).await
}

async fn five_seats(w: &World) -> Policy {
    let year = Some(365 * Settings::DAY);
    let settings =
        Settings { max_machines: Some(5), floating: true, duration: year, ..Settings::default() };
    w.policy(settings).await
}

async fn save(w: &World, licence: &Licence, change: impl FnOnce(&mut Licence)) {
    let mut changed = store::licence::get(w.t.db(), licence.id).await.unwrap();
    change(&mut changed);
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, &mut changed).await.unwrap();
    tx.commit().await.unwrap();
}

/// The id of the licence that a form led to.
fn issued(answer: &Answer) -> LicenceId {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_list_shows_what_its_address_asks_for() {
    let w = World::start().await;
    let policy = five_seats(&w).await;
    let (one, other) = (w.licence(&policy).await, w.licence(&policy).await);
    save(&w, &one, |one| (one.name, one.suspended) = ("Sägewerk <Nord>".into(), true)).await;
    save(&w, &other, |other| (other.name, other.machines) = ("Mühle".into(), 3)).await;
    let ada = agent(&w).await;
    let all = w.t.get(&ada, "/licences").await;
    assert_eq!(all.status, 200);
    assert!(all.body.contains("Sägewerk &lt;Nord&gt;") && all.body.contains("Mühle"));
    assert!(all.body.contains("3 of 5 seats"), "{}", all.body);
    let suspended = w.t.get(&ada, "/licences?status=suspended").await.body;
    assert!(suspended.contains("Sägewerk") && !suspended.contains("Mühle"));
    let other_product = format!("/licences?product={}", LicenceId::new());
    let gone = w.t.get(&ada, &other_product).await.body;
    assert!(gone.contains("no longer there, such as a deleted product"), "{gone}");
    assert!(
        w.t.get(&ada, "/licences?test=yes").await.body.contains("Nothing matches this filter.")
    );
    for wrong in ["status=gone", "product=x", "sort=x", "from=tomorrow", "assigned=perhaps"] {
        assert_eq!(w.t.get(&ada, &format!("/licences?{wrong}")).await.status, 422, "{wrong}");
    }
    let customer = w.t.user("Cara", platform::Role::Customer).await;
    let cara = w.t.sign_in(&customer).await;
    assert_eq!(w.t.get(&cara, "/licences").await.status, 403);
}

#[tokio::test]
async fn an_empty_house_says_what_comes_first() {
    let w = World::start().await;
    let ada = agent(&w).await;
    assert!(w.t.get(&ada, "/licences").await.body.contains("There are no licences yet."));
    let new = w.t.get(&ada, "/licences/new").await;
    assert!(new.body.contains("A policy comes first"), "{}", new.body);
    assert_eq!(w.t.get(&ada, "/machines").await.status, 200);
}

#[tokio::test]
async fn a_licence_is_issued_by_hand_and_its_key_shown_to_who_asks_for_it() {
    let w = World::start().await;
    let policy = five_seats(&w).await;
    let ada = agent(&w).await;
    let op = OpId::new();
    let form = format!("op={op}&policy={}&name=Nord&max_machines=7&ends=2027-03-31", policy.id);
    let first = w.t.post(&ada, "/licences", &form).await;
    let id = issued(&first);
    assert_eq!(issued(&w.t.post(&ada, "/licences", &form).await), id, "sent twice, issued once");
    let licence = store::licence::get(w.t.db(), id).await.unwrap();
    assert_eq!((licence.name.as_str(), licence.limits.max_machines), ("Nord", Some(7)));
    let end = licence.expires_at.unwrap().0.to_rfc3339();
    assert_eq!(end, "2027-03-31T21:59:59+00:00", "the day ends in Berlin");
    let key = keys::open(&w.t.kontor, &licence).unwrap();
    let page = w.t.get(&ada, &format!("/licences/{id}")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("0 of 7") && page.body.contains("Backup Pro"), "{}", page.body);
    assert!(!page.body.contains(key.expose().as_str()));
    let log = || std::fs::read_to_string(w.t.folder().join("security.log")).unwrap_or_default();
    assert!(!log().contains("EXPORT"));
    let shown = w.t.post(&ada, &format!("/licences/{id}/key"), "").await;
    assert!(shown.body.contains(key.expose().as_str()));
    let noted = log();
    assert!(noted.contains("EXPORT") && noted.contains(&id.to_string()), "{noted}");
    assert!(!noted.contains(key.expose().as_str()));
}

#[tokio::test]
async fn a_form_with_mistakes_comes_back_with_what_was_typed() {
    let w = World::start().await;
    let policy = five_seats(&w).await;
    let ada = agent(&w).await;
    let form = format!(
        "policy={}&name=Nord&max_machines=many&ends=soon&owner=nobody%40x.test&organisation_text=Nowhere",
        policy.id
    );
    let back = w.t.post(&ada, "/licences", &form).await;
    assert_eq!(back.status, 422);
    for said in [
        "value=\"Nord\"",
        "value=\"many\"",
        "Enter a whole number.",
        "This is no day.",
        "No user of licences has the address nobody@x.test.",
        "No organisation is called “Nowhere”.",
    ] {
        let plain = back.body.replace(['\u{2068}', '\u{2069}'], "");
        assert!(plain.contains(said), "{said}\n{plain}");
    }
    let none = w.t.post(&ada, "/licences", "name=Nord").await;
    assert_eq!(none.status, 422);
    assert!(none.body.contains("Choose the policy."));
    let zero = format!("policy={}&max_machines=0", policy.id);
    assert_eq!(w.t.post(&ada, "/licences", &zero).await.status, 422);
    assert!(w.t.get(&ada, "/licences").await.body.contains("There are no licences yet."));
}

#[tokio::test]
async fn a_batch_is_issued_and_its_keys_are_fetched_as_a_table() {
    let w = World::start().await;
    let policy = five_seats(&w).await;
    let ada = agent(&w).await;
    let op = OpId::new();
    let form = format!("op={op}&policy={}&count=12&name=Seat+%23", policy.id);
    let done = w.t.post(&ada, "/licences/batch", &form).await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(done.location(), format!("/licences/batches/{op}"));
    let page = w.t.get(&ada, done.location()).await.body;
    assert!(page.contains("12 licences issued") && page.contains("Seat 01"), "{page}");
    let table = w.t.post(&ada, &format!("/licences/batches/{op}/keys"), "").await;
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8; header=present");
    let lines: Vec<&str> = table.body.lines().collect();
    assert_eq!(lines.len(), 13);
    for line in &lines[1..] {
        let cells: Vec<&str> = line.split(',').collect();
        let hash = keys::hash(&w.t.kontor, cells[2]);
        let licence = store::licence::find_by_hash(w.t.db(), &hash).await.unwrap().unwrap();
        assert_eq!((licence.id.to_string().as_str(), licence.name.as_str()), (cells[0], cells[1]));
    }
    for count in ["", "0", "10001", "-1"] {
        let form = format!("policy={}&count={count}", policy.id);
        assert_eq!(w.t.post(&ada, "/licences/batch", &form).await.status, 422, "{count}");
    }
    let unknown = format!("/licences/batches/{}", OpId::new());
    assert_eq!(w.t.get(&ada, &unknown).await.status, 404);
}

#[tokio::test]
async fn a_licence_is_suspended_reinstated_renewed_and_moved_from_its_page() {
    let w = World::start().await;
    let (policy, other) = (five_seats(&w).await, five_seats(&w).await);
    let licence = w.licence(&policy).await;
    let end = Millis(w.t.kontor.clock.now() + TimeDelta::days(10));
    save(&w, &licence, |one| one.expires_at = Some(end)).await;
    let ada = agent(&w).await;
    let path = format!("/licences/{}", licence.id);
    let now = async || store::licence::get(w.t.db(), licence.id).await.unwrap();
    for (verb, suspended) in [("suspension", true), ("reinstatement", false)] {
        let done = w.t.post(&ada, &format!("{path}/{verb}"), "").await;
        assert_eq!((done.status.as_u16(), done.location()), (303, path.as_str()));
        assert_eq!(now().await.suspended, suspended);
        assert_eq!(w.t.post(&ada, &format!("{path}/{verb}"), "").await.status, 422, "twice");
    }
    assert_eq!(w.t.post(&ada, &format!("{path}/renewal"), "").await.status, 303);
    assert_eq!(now().await.expires_at.unwrap().0, end.0 + TimeDelta::days(365));
    let to = format!("policy={}", other.id);
    assert_eq!(w.t.get(&ada, &format!("{path}/policy")).await.status, 200);
    assert_eq!(w.t.post(&ada, &format!("{path}/policy"), &to).await.status, 303);
    assert_eq!(now().await.policy, other.id);
    assert_eq!(w.t.post(&ada, &format!("{path}/policy"), "policy=").await.status, 422);
    let back = w.t.get(&ada, &format!("{path}/suspension")).await;
    assert_eq!((back.status.as_u16(), back.location()), (303, path.as_str()));
}

#[tokio::test]
async fn what_is_written_down_is_changed_and_no_change_of_others_is_lost() {
    let w = World::start().await;
    let licence = w.licence(&five_seats(&w).await).await;
    let end = Millis(w.t.kontor.clock.now() + TimeDelta::days(10));
    save(&w, &licence, |one| one.expires_at = Some(end)).await;
    let ada = agent(&w).await;
    let path = format!("/licences/{}", licence.id);
    let edit = w.t.get(&ada, &format!("{path}/edit")).await.body;
    assert!(edit.contains("value=\"2026-12-01\""), "{edit}");
    let form = "version=2&name=Nord&ends=2026-12-01&max_users=3";
    assert_eq!(w.t.post(&ada, &path, form).await.status, 303);
    let stored = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!((stored.name.as_str(), stored.limits.max_users), ("Nord", Some(3)));
    assert_eq!(stored.expires_at, Some(end), "the same day is the same moment");
    let late = w.t.post(&ada, &path, "version=2&name=S%C3%BCd").await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Süd") && late.body.contains("Nord"), "{}", late.body);
    assert!(late.body.contains("name=\"version\" value=\"3\""), "saving again is meant");
    assert_eq!(w.t.post(&ada, &path, "version=3&name=S%C3%BCd").await.status, 303);
    let stored = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!((stored.name.as_str(), stored.expires_at), ("Süd", None));
}

#[tokio::test]
async fn many_are_changed_at_once_and_what_could_not_be_is_named() {
    let w = World::start().await;
    let policy = five_seats(&w).await;
    let (one, other) = (w.licence(&policy).await, w.licence(&policy).await);
    save(&w, &other, |other| other.suspended = true).await;
    let (ada, bea) = (agent(&w).await, admin(&w).await);
    let both = format!("licence={}&licence={}", one.id, other.id);
    let done = w.t.post(&ada, "/licences/bulk?q=x", &format!("{both}&action=suspend")).await;
    assert_eq!((done.status.as_u16(), done.location()), (303, "/licences?q=x"));
    let toast = done.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(toast.contains(&other.name.replace(' ', "%20")), "{toast}");
    assert!(store::licence::get(w.t.db(), one.id).await.unwrap().suspended);
    let delete = format!("{both}&action=delete");
    assert_eq!(w.t.post(&ada, "/licences/bulk", &delete).await.status, 403);
    let asked = w.t.post(&bea, "/licences/bulk", &delete).await;
    assert_eq!(asked.status, 422);
    assert!(asked.body.contains("Delete 2 licences") && asked.body.contains(&one.name));
    let wrong = w.t.post(&bea, "/licences/bulk", &format!("{delete}&confirm=x")).await;
    assert_eq!(wrong.status, 422);
    assert!(store::licence::find(w.t.db(), one.id).await.unwrap().is_some());
    let done = w.t.post(&bea, "/licences/bulk", &format!("{delete}&confirm=Delete")).await;
    assert_eq!(done.status, 303);
    for id in [one.id, other.id] {
        assert!(store::licence::find(w.t.db(), id).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn one_is_deleted_only_with_the_word_and_the_right() {
    let w = World::start().await;
    let licence = w.licence(&five_seats(&w).await).await;
    let (ada, bea) = (agent(&w).await, admin(&w).await);
    let path = format!("/licences/{}/removal", licence.id);
    assert_eq!(w.t.get(&ada, &path).await.status, 403);
    assert_eq!(w.t.post(&ada, &path, "confirm=delete").await.status, 403);
    assert!(w.t.get(&bea, &path).await.body.contains(&licence.name));
    assert_eq!(w.t.post(&bea, &path, "confirm=").await.status, 422);
    assert_eq!(w.t.post(&bea, &path, "confirm=delete").await.status, 303);
    assert!(store::licence::find(w.t.db(), licence.id).await.unwrap().is_none());
}

#[tokio::test]
async fn the_list_is_kept_as_a_table_without_keys_and_formulas() {
    let w = World::start().await;
    let policy = five_seats(&w).await;
    let (one, _) = (w.licence(&policy).await, w.licence(&policy).await);
    save(&w, &one, |one| (one.name, one.suspended) = ("=1+1".into(), true)).await;
    let ada = agent(&w).await;
    let all = w.t.get(&ada, "/licences/export.csv").await;
    assert!(all.headers["content-disposition"].to_str().unwrap().contains("attachment"));
    assert_eq!(all.body.lines().count(), 3);
    assert!(all.body.contains("\"'=1+1\""), "{}", all.body);
    let some = w.t.get(&ada, "/licences/export.csv?status=suspended").await.body;
    assert!(some.lines().count() == 2 && some.contains("SUSPENDED"), "{some}");
}

fn meter_reached(licence: LicenceId) -> LicenceMeterReached {
    let (meter, code, limit) = (MeterId::new(), "pages".to_owned(), "soft".to_owned());
    LicenceMeterReached { licence, meter, code, limit, counted: 8, period: "2026-11-01".to_owned() }
}

async fn record_all(cx: &Cx, licence: LicenceId, machine: MachineId) -> usize {
    let tx = cx.begin().await.unwrap();
    let mut count = 0;
    macro_rules! record {
        ($($fact:expr),+ $(,)?) => {$(
            event::record(&tx, cx, &$fact).await.unwrap();
            count += 1;
        )+};
    }
    let text = || "x".to_owned();
    let until = Some("2027-03-31T21:59:59.000Z".to_owned());
    record!(
        LicenceIssued { licence, name: text(), policy: text(), organisation: None },
        LicenceChanged { licence, changes: Vec::new() },
        LicenceSuspended { licence },
        LicenceReinstated { licence },
        LicenceRenewed { licence, from: None, until },
        LicenceRevoked { licence, name: text() },
        LicenceMoved { licence, from: text(), to: text(), from_id: None, from_end: None },
        LicenceCheckedIn { licence },
        LicenceCheckedOut { licence, ttl: None },
        LicenceUsed { licence, from: 1, to: 2 },
        LicenceMembersChanged {
            licence,
            what: "users".into(),
            attached: vec![text()],
            detached: Vec::new()
        },
        LicenceResourcesChanged { licence, given: vec![text()], taken: Vec::new() },
        meter_reached(licence),
        LicenceExpired { licence },
        LicenceExpiresSoon { licence },
        LicenceCheckInOverdue { licence },
    );
    let of_licence = count;
    record!(
        MachineActivated { machine, licence, name: text() },
        MachineDeactivated { machine, licence, name: text(), cause: Freed::Dead },
        MachineChanged { machine, licence, changes: Vec::new() },
        MachineDied { machine, licence, name: text() },
        MachineRevived { machine, licence },
        MachineCheckedOut { machine, licence, ttl: None },
        MachineDrifted { machine, licence, parts: vec![text()] },
        CloneSuspected { machine, licence, why: text() },
    );
    cx.commit(tx).await.unwrap();
    assert_eq!(count - of_licence, 8);
    of_licence
}

#[tokio::test]
async fn everything_that_happens_has_its_sentence() {
    let w = World::start().await;
    let licence = w.licence(&five_seats(&w).await).await;
    let machine = w.machine(&licence, "fp").await;
    let facts = record_all(&w.t.cx(), licence.id, machine.id).await;
    let ada = agent(&w).await;
    // a licence tells of its devices when they came and went, and of their files
    for (path, count) in
        [(format!("/licences/{}", licence.id), facts + 4), (format!("/machines/{}", machine.id), 8)]
    {
        let page = w.t.get(&ada, &path).await.body;
        let timeline = page.split("<ol class=\"timeline\">").nth(1).unwrap();
        let timeline = timeline.split("</ol>").next().unwrap();
        assert_eq!(timeline.matches("<li>").count(), count, "{timeline}");
        assert!(!timeline.contains("licensing-"), "a text is missing: {timeline}");
    }
}

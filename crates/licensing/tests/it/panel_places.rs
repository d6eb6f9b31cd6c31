//! Machines for people, and what licensing shows on pages of others.

use crate::world::World;
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use directory::{OrganisationDraft, PersonDraft};
use licensing::domain::licence::Licence;
use licensing::domain::licence_facts::LicenceFacts;
use licensing::domain::policy::Settings;
use licensing::{actions, rights, store};
use platform::op::OpId;
use platform::testing::Answer;
use platform::{Millis, Role};

async fn agent(w: &World) -> String {
    w.t.sign_in(&w.t.agent("Ada").await).await
}

/// A part of a page, as htmx asks for it.
async fn fragment(w: &World, cookie: &str, path: &str) -> Answer {
    let headers = [("hx-request", "true")];
    w.t.send(Method::GET, path, cookie, &headers, Body::empty()).await
}

async fn save(w: &World, licence: &Licence, change: impl FnOnce(&mut Licence)) {
    let mut changed = store::licence::get(w.t.db(), licence.id).await.unwrap();
    change(&mut changed);
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, &mut changed).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_machine_says_how_it_lives_and_its_seat_is_freed_after_a_question() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let mut machine = w.machine(&licence, "AA:bb").await;
    machine.dies_at = Some(Millis(w.t.kontor.clock.now() - TimeDelta::minutes(1)));
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::machine::save(&tx, &mut machine).await.unwrap();
    tx.commit().await.unwrap();
    save(&w, &licence, |licence| licence.machines = 1).await;
    let ada = agent(&w).await;
    let path = format!("/machines/{}", machine.id);
    let dead = w.t.get(&ada, "/machines?heartbeat=dead").await.body;
    assert!(dead.contains(&path), "{dead}");
    assert!(!w.t.get(&ada, "/machines?heartbeat=alive").await.body.contains(&path));
    let page = w.t.get(&ada, &path).await.body;
    assert!(page.contains("Counts as dead since") && page.contains("AA:bb"), "{page}");
    assert_eq!(w.t.post(&ada, &path, "name=Presse").await.status, 303);
    assert!(w.t.get(&ada, &path).await.body.contains("Presse"));
    let long = format!("name={}", "x".repeat(201));
    assert_eq!(w.t.post(&ada, &path, &long).await.status, 422);
    let asked = w.t.get(&ada, &format!("{path}/release")).await;
    assert!(asked.body.contains("Release") && asked.body.contains("Presse"));
    let done = w.t.post(&ada, &format!("{path}/release"), "").await;
    assert_eq!(done.status, 303);
    assert_eq!(done.location(), format!("/licences/{}", licence.id));
    assert!(store::machine::find(w.t.db(), machine.id).await.unwrap().is_none());
    assert_eq!(store::licence::get(w.t.db(), licence.id).await.unwrap().machines, 0);
}

#[tokio::test]
async fn who_may_only_look_changes_nothing_and_gets_no_key() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let machine = w.machine(&licence, "fp").await;
    let user = w.t.user("Otto", Role::Agent).await;
    let role = w.t.role("Looking", &[rights::VIEW]).await;
    w.t.give(&user, &[role]).await;
    let otto = w.t.sign_in(&user).await;
    let path = format!("/licences/{}", licence.id);
    let page = w.t.get(&otto, &path).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Show key") && !page.body.contains("/suspension"));
    for (path, form) in [
        (format!("{path}/key"), ""),
        (format!("{path}/suspension"), ""),
        (format!("{path}/renewal"), ""),
        (format!("{path}/users"), "email=x"),
        (format!("{path}/features"), ""),
        (path.clone(), "name=x"),
        ("/licences".into(), "name=x"),
        ("/licences/batch".into(), "count=1"),
        ("/licences/bulk".into(), "action=suspend"),
        (format!("/licences/batches/{}/keys", OpId::new()), ""),
        (format!("/machines/{}/release", machine.id), ""),
        (format!("/machines/{}", machine.id), "name=x"),
    ] {
        assert_eq!(w.t.post(&otto, &path, form).await.status, 403, "{path}");
    }
    assert_eq!(w.t.get(&otto, "/licences/export.csv").await.status, 403);
}

#[tokio::test]
async fn an_organisation_and_its_people_show_their_licences() {
    let w = World::start().await;
    let cx = w.t.cx();
    let draft = OrganisationDraft {
        name: "Acme".into(),
        kind: "customer".into(),
        ..OrganisationDraft::default()
    };
    let acme = directory::create_organisation(&cx, OpId::new(), &draft).await.unwrap();
    let draft = PersonDraft { name: "Eve".into(), ..PersonDraft::default() };
    let eve = directory::create_person(&cx, OpId::new(), Some(acme), &draft).await.unwrap();
    let policy = w.policy(Settings::default()).await;
    let (theirs, _) = (w.licence(&policy).await, w.licence(&policy).await);
    save(&w, &theirs, |one| {
        (one.name, one.organisation) = ("Nord".into(), Some(acme));
    })
    .await;
    let ada = agent(&w).await;
    let list = format!("/licences?organisation={acme}");
    for path in
        [format!("/panels/licences/organisation/{acme}"), format!("/panels/licences/person/{eve}")]
    {
        let panel = fragment(&w, &ada, &path).await.body;
        assert!(panel.contains("Nord") && !panel.contains("Licence 2"), "{panel}");
        assert!(panel.contains(&format!("/licences/new?organisation={acme}")));
        assert_eq!(w.t.get(&ada, &path).await.location(), list, "a link without scripts");
    }
    assert!(w.t.get(&ada, &list).await.body.contains("Acme"));
    let new = w.t.get(&ada, &format!("/licences/new?organisation={acme}")).await.body;
    assert!(new.contains("value=\"Acme\""), "{new}");
    assert!(w.t.get(&ada, "/licences?q=acme").await.body.contains("Nord"));
    let page = w.t.get(&ada, &format!("/organisations/{acme}")).await.body;
    assert!(page.contains("/panels/licences/organisation/"), "{page}");
}

#[tokio::test]
async fn the_home_page_counts_what_is_due_and_the_palette_finds_what_is_known() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let (one, other) = (w.licence(&policy).await, w.licence(&policy).await);
    let end = Millis(w.t.kontor.clock.now() + TimeDelta::days(20));
    save(&w, &one, |one| one.expires_at = Some(end)).await;
    let name = |facts: &mut LicenceFacts| facts.name = "Sägewerk".into();
    actions::change_licence(&w.t.cx(), one.id, None, name).await.unwrap();
    w.machine(&other, "AA:bb:cc").await;
    let ada = agent(&w).await;
    let home = w.t.get(&ada, "/").await.body;
    for said in
        ["/licences?status=active", "/licences?ends=30", "/machines?heartbeat=dead", "Sägewerk"]
    {
        assert!(home.contains(said), "{said}\n{home}");
    }
    let ending = w.t.get(&ada, "/licences?ends=30").await.body;
    assert!(ending.contains("Sägewerk") && !ending.contains(&other.name));
    for (typed, found) in [
        ("s%C3%A4ge", "Sägewerk".to_owned()),
        ("AA:bb", "/machines/".into()),
        ("backup", "/licences/products/".into()),
        ("new+licence", "/licences/new".into()),
    ] {
        let hits = w.t.get(&ada, &format!("/palette?q={typed}")).await.body;
        assert!(hits.contains(&found), "{typed}\n{hits}");
    }
}

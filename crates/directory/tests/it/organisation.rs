use crate::{organisation, person, start};
use directory::*;
use events::directory::{OrganisationChanged, organisation_object};
use platform::event;
use platform::testing::TestKontor;

async fn signed_in(t: &TestKontor) -> String {
    t.sign_in(&t.agent("Ada").await).await
}

fn id_in(location: &str) -> OrganisationId {
    location.rsplit('/').next().unwrap().parse().unwrap()
}

const ALL: &str = "op=0193ec5e-0000-7000-8000-000000000001&name=Stadtwerke+Nord&kind=supplier&lang=de\
    &domain.0=SW-Nord.de&domain.1=&address.0.street=Am+Kai+1&address.0.zip=20095\
    &address.0.city=Hamburg&address.0.country=DE&phone.0=040+123&phone.1=%2B49+40+124\
    &website.0=sw-nord.de&email.0=info%40sw-nord.de&notes=Zeile+1%0D%0AZeile+2";

#[tokio::test]
async fn an_organisation_is_entered_with_everything_and_shown_again() {
    let t = start().await;
    let cookie = signed_in(&t).await;
    let answer = t.post(&cookie, "/organisations", ALL).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let stored = get_organisation(t.db(), id_in(answer.location())).await.unwrap();
    let facts = organisation_facts(t.db(), &stored).await.unwrap();
    assert_eq!(facts.domains, ["sw-nord.de"]);
    assert_eq!(facts.phones, ["040 123", "+49 40 124"]);
    assert_eq!(facts.websites, ["https://sw-nord.de"]);
    assert_eq!(facts.notes, "Zeile 1\nZeile 2");
    assert_eq!(facts.addresses[0].line(), "Am Kai 1, 20095 Hamburg, DE");
    let page = t.get(&cookie, answer.location()).await;
    assert_eq!(page.status, 200);
    for shown in
        ["Stadtwerke Nord", "sw-nord.de", "Germany", "tel:+4940124", "mailto:info@sw-nord.de"]
    {
        assert!(page.body.contains(shown), "{shown}");
    }
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn the_same_form_sent_twice_makes_one_organisation() {
    let t = start().await;
    let cookie = signed_in(&t).await;
    let first = t.post(&cookie, "/organisations", ALL).await;
    let second = t.post(&cookie, "/organisations", ALL).await;
    assert_eq!((second.status.as_u16(), first.location()), (303, second.location()));
    assert_eq!(search_organisations(t.db(), "", 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn garbage_in_every_field_is_named_and_nothing_that_was_typed_is_lost() {
    let t = start().await;
    organisation(&t, "ACME", &["acme.de"]).await;
    let cookie = signed_in(&t).await;
    let form = "name=&kind=%27%3B--&lang=xx&domain.0=gmail.com&domain.1=acme.de&domain.2=%3Cb%3E\
        &address.0.street=a%00b&address.0.zip=123456789012345678901&address.0.country=QQ\
        &phone.0=call+me&website.0=javascript%3Aalert%281%29&email.0=%22%3E%3Cscript%3E&notes=kept+notes%01";
    let answer = t.post(&cookie, "/organisations", form).await;
    assert_eq!(answer.status, 422);
    for field in [
        "name",
        "kind",
        "lang",
        "domain.0",
        "domain.2",
        "address.0.street",
        "address.0.zip",
        "address.0.country",
        "phone.0",
        "website.0",
        "email.0",
        "notes",
    ] {
        assert!(
            answer.body.contains(&format!("id=\"f-{field}-error\"")),
            "{field}: {}",
            answer.body
        );
    }
    for typed in
        ["kept notes", "javascript:alert(1)", "&quot;&gt;&lt;script&gt;", "call me", "acme.de"]
    {
        assert!(answer.body.contains(typed), "{typed}");
    }
    assert_eq!(search_organisations(t.db(), "", 10).await.unwrap().len(), 1);
    let taken =
        t.post(&cookie, "/organisations", "name=B&kind=other&domain.0=&domain.1=ACME.de").await;
    assert_eq!(taken.status, 422);
    assert!(
        taken.body.contains("id=\"f-domain.1-error\"") && taken.body.contains("belongs to ACME")
    );
}

#[tokio::test]
async fn more_rows_than_may_be_stored_are_refused_by_name() {
    let t = start().await;
    let cookie = signed_in(&t).await;
    let rows: Vec<_> = (0..60).map(|i| format!("&phone.{i}=040{i:03}")).collect();
    let form = format!("name=A&kind=other{}", rows.concat());
    let answer = t.post(&cookie, "/organisations", &form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("At most 50 rows"));
}

#[tokio::test]
async fn rows_are_added_and_removed_without_scripts_and_nothing_is_stored() {
    let t = start().await;
    let cookie = signed_in(&t).await;
    let form = "name=A&kind=other&phone.0=040111&phone.1=040222&address.0.city=Ulm";
    let more = t.post(&cookie, "/organisations", &format!("{form}&row=add.phone")).await;
    assert_eq!(more.status, 200);
    assert!(more.body.contains("name=\"phone.2\"") && more.body.contains("value=\"Ulm\""));
    let less = t.post(&cookie, "/organisations", &format!("{form}&row=remove.phone.0")).await;
    assert!(
        !less.body.contains("040111") && less.body.contains("name=\"phone.0\" value=\"040222\"")
    );
    assert!(search_organisations(t.db(), "", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_change_is_recorded_with_what_it_changed_and_no_change_is_not() {
    let t = start().await;
    let id = organisation(&t, "ACME", &["acme.de"]).await;
    let cookie = signed_in(&t).await;
    let path = format!("/organisations/{id}");
    let same = "version=0&name=ACME&kind=customer&domain.0=acme.de";
    assert_eq!(t.post(&cookie, &path, same).await.status, 303);
    let new = "version=0&name=ACME+AG&kind=customer&domain.0=acme.de&domain.1=acme.com";
    assert_eq!(t.post(&cookie, &path, new).await.status, 303);
    let history = event::timeline(t.db(), &organisation_object(id)).await.unwrap();
    assert_eq!(history.len(), 2);
    let changed: OrganisationChanged = history[1].facts().unwrap();
    let fields: Vec<_> = changed.changes.iter().map(|c| c.field.as_str()).collect();
    assert_eq!(fields, ["name", "domain"]);
    assert_eq!(search_organisations(t.db(), "acme.com", 5).await.unwrap().len(), 1);
    assert!(t.get(&cookie, &path).await.body.contains("changed: Name, Mail domains"));
}

#[tokio::test]
async fn who_saves_on_top_of_someone_elses_change_sees_both_texts_first() {
    let t = start().await;
    let id = organisation(&t, "ACME", &["acme.de"]).await;
    let cookie = signed_in(&t).await;
    let path = format!("/organisations/{id}");
    let theirs = "version=0&name=ACME&kind=customer&domain.0=acme.de&notes=their+note";
    assert_eq!(t.post(&cookie, &path, theirs).await.status, 303);
    let mine = "name=ACME&kind=customer&domain.0=acme.de&notes=my+note";
    let answer = t.post(&cookie, &path, &format!("version=0&{mine}")).await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("their note") && answer.body.contains("my note"));
    assert!(answer.body.contains("name=\"version\" value=\"1\""), "the next sending goes on top");
    let garbage = t.post(&cookie, &path, &format!("version=x&{mine}")).await;
    assert_eq!(garbage.status, 409);
    assert_eq!(t.post(&cookie, &path, &format!("version=1&{mine}")).await.status, 303);
    assert_eq!(get_organisation(t.db(), id).await.unwrap().notes, "my note");
}

#[tokio::test]
async fn an_inactive_organisation_leaves_the_list_and_comes_back() {
    let t = start().await;
    let id = organisation(&t, "ACME", &[]).await;
    let cookie = signed_in(&t).await;
    let path = format!("/organisations/{id}/activity");
    assert_eq!(t.post(&cookie, &path, "active=false").await.status, 303);
    assert!(!t.get(&cookie, "/organisations").await.body.contains("ACME"));
    assert!(t.get(&cookie, "/organisations?show=inactive").await.body.contains("ACME"));
    assert_eq!(t.post(&cookie, &path, "active=perhaps").await.status, 422);
    assert_eq!(t.post(&cookie, &path, "active=true").await.status, 303);
    assert!(t.get(&cookie, "/organisations").await.body.contains("ACME"));
}

#[tokio::test]
async fn the_list_is_walked_page_by_page_without_gaps_or_repeats() {
    let t = start().await;
    for i in 0..120 {
        organisation(&t, &format!("Firma {:03}", (i * 7) % 120), &[]).await;
    }
    let cookie = signed_in(&t).await;
    let mut seen = Vec::new();
    let mut path = "/organisations?q=firma".to_owned();
    loop {
        let page = t.get(&cookie, &path).await.body;
        seen.extend(page.match_indices("Firma ").map(|(at, _)| page[at..at + 9].to_owned()));
        let Some(at) = page.find("after=") else { break };
        path = format!("/organisations?q=firma&after={}", &page[at + 6..at + 42]);
    }
    seen.dedup();
    let expected: Vec<_> = (0..120).map(|i| format!("Firma {i:03}")).collect();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_filter_that_does_not_exist_is_named() {
    let t = start().await;
    let cookie = signed_in(&t).await;
    for query in ["show=some", "after=1", "after=%00"] {
        let answer = t.get(&cookie, &format!("/organisations?{query}")).await;
        assert_eq!(answer.status, 422, "{query}");
    }
    for path in ["/organisations/x", "/organisations/0193ec5e-0000-7000-8000-000000000001"] {
        assert_eq!(t.get(&cookie, path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn its_page_shows_its_people() {
    let t = start().await;
    let id = organisation(&t, "ACME", &["acme.de"]).await;
    let cookie = signed_in(&t).await;
    let form = format!("name=Ott&organisation={id}&organisation_text=ACME&email.0=ott%40acme.de");
    assert_eq!(t.post(&cookie, "/people", &form).await.status, 303);
    person(&t, "Stranger", &[]).await;
    let page = t.get(&cookie, &format!("/organisations/{id}")).await.body;
    assert!(page.contains("ott@acme.de") && !page.contains("Stranger"));
}

#[tokio::test]
async fn people_who_are_known_join_the_organisation_that_gets_their_domain() {
    let t = start().await;
    let north = organisation(&t, "ACME Nord", &["nord.acme.de"]).await;
    let ada = person(&t, "Ada", &["ada@gmail.com", "Ada@ACME.de"]).await;
    let below = person(&t, "Bob", &["bob@mail.acme.de"]).await;
    let other = person(&t, "Cleo", &["cleo@notacme.de"]).await;
    let nearer = person(&t, "Dora", &["dora@nord.acme.de"]).await;
    let taken = identify_known(&t, "eva@nord.acme.de").await;
    let cookie = signed_in(&t).await;

    // by a new organisation, and by a domain that one gets later
    let acme = organisation(&t, "ACME", &[]).await;
    let form = "version=0&name=ACME&kind=customer&domain.0=acme.de";
    let answer = t.post(&cookie, &format!("/organisations/{acme}"), form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);

    let of = async |id| get_person(t.db(), id).await.unwrap().organisation;
    assert_eq!((of(ada).await, of(below).await), (Some(acme), Some(acme)));
    assert_eq!(
        (of(other).await, of(nearer).await),
        (None, None),
        "of another domain, of a nearer one"
    );
    assert_eq!(of(taken).await, Some(north));
    let object = events::directory::person_object(ada);
    let last = event::timeline(t.db(), &object).await.unwrap().pop().unwrap();
    let changed: events::directory::PersonChanged = last.facts().unwrap();
    assert_eq!((&*changed.changes[0].field, &*changed.changes[0].to), ("organisation", "ACME"));
    assert!(last.actor.is_some(), "whoever saved the domain did it");
    assert!(t.audit_is_whole().await);
}

async fn identify_known(t: &TestKontor, email: &str) -> PersonId {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let person = identify_sender(&tx, &cx, email, "").await.unwrap();
    cx.commit(tx).await.unwrap();
    person.id
}

#[tokio::test]
async fn where_many_are_known_a_job_gathers_the_rest() {
    let t = start().await;
    let mut ids = Vec::new();
    for n in 0..120 {
        ids.push(person(&t, "Kunde", &[&format!("k{n}@acme.de")]).await);
    }
    let acme = organisation(&t, "ACME", &["acme.de"]).await;
    let joined = async || {
        let all = persons_with_ids(t.db(), &ids).await.unwrap();
        all.iter().filter(|person| person.organisation == Some(acme)).count()
    };
    assert_eq!(joined().await, 50, "a transaction has an end");
    t.run_jobs().await;
    assert_eq!(joined().await, 120);
}

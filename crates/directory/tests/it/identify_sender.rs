use crate::{organisation, person, start};
use directory::*;
use events::directory::{PersonChanged, PersonCreated};
use platform::event;
use platform::testing::TestKontor;

async fn identify(t: &TestKontor, email: &str, name: &str) -> Person {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    let person = identify_sender(&tx, &cx, email, name).await.unwrap();
    cx.commit(tx).await.unwrap();
    person
}

#[tokio::test]
async fn a_sender_is_written_down_once_whatever_the_case_of_the_address() {
    let t = start().await;
    let first = identify(&t, "Erika@Kunde.Test", "Erika Mustermann").await;
    let again = identify(&t, " erika@kunde.test ", "").await;
    assert_eq!(first.id, again.id);
    assert_eq!(again.name, "Erika Mustermann");
    assert_eq!(addresses_of(t.db(), first.id).await.unwrap(), ["Erika@Kunde.Test"]);
    let timeline =
        event::timeline(t.db(), &events::directory::person_object(first.id)).await.unwrap();
    let created: PersonCreated = timeline[0].facts().unwrap();
    assert!(created.by_mail && timeline.len() == 1);
}

#[tokio::test]
async fn a_sender_joins_the_organisation_of_the_domain_or_of_the_one_above_it() {
    let t = start().await;
    let acme = organisation(&t, "ACME", &["acme.de"]).await;
    let north = organisation(&t, "ACME Nord", &["nord.acme.de"]).await;
    assert_eq!(identify(&t, "a@ACME.de", "A").await.organisation, Some(acme));
    assert_eq!(identify(&t, "b@mail.acme.de", "B").await.organisation, Some(acme));
    assert_eq!(identify(&t, "c@mx.nord.acme.de", "C").await.organisation, Some(north));
    assert_eq!(identify(&t, "d@notacme.de", "D").await.organisation, None);
    assert_eq!(identify(&t, "e@gmail.com", "E").await.organisation, None);
}

#[tokio::test]
async fn whoever_was_known_by_the_bare_address_gets_the_name_later() {
    let t = start().await;
    let bare = identify(&t, "ott@halle.de", "ott@halle.de").await;
    assert_eq!(bare.name, "ott@halle.de");
    let named = identify(&t, "ott@halle.de", "Karl Ott").await;
    assert_eq!((named.id, named.name.as_str()), (bare.id, "Karl Ott"));
    assert_eq!(search_persons(t.db(), "karl", 5).await.unwrap(), [named]);
    assert_eq!(identify(&t, "ott@halle.de", "Somebody Else").await.name, "Karl Ott");
}

#[tokio::test]
async fn a_known_person_keeps_name_and_organisation() {
    let t = start().await;
    let private = organisation(&t, "Privat", &["private.example"]).await;
    let ada = person(&t, "Ada Lovelace", &["ada@private.example", "ada@acme.de"]).await;
    identify(&t, "ada@private.example", "").await;
    organisation(&t, "ACME", &["acme.de"]).await;
    let found = identify(&t, "ada@acme.de", "A. L.").await;
    assert_eq!(found.organisation, Some(private));
    assert_eq!((found.id, found.name.as_str()), (ada, "Ada Lovelace"));
}

#[tokio::test]
async fn an_address_that_cannot_be_stored_is_refused() {
    let t = start().await;
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    for bad in ["", "  ", "a\u{0}@b.de", &format!("{}@b.de", "x".repeat(260))] {
        let refused = identify_sender(&tx, &cx, bad, "X").await.unwrap_err();
        assert_eq!(refused.status(), 422, "{bad:?}");
    }
}

#[tokio::test]
async fn a_known_person_without_organisation_joins_it_when_they_write_again() {
    let t = start().await;
    let ada = identify(&t, "ada@acme.de", "Ada").await;
    assert_eq!(ada.organisation, None);
    let away = identify(&t, "ada@gmail.com", "Ada").await;
    let acme = organisation(&t, "ACME", &["acme.de"]).await;
    // who was taken out of it by hand and writes again
    let bob = person(&t, "Bob", &["bob@acme.de"]).await;
    let found = identify(&t, "bob@acme.de", "Bob").await;
    assert_eq!((found.id, found.organisation), (bob, Some(acme)));
    assert_eq!(identify(&t, "ada@gmail.com", "Ada").await.organisation, away.organisation);
    let object = events::directory::person_object(bob);
    let last = event::timeline(t.db(), &object).await.unwrap().pop().unwrap();
    let changed: PersonChanged = last.facts().unwrap();
    assert_eq!((&*changed.changes[0].field, &*changed.changes[0].to), ("organisation", "ACME"));
    identify(&t, "bob@acme.de", "Bob").await;
    assert_eq!(event::timeline(t.db(), &object).await.unwrap().len(), 2, "once");
}

use crate::{organisation, person, start};
use directory::*;
use events::directory::PersonCreated;
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
    organisation(&t, "ACME", &["acme.de"]).await;
    let ada = person(&t, "Ada Lovelace", &["ada@private.example", "ada@acme.de"]).await;
    let found = identify(&t, "ada@acme.de", "A. L.").await;
    assert_eq!((found.id, found.name.as_str(), found.organisation), (ada, "Ada Lovelace", None));
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

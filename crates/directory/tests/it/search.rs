use crate::{organisation, person, start};
use directory::*;
use platform::testing::TestKontor;

async fn people(t: &TestKontor, text: &str) -> Vec<String> {
    let found = search_persons(t.db(), text, 10).await.unwrap();
    found.into_iter().map(|person| person.name).collect()
}

#[tokio::test]
async fn umlauts_are_found_in_every_spelling() {
    let t = start().await;
    person(&t, "Jürgen Müller", &[]).await;
    person(&t, "Mueller, Anna", &[]).await;
    for typed in ["müller", "mueller", "MÜL", "muel"] {
        assert_eq!(people(&t, typed).await, ["Jürgen Müller", "Mueller, Anna"], "{typed}");
    }
    assert_eq!(people(&t, "muller").await, ["Jürgen Müller"]);
}

#[tokio::test]
async fn every_typed_word_must_begin_a_word_in_any_order() {
    let t = start().await;
    person(&t, "Ada Lovelace", &["ada@analytical.example"]).await;
    person(&t, "Ada Byron", &[]).await;
    assert_eq!(people(&t, "love ad").await, ["Ada Lovelace"]);
    assert_eq!(people(&t, "ada@analytical.example").await, ["Ada Lovelace"]);
    assert_eq!(people(&t, "ada").await, ["Ada Byron", "Ada Lovelace"]);
    assert!(people(&t, "ada zuse").await.is_empty());
    assert!(people(&t, "velace").await.is_empty());
}

#[tokio::test]
async fn letters_of_all_scripts_and_signs_of_no_script_are_searched_for_without_surprise() {
    let t = start().await;
    person(&t, "Мария Иванова", &[]).await;
    person(&t, "山田 太郎", &[]).await;
    assert_eq!(people(&t, "мария").await, ["Мария Иванова"]);
    assert_eq!(people(&t, "山").await, ["山田 太郎"]);
    for typed in ["%", "_", "'; drop table persons; --", "\u{0}", "\u{10ffff}"] {
        let _ = people(&t, typed).await;
    }
    assert_eq!(people(&t, "%").await.len(), 2, "no word is no condition");
}

#[tokio::test]
async fn organisations_are_found_by_name_and_domain_while_they_are_active() {
    let t = start().await;
    let id = organisation(&t, "Stadtwerke Nord", &["sw-nord.de"]).await;
    for typed in ["nord", "sw", "sw-nord.de", "STADT no"] {
        let found = search_organisations(t.db(), typed, 10).await.unwrap();
        assert_eq!(found.len(), 1, "{typed}");
    }
    switch_organisation(&t.cx(), id, false).await.unwrap();
    assert!(search_organisations(t.db(), "nord", 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_other_apps_ask_by_id_comes_without_the_unknown() {
    let t = start().await;
    let (ada, bob) = (person(&t, "Ada", &["ada@x.de"]).await, person(&t, "Bob", &[]).await);
    let found = persons_with_ids(t.db(), &[ada, bob, PersonId::new()]).await.unwrap();
    assert_eq!(found.len(), 2);
    assert!(persons_with_ids(t.db(), &[]).await.unwrap().is_empty());
    assert_eq!(first_addresses(t.db(), &[ada, bob]).await.unwrap(), [(ada, "ada@x.de".to_owned())]);
    assert_eq!(find_person_by_email(t.db(), "ADA@x.de").await.unwrap().map(|p| p.id), Some(ada));
    assert_eq!(find_person_by_email(t.db(), "eve@x.de").await.unwrap(), None);
    assert_eq!(get_person(t.db(), PersonId::new()).await.unwrap_err().status(), 404);
}

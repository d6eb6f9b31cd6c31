use crate::{organisation, person, start};
use directory::*;
use events::directory::{PersonMerged, person_object};
use platform::event;
use platform::testing::TestKontor;

async fn signed_in(t: &TestKontor) -> String {
    t.sign_in(&t.agent("Ada").await).await
}

fn id_in(location: &str) -> PersonId {
    location.rsplit('/').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_person_is_entered_and_the_organisation_may_be_typed_without_scripts() {
    let t = start().await;
    let acme = organisation(&t, "Müller & Söhne", &[]).await;
    let cookie = signed_in(&t).await;
    let form = "name=Herbert+Ott&organisation=&organisation_text=mueller+%26+soehne&job_title=IT\
        &email.0=ott%40halle.de&email.1=h.ott%40halle.de&phone.0=0345+555&lang=de";
    let answer = t.post(&cookie, "/people", form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let ott = get_person(t.db(), id_in(answer.location())).await.unwrap();
    assert_eq!((ott.organisation, ott.job_title.as_str()), (Some(acme), "IT"));
    assert_eq!(addresses_of(t.db(), ott.id).await.unwrap(), ["ott@halle.de", "h.ott@halle.de"]);
    let page = t.get(&cookie, answer.location()).await;
    assert!(
        page.body.contains("Müller &amp; Söhne") && page.body.contains("mailto:h.ott@halle.de")
    );
    let found = t.get(&cookie, "/people/options?q=ott").await;
    assert!(found.body.contains(&format!("data-value=\"{}\"", ott.id)));
}

#[tokio::test]
async fn garbage_in_every_field_is_named_and_nothing_that_was_typed_is_lost() {
    let t = start().await;
    person(&t, "Eve", &["eve@x.de"]).await;
    let cookie = signed_in(&t).await;
    let form = format!(
        "op=x&name=%07&organisation=zzz&organisation_text=Nowhere+Inc&job_title={}&lang=fr&email.0=no\
         &phone.0=%F0%9F%93%9E&notes=a%02b",
        "j".repeat(201)
    );
    let answer = t.post(&cookie, "/people", &form).await;
    assert_eq!(answer.status, 422);
    for field in ["name", "organisation", "job_title", "lang", "email.0", "phone.0", "notes"] {
        assert!(
            answer.body.contains(&format!("id=\"f-{field}-error\"")),
            "{field}: {}",
            answer.body
        );
    }
    assert!(answer.body.contains("value=\"Nowhere Inc\"") && answer.body.contains("📞"));
    let taken = t.post(&cookie, "/people", "name=B&email.0=&email.1=EVE%40x.de").await;
    assert_eq!(taken.status, 422);
    assert!(taken.body.contains("id=\"f-email.1-error\"") && taken.body.contains("belongs to Eve"));
    assert_eq!(search_persons(t.db(), "", 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn who_saves_on_top_of_someone_elses_change_sees_both_texts_first() {
    let t = start().await;
    let id = person(&t, "Ada", &["ada@x.de"]).await;
    let cookie = signed_in(&t).await;
    let path = format!("/people/{id}");
    let theirs = "version=0&name=Ada&email.0=ada%40x.de&job_title=Chief";
    assert_eq!(t.post(&cookie, &path, theirs).await.status, 303);
    let mine = "version=0&name=Ada&email.0=ada%40x.de&job_title=Countess";
    let answer = t.post(&cookie, &path, mine).await;
    assert_eq!(answer.status, 409);
    assert!(answer.body.contains("Chief") && answer.body.contains("Countess"));
    assert_eq!(get_person(t.db(), id).await.unwrap().job_title, "Chief");
}

#[tokio::test]
async fn merging_moves_addresses_fills_gaps_and_leaves_a_signpost() {
    let t = start().await;
    let double = person(&t, "ott@halle.de", &["ott@halle.de"]).await;
    let ott = person(&t, "Herbert Ott", &["h.ott@halle.de"]).await;
    let cookie = signed_in(&t).await;
    let path = format!("/people/{double}/merge");
    let others = t.get(&cookie, &format!("/people/options?q=ott&except={double}")).await.body;
    assert!(others.contains(&ott.to_string()) && !others.contains(&double.to_string()));
    let shown = t.get(&cookie, &format!("{path}?into=&into_text=h.ott%40halle.de")).await;
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains(&format!("name=\"into\" value=\"{ott}\"")));
    let merged = t.post(&cookie, &path, &format!("into={ott}")).await;
    assert_eq!(merged.location(), format!("/people/{ott}"));
    assert_eq!(addresses_of(t.db(), ott).await.unwrap(), ["h.ott@halle.de", "ott@halle.de"]);
    assert_eq!(get_person(t.db(), double).await.unwrap().merged_into, Some(ott));
    let found = find_person_by_email(t.db(), "ott@halle.de").await.unwrap();
    assert_eq!(found.map(|person| person.id), Some(ott));
    assert_eq!(
        t.get(&cookie, &format!("/people/{double}")).await.location(),
        format!("/people/{ott}")
    );
    assert!(!t.get(&cookie, "/people?show=all").await.body.contains(&double.to_string()));
    let history = event::timeline(t.db(), &person_object(ott)).await.unwrap();
    let fact: PersonMerged = history.last().unwrap().facts().unwrap();
    assert_eq!((fact.merged, fact.addresses), (double, vec!["ott@halle.de".to_owned()]));
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn impossible_merges_are_refused_and_change_nothing() {
    let t = start().await;
    let (ada, bob, gone) = (
        person(&t, "Ada", &["a@x.de"]).await,
        person(&t, "Bob", &[]).await,
        person(&t, "Gone", &[]).await,
    );
    merge_persons(&t.cx(), gone, bob).await.unwrap();
    let cookie = signed_in(&t).await;
    let path = format!("/people/{ada}/merge");
    for into in [ada.to_string(), gone.to_string(), PersonId::new().to_string(), "x".into()] {
        let answer = t.post(&cookie, &path, &format!("into={into}")).await;
        assert_eq!(answer.status, 422, "{into}");
        assert!(answer.body.contains("id=\"f-into-error\""), "{into}");
    }
    assert_eq!(t.get(&cookie, &format!("{path}?into_text=Nobody")).await.status, 422);
    assert_eq!(
        t.post(&cookie, &format!("/people/{gone}/activity"), "active=true").await.status,
        422
    );
    assert_eq!(addresses_of(t.db(), ada).await.unwrap(), ["a@x.de"]);
}

#[tokio::test]
async fn the_palette_finds_people_and_organisations() {
    let t = start().await;
    organisation(&t, "Halle GmbH", &[]).await;
    person(&t, "Halla Bergmann", &["halla@x.de"]).await;
    let cookie = signed_in(&t).await;
    let hits = t.get(&cookie, "/palette?q=hall").await.body;
    assert!(hits.contains("Halle GmbH") && hits.contains("halla@x.de"));
    let customer = t.user("Kunde", platform::Role::Customer).await;
    let cookie = t.sign_in(&customer).await;
    assert!(!t.get(&cookie, "/palette?q=hall").await.body.contains("Halle GmbH"));
}

#[tokio::test]
async fn an_organisation_typed_without_scripts_is_chosen_from_those_who_are_meant() {
    let t = start().await;
    let nord = organisation(&t, "Stadtwerke Nord", &["nord.example"]).await;
    let sued = organisation(&t, "Stadtwerke Süd", &[]).await;
    let cookie = signed_in(&t).await;
    let typed = "name=Ott&organisation=&organisation_text=Stadtwerke&lang=de";
    let back = t.post(&cookie, "/people", typed).await;
    assert_eq!(back.status, 422);
    for id in [nord, sued] {
        assert!(
            back.body.contains(&format!("name=\"organisation_match\" value=\"{id}\"")),
            "{}",
            back.body
        );
    }
    assert!(
        back.body.contains("Stadtwerke Nord · nord.example") && back.body.contains("value=\"Ott\"")
    );
    // what was chosen outlives another row and another mistake
    let chosen =
        format!("organisation=&organisation_text=Stadtwerke&organisation_match={sued}&lang=de");
    for more in ["row=add.email&name=Ott", "name="] {
        let page = t.post(&cookie, "/people", &format!("{chosen}&{more}")).await.body;
        assert!(page.contains("name=\"organisation_text\" value=\"Stadtwerke Süd\""), "{page}");
        assert!(page.contains(&format!("name=\"organisation\" value=\"{sued}\"")), "{page}");
    }
    let saved = t.post(&cookie, "/people", &format!("{chosen}&name=Ott")).await;
    let ott = get_person(t.db(), id_in(saved.location())).await.unwrap();
    assert_eq!(ott.organisation, Some(sued));
}

#[tokio::test]
async fn one_of_two_of_the_same_name_is_chosen_without_scripts_for_a_merge() {
    let t = start().await;
    let double = person(&t, "Ada Byron", &[]).await;
    let (one, two) =
        (person(&t, "Ada Byron", &["a@x.de"]).await, person(&t, "Ada Byron", &["b@x.de"]).await);
    let cookie = signed_in(&t).await;
    let path = format!("/people/{double}/merge");
    let back = t.get(&cookie, &format!("{path}?into=&into_text=ada+byron")).await;
    assert_eq!(back.status, 422);
    for id in [one, two] {
        assert!(
            back.body.contains(&format!("name=\"into_match\" value=\"{id}\"")),
            "{}",
            back.body
        );
    }
    assert!(back.body.contains("Ada Byron · b@x.de"));
    assert!(!back.body.contains(&format!("name=\"into_match\" value=\"{double}\"")));
    let both = t.get(&cookie, &format!("{path}?into=&into_text=ada+byron&into_match={two}")).await;
    assert!(both.status == 200 && both.body.contains(&format!("name=\"into\" value=\"{two}\"")));
}

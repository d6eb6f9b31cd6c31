//! Tickets for people on the phone, who may have no address, on houses that may have no group.

use super::browser::{Agent, hidden};
use super::world::{APPS, World};
use helpdesk::actions::{GroupForm, close_ticket, save_group};
use helpdesk::store;
use platform::testing::TestKontor;

const CALL: [(&str, &str); 3] =
    [("subject", "Rückruf"), ("body", "Bittet um Rückruf"), ("acknowledge", "on")];

fn call<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    CALL.into_iter().chain(more.iter().copied()).collect()
}

#[tokio::test]
async fn a_caller_without_an_address_gets_a_ticket_and_never_a_mail() {
    let a = Agent::new().await;
    // what is typed where people are looked for is their name, also without any script
    let to =
        a.done("/tickets", &call(&[("person_text", "Frau Yıldız"), ("phone", "040 123 45")])).await;
    let page = a.page(&to).await;
    assert!(page.contains("Frau Yıldız") && page.contains("tel:04012345"), "{page}");
    assert!(page.contains("No mail address of this customer is known"), "{page}");
    assert!(page.contains("href=\"#c-note\"") && page.contains("id=\"c-note\""));
    close_ticket(&a.w.t.cx(), a.w.only_ticket().await.id, false, None).await.unwrap();
    a.w.t.run_jobs().await;
    let to_them = |mail: &message::Message| mail.to.iter().any(|to| to.email.is_empty());
    let mails = a.w.outbox().await;
    assert!(!mails.iter().any(to_them), "{mails:?}");
    assert!(mails.is_empty(), "who took the call knows of it: {mails:?}");
    // where a refused form left the browser, the ticket opens
    let back = a.get(&format!("{to}/reply")).await;
    assert_eq!((back.status.as_u16(), back.location()), (303, to.as_str()));

    // the same number is the same person; a number alone is enough
    a.done("/tickets", &call(&[("phone", "+49 (0)40 12345")])).await;
    a.done("/tickets", &call(&[("phone", "040/12345")])).await;
    let tickets = a.w.tickets().await;
    assert_eq!(tickets[2].person, tickets[0].person);
    assert_ne!(tickets[1].person, tickets[0].person, "dialled otherwise, it may be another's");
}

#[tokio::test]
async fn what_a_caller_said_is_checked_at_its_field() {
    let a = Agent::new().await;
    for (form, field) in [
        (&[("phone", "ruft an")][..], "phone"),
        (&[("person_text", "kein@")], "email"),
        (&[("person_text", "")], "person"),
    ] {
        let answer = a.post("/tickets", &call(form)).await;
        assert_eq!(answer.status.as_u16(), 422, "{form:?}");
        assert!(
            answer.body.contains(&format!("id=\"f-{field}-error\"")),
            "{form:?}: {}",
            answer.body
        );
        assert!(answer.body.contains("Bittet um Rückruf"));
    }
    assert!(a.w.tickets().await.is_empty());
}

#[tokio::test]
async fn a_name_that_somebody_has_is_asked_about_and_nobody_is_doubled_by_accident() {
    let a = Agent::new().await;
    a.done("/tickets", &call(&[("person_text", "Jürgen Ott")])).await;
    let answer = a.post("/tickets", &call(&[("person_text", "juergen ott")])).await;
    assert_eq!(answer.status.as_u16(), 422, "{}", answer.body);
    let first = a.w.only_ticket().await.person;
    assert!(answer.body.contains(&format!("name=\"known\" value=\"{first}\"")), "{}", answer.body);
    assert!(answer.body.contains("Somebody else: add “juergen ott”"));

    let known = first.to_string();
    a.done("/tickets", &call(&[("name", "juergen ott"), ("known", known.as_str())])).await;
    a.done("/tickets", &call(&[("name", "juergen ott"), ("known", "new")])).await;
    let tickets = a.w.tickets().await;
    assert_eq!(tickets[1].person, first);
    assert_ne!(tickets[2].person, first);
}

#[tokio::test]
async fn a_part_of_a_name_is_asked_about_too_and_the_beginning_of_a_word_is_not() {
    let a = Agent::new().await;
    for (name, email) in [("Herbert Ott", "herbert@ott.example"), ("Erika Halle", "ott@x.example")]
    {
        a.done("/people", &[("name", name), ("email.0", email), ("lang", "de")]).await;
    }
    for name in ["Herbert", "ott", "OTT, Herbert"] {
        let answer = a.post("/tickets", &call(&[("person_text", name)])).await;
        assert_eq!(answer.status.as_u16(), 422, "{name}: {}", answer.body);
        assert!(answer.body.contains("Herbert Ott · herbert@ott.example"), "{}", answer.body);
        assert!(!answer.body.contains("Erika Halle"), "her name is another: {}", answer.body);
    }
    assert!(a.w.tickets().await.is_empty());
    // with more of a name it is said who it is
    a.done("/tickets", &call(&[("person_text", "Herbert Ottmann")])).await;
    a.done("/tickets", &call(&[("person_text", "Her")])).await;
}

#[tokio::test]
async fn a_known_name_is_asked_about_also_beside_a_number_that_nobody_has() {
    let a = Agent::new().await;
    a.done("/tickets", &call(&[("name", "Jürgen Ott"), ("phone", "040 12345")])).await;
    let first = a.w.only_ticket().await.person;
    let answer = a.post("/tickets", &call(&[("name", "Ott"), ("phone", "0171 555")])).await;
    assert_eq!(answer.status.as_u16(), 422, "{}", answer.body);
    assert!(answer.body.contains(&format!("name=\"known\" value=\"{first}\"")), "{}", answer.body);
    // chosen, the number is theirs from now on
    let known = first.to_string();
    let chosen = [("name", "Ott"), ("phone", "0171 555"), ("known", known.as_str())];
    a.done("/tickets", &call(&chosen)).await;
    a.done("/tickets", &call(&[("phone", "0171 555")])).await;
    // whose number is known is not asked about; a number alone has no name; an address is somebody
    a.done("/tickets", &call(&[("name", "Jürgen Ott"), ("phone", "040 12345")])).await;
    a.done("/tickets", &call(&[("phone", "0172 999")])).await;
    a.done("/tickets", &call(&[("name", "Ott"), ("phone", "0173 1"), ("email", "o@x.example")]))
        .await;
    a.done("/tickets", &call(&[("name", "Ott"), ("phone", "0174 1"), ("known", "new")])).await;
    let persons: Vec<_> = a.w.tickets().await.iter().map(|ticket| ticket.person).collect();
    assert!(persons[1..4].iter().all(|person| *person == first), "{persons:?}");
    assert!(persons[4..].iter().all(|person| *person != first), "{persons:?}");
}

async fn group(w: &World, name: &str, members: Vec<platform::users::UserId>) -> String {
    let form = GroupForm { name: name.into(), active: true, members, ..GroupForm::default() };
    save_group(&w.t.cx(), None, form).await.unwrap().id.to_string()
}

#[tokio::test]
async fn the_group_of_a_call_is_the_agents_own_or_is_chosen() {
    let a = Agent::new().await;
    let only = a.w.mailbox.group.to_string();
    let chosen = |page: &str, id: &str| page.contains(&format!("value=\"{id}\" selected"));
    assert!(chosen(&a.page("/tickets/new").await, &only), "the only one there is");

    let first = group(&a.w, "Aachen", vec![]).await;
    let page = a.page("/tickets/new").await;
    assert!(!chosen(&page, &only) && !chosen(&page, &first), "none by its name alone");
    let answer = a.post("/tickets", &call(&[("name", "Ott"), ("group", "")])).await;
    assert_eq!(answer.status.as_u16(), 422);
    assert!(answer.body.contains("id=\"f-group-error\""), "{}", answer.body);

    let own = group(&a.w, "Zwickau", vec![a.user.id]).await;
    assert!(chosen(&a.page("/tickets/new").await, &own));
    a.done("/tickets", &call(&[("name", "Ott")])).await;
    assert_eq!(a.w.only_ticket().await.group.to_string(), own);
}

#[tokio::test]
async fn a_fresh_house_opens_its_first_call_without_being_set_up() {
    let t = TestKontor::start(APPS).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let page = t.get(&cookie, "/tickets/new").await.body;
    assert!(!page.contains("No group is in use"), "{page}");
    let op = hidden(&page, "op");
    let form = format!("op={op}&person_text=Ott&subject=a&body=b");
    let answer = t.post(&cookie, "/tickets", &form).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    let groups = store::group::all(t.db()).await.unwrap();
    assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["Support"]);

    // where all are out of use it is said before anything is typed
    let group = groups[0].clone();
    let form =
        GroupForm { name: group.name, active: false, version: Some(0), ..GroupForm::default() };
    save_group(&t.cx(), Some(group.id), form).await.unwrap();
    let page = t.get(&cookie, "/tickets/new").await.body;
    assert!(page.contains("No group is in use") && !page.contains("href=\"/admin/groups\""));
    let admin = t.user("Eva", platform::Role::Admin).await;
    let page = t.get(&t.sign_in(&admin).await, "/tickets/new").await.body;
    assert!(page.contains("href=\"/admin/groups\""), "{page}");
}

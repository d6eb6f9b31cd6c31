//! A person's organisation changed: the tickets that are still worked on are that organisation's too.

use super::world::{World, mail};
use directory::{
    Organisation, OrganisationDraft, OrganisationId, PersonDraft, change_organisation,
    change_person, create_organisation, get_organisation, get_person, person_facts,
};
use helpdesk::actions::close_ticket;
use helpdesk::domain::ticket::Ticket;
use platform::op::OpId;

fn house(name: &str, domains: &[&str]) -> OrganisationDraft {
    OrganisationDraft {
        name: name.into(),
        kind: "customer".into(),
        domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        ..OrganisationDraft::default()
    }
}

pub async fn organisation(w: &World, name: &str) -> Organisation {
    let id = create_organisation(&w.t.cx(), OpId::new(), &house(name, &[])).await.unwrap();
    get_organisation(w.t.db(), id).await.unwrap()
}

pub async fn moves(w: &World, ticket: &Ticket, to: Option<OrganisationId>) {
    let person = get_person(w.t.db(), ticket.person).await.unwrap();
    let facts = person_facts(w.t.db(), &person).await.unwrap();
    let draft = PersonDraft {
        name: facts.name,
        emails: facts.emails,
        lang: "de".into(),
        ..PersonDraft::default()
    };
    change_person(&w.t.cx(), (person.id, person.version), to, &draft).await.unwrap();
    w.t.run_jobs().await;
}

/// A closed ticket and an open one of the same person.
async fn two_tickets(w: &World) -> (Ticket, Ticket) {
    w.receive(&mail("ada@halle.example", "Erstens", "a@halle", "", "Hilfe")).await;
    close_ticket(&w.t.cx(), w.only_ticket().await.id, false, None).await.unwrap();
    w.receive(&mail("ada@halle.example", "Zweitens", "b@halle", "", "Hilfe")).await;
    w.t.run_jobs().await;
    let mut all = w.tickets().await;
    let open = all.pop().unwrap();
    (all.pop().unwrap(), open)
}

async fn places(w: &World) -> Vec<Option<OrganisationId>> {
    w.tickets().await.iter().map(|ticket| ticket.organisation).collect()
}

#[tokio::test]
async fn the_tickets_of_gathered_people_are_their_organisations_too() {
    let w = World::new().await;
    two_tickets(&w).await;
    let halle = organisation(&w, "Halle").await;
    assert_eq!(places(&w).await, [None, None]);
    let draft = house("Halle", &["halle.example"]);
    change_organisation(&w.t.cx(), halle.id, halle.version, &draft).await.unwrap();
    w.t.run_jobs().await;
    // the closed one was nobody's, and so is no other's history
    assert_eq!(places(&w).await, [Some(halle.id), Some(halle.id)]);
}

#[tokio::test]
async fn open_tickets_follow_who_changes_the_organisation_and_closed_ones_stay() {
    let w = World::new().await;
    let (_, open) = two_tickets(&w).await;
    let (halle, ulm) = (organisation(&w, "Halle").await.id, organisation(&w, "Ulm").await.id);
    moves(&w, &open, Some(halle)).await;
    assert_eq!(places(&w).await, [Some(halle), Some(halle)]);
    moves(&w, &open, Some(ulm)).await;
    assert_eq!(places(&w).await, [Some(halle), Some(ulm)]);
    moves(&w, &open, None).await;
    assert_eq!(places(&w).await, [Some(halle), None]);
}

#[tokio::test]
async fn who_gets_an_organisation_by_a_merge_takes_the_open_tickets_along() {
    let w = World::new().await;
    let (_, open) = two_tickets(&w).await;
    let halle = organisation(&w, "Halle").await.id;
    w.receive(&mail("ada@privat.example", "Drittens", "c@privat", "", "Hilfe")).await;
    let other = w.tickets().await.pop().unwrap();
    moves(&w, &other, Some(halle)).await;
    directory::merge_persons(&w.t.cx(), other.person, open.person).await.unwrap();
    w.t.run_jobs().await;
    assert_eq!(places(&w).await, [Some(halle); 3]);
}

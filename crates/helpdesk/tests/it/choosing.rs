//! Who is meant by a name that was typed, where no script offered a choice.

use super::browser::Agent;
use helpdesk::domain::ticket::Ticket;

/// A house with a ticket of Herbert Ott, and with the names that sound alike.
async fn with_namesakes() -> (Agent, Ticket, String) {
    let (a, ticket) = Agent::with_ticket().await;
    for name in ["Herbert Ottmann", "Erika Halle"] {
        let key = name.split(' ').nth(1).unwrap().to_lowercase();
        let email = format!("{key}@x.example");
        a.done("/people", &[("name", name), ("email.0", &email), ("lang", "de")]).await;
    }
    let persons = directory::search_persons(a.w.t.db(), "herbert", 9).await.unwrap();
    let ottmann = persons.iter().find(|one| one.name == "Herbert Ottmann").unwrap().id;
    (a, ticket, ottmann.to_string())
}

#[tokio::test]
async fn a_ticket_is_moved_without_scripts_to_one_of_those_who_are_meant() {
    let (a, ticket, ottmann) = with_namesakes().await;
    let at = format!("/tickets/{}", ticket.number);
    let moving = format!("{at}/customer");
    let back = a.post(&moving, &[("person", ""), ("person_text", "Herbert")]).await;
    assert_eq!(back.status.as_u16(), 422);
    assert!(
        back.body.contains("value=\"Herbert\"") && back.body.contains(&ottmann),
        "{}",
        back.body
    );
    a.done(&moving, &[("person_text", "Herbert"), ("person_match", &ottmann)]).await;
    assert!(a.page(&at).await.contains(&format!("href=\"/people/{ottmann}\"")));
}

use super::choices::users;
use super::{conversation, timeline, writing};
use crate::domain::mailbox::Mailbox;
use crate::domain::ticket::Ticket;
use crate::views::choices::Choices;
use crate::views::composer::Wrong;
use crate::views::ticket::{Customer, Shown};
use crate::{rights, store};
use chrono::TimeDelta;
use conversation::Asked;
use platform::{Cx, Millis, Result};

/// A ticket with everything that its page shows; `wrong` is what a form of it was refused for.
pub(in crate::web) async fn shown(
    cx: &Cx,
    ticket: Ticket,
    choices: &Choices,
    mut wrong: Wrong,
) -> Result<Shown> {
    let moving = wrong.customer.take();
    let asked = asked(cx);
    let happened = timeline::of(cx, &ticket, choices).await?;
    let (messages, older) = conversation::messages(cx, &ticket, asked).await?;
    let customer = customer(cx, &ticket).await?;
    let (reply, note) =
        writing::of(cx, &ticket, &messages, (&customer.emails, &customer.phones), wrong).await?;
    let entries = conversation::entries(cx, messages, &happened, asked).await?;
    Ok(Shown {
        works: store::reach::lets(cx, cx.db(), rights::WORK, ticket.group).await?,
        assignee: match ticket.assignee {
            Some(id) => users(cx, choices, &[id]).await?.pop(),
            None => None,
        },
        tags: store::ticket::tags(cx.db(), ticket.id).await?,
        writing: others_writing(cx, &ticket, choices).await?,
        mailbox: mailbox(cx, &ticket).await?,
        history: happened.into_iter().map(|(_, fact)| fact).collect(),
        moving,
        customer,
        entries,
        older,
        reply,
        note,
        ticket,
    })
}

/// What the address asks for beside the ticket.
fn asked(cx: &Cx) -> Asked {
    let query = cx.request.as_ref().map_or("", |request| request.query.as_str());
    let given: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let value = |name: &str| given.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str());
    Asked {
        older: value("older").is_some(),
        images: value("images").and_then(|id| id.parse().ok()),
    }
}

async fn customer(cx: &Cx, ticket: &Ticket) -> Result<Customer> {
    let person = directory::get_person(cx.db(), ticket.person).await?;
    let facts = directory::person_facts(cx.db(), &person).await?;
    let organisation = match ticket.organisation {
        Some(id) => directory::find_organisation(cx.db(), id).await?,
        None => None,
    };
    let hidden = store::reach::hidden(cx, rights::VIEW).await?;
    let mut others = store::ticket::of_person(cx.db(), ticket.person, &hidden, 6).await?;
    others.retain(|other| other.id != ticket.id);
    others.truncate(5);
    Ok(Customer { person, emails: facts.emails, phones: facts.phones, organisation, others })
}

/// The names of those who have written into a composer of this ticket in the last two minutes.
async fn others_writing(cx: &Cx, ticket: &Ticket, choices: &Choices) -> Result<Vec<String>> {
    let Some(user) = cx.user_id() else { return Ok(Vec::new()) };
    let since = Millis(cx.now - TimeDelta::minutes(2));
    let mut ids = store::draft::others(cx.db(), ticket.id, user, since).await?;
    ids.sort_unstable();
    ids.dedup();
    Ok(users(cx, choices, &ids).await?.into_iter().map(|user| user.name).collect())
}

/// The mailbox that answers leave from, as sending chooses it.
async fn mailbox(cx: &Cx, ticket: &Ticket) -> Result<Option<Mailbox>> {
    crate::actions::mailbox_of(cx, ticket).await
}

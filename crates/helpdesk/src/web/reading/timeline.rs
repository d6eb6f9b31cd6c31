//! A ticket's recorded facts, with the names of those they are about.

use super::choices::users;
use crate::domain::ticket::Ticket;
use crate::views::choices::Choices;
use crate::views::happened::{Happened, What};
use chrono::{DateTime, Utc};
use events::helpdesk::*;
use platform::event::{self, Recorded};
use platform::users::UserId;
use platform::{Cx, Result};
use std::collections::{HashMap, HashSet};

type Names = HashMap<UserId, String>;

/// Everything that happened to a ticket, oldest first, each with its id, which grows with time.
pub(super) async fn of(
    cx: &Cx,
    ticket: &Ticket,
    choices: &Choices,
) -> Result<Vec<(u128, Happened)>> {
    let facts = event::timeline(cx.db(), &events::helpdesk::object(ticket.id)).await?;
    let names = names(cx, &facts, choices).await?;
    let moments = moments_of_more(&facts);
    Ok(facts
        .iter()
        .filter_map(|fact| Some((fact.id.as_u128(), happened(fact, &names, &moments)?)))
        .collect())
}

async fn names(cx: &Cx, facts: &[Recorded], choices: &Choices) -> Result<Names> {
    let mut ids: HashSet<UserId> = facts.iter().filter_map(|fact| fact.actor).collect();
    for fact in facts.iter().filter_map(Recorded::facts::<TicketAssigned>) {
        ids.extend(fact.to);
    }
    let ids: Vec<UserId> = ids.into_iter().collect();
    let users = users(cx, choices, &ids).await?;
    Ok(users.into_iter().map(|user| (user.id, user.name)).collect())
}

/// Who did something when.
type Moment = (Option<UserId>, DateTime<Utc>);

/// The moments of a reply, an assignment, …: a new status that comes with one goes without saying.
fn moments_of_more(facts: &[Recorded]) -> HashSet<Moment> {
    let other = facts.iter().filter(|fact| fact.facts::<StatusChanged>().is_none());
    other.map(|fact| (fact.actor, fact.at.0)).collect()
}

fn happened(fact: &Recorded, names: &Names, moments: &HashSet<Moment>) -> Option<Happened> {
    let what = what(fact, names)?;
    let minor = match what {
        What::Opened { .. }
        | What::CustomerWrote
        | What::Replied
        | What::Noted
        | What::Delivery { .. } => true,
        What::Status { .. } => moments.contains(&(fact.actor, fact.at.0)),
        _ => false,
    };
    let actor = fact.actor.and_then(|id| names.get(&id).cloned());
    Some(Happened { what, actor, at: fact.at.0, minor })
}

fn what(fact: &Recorded, names: &Names) -> Option<What> {
    if let Some(TicketOpened { by_mail, archived, .. }) = fact.facts() {
        return Some(What::Opened { by_mail, archived });
    }
    if fact.facts::<CustomerWrote>().is_some() {
        return Some(What::CustomerWrote);
    }
    if fact.facts::<AgentReplied>().is_some() {
        return Some(What::Replied);
    }
    if fact.facts::<NoteAdded>().is_some() {
        return Some(What::Noted);
    }
    if let Some(TicketAssigned { to, .. }) = fact.facts() {
        let name = to.map(|id| names.get(&id).cloned().unwrap_or_else(|| id.to_string()));
        return Some(What::Assigned { to: name, own: to.is_some() && to == fact.actor });
    }
    state(fact)
}

fn state(fact: &Recorded) -> Option<What> {
    if let Some(StatusChanged { to, .. }) = fact.facts() {
        return Some(What::Status { to });
    }
    if let Some(TicketClosed { silent, .. }) = fact.facts() {
        return Some(What::Closed { silent });
    }
    if let Some(TicketReopened { by_customer, .. }) = fact.facts() {
        return Some(What::Reopened { by_customer });
    }
    if let Some(TicketChanged { field, from, to, .. }) = fact.facts() {
        return Some(What::Changed { field, from, to });
    }
    if let Some(TicketTagged { added, removed, .. }) = fact.facts() {
        return Some(What::Tagged { added, removed });
    }
    if let Some(TicketEscalated { from, to, reason, .. }) = fact.facts() {
        return Some(What::Escalated { from, to, reason });
    }
    let DeliveryChanged { state, detail, .. } = fact.facts()?;
    // that a mail left, or will be tried again, stands on the message; here stands what a person did or must see
    let is_news =
        detail == "decided" || matches!(state.as_str(), "failed" | "uncertain" | "bounced");
    is_news.then_some(What::Delivery { state })
}

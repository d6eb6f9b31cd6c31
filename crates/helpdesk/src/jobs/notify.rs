//! Agents are told: of new tickets, of answers, and of what was handed to them.

use crate::actions::{NewMail, finish, message_id, queue_mail};
use crate::config::HelpdeskConfig;
use crate::domain::outgoing::Purpose;
use crate::domain::recipient::Recipient;
use crate::domain::ticket::{Ticket, TicketId};
use crate::mail::write;
use crate::store;
use events::helpdesk::{CustomerWrote, TicketAssigned, TicketOpened};
use platform::config::ServerConfig;
use platform::job::{Failure, Job};
use platform::mail::compose::Draft;
use platform::users::{self, User, UserId};
use platform::{Cx, Result};
use serde::{Deserialize, Serialize};

/// Tells the group of a new ticket.
#[derive(Debug, Serialize, Deserialize)]
pub struct NotifyNew {
    ticket: TicketId,
}

impl NotifyNew {
    pub fn when_opened(event: TicketOpened) -> Option<Self> {
        (!event.archived).then_some(Self { ticket: event.ticket })
    }
}

impl Job for NotifyNew {
    const NAME: &'static str = "helpdesk.notify_new";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let ticket = store::ticket::get(cx.db(), self.ticket).await?;
        let mut people = group_of(&cx, &ticket).await?;
        // who opened it knows it
        let opener = opener(&cx, &ticket).await?;
        people.retain(|user| Some(user.id) != opener);
        tell(&cx, &ticket, "helpdesk-mail-notice-new", people).await?;
        Ok(())
    }
}

/// The agent who took the call; none for a ticket that came by mail.
async fn opener(cx: &Cx, ticket: &Ticket) -> Result<Option<UserId>> {
    let timeline = platform::event::timeline(cx.db(), &events::helpdesk::object(ticket.id)).await?;
    Ok(timeline
        .iter()
        .find(|fact| fact.facts::<TicketOpened>().is_some())
        .and_then(|fact| fact.actor))
}

/// Tells the assignee (or the group) that the customer answered.
#[derive(Debug, Serialize, Deserialize)]
pub struct NotifyAnswer {
    ticket: TicketId,
}

impl NotifyAnswer {
    pub fn when_written(event: CustomerWrote) -> Option<Self> {
        (!event.automatic).then_some(Self { ticket: event.ticket })
    }
}

impl Job for NotifyAnswer {
    const NAME: &'static str = "helpdesk.notify_answer";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let ticket = store::ticket::get(cx.db(), self.ticket).await?;
        let people = match ticket.assignee {
            Some(agent) => users::with_ids(cx.db(), &[agent]).await?,
            None => group_of(&cx, &ticket).await?,
        };
        tell(&cx, &ticket, "helpdesk-mail-notice-answer", people).await?;
        Ok(())
    }
}

/// Tells an agent what was handed over, unless the ticket has moved on since.
#[derive(Debug, Serialize, Deserialize)]
pub struct NotifyAssignee {
    ticket: TicketId,
    agent: UserId,
}

impl NotifyAssignee {
    pub fn when_assigned(event: TicketAssigned) -> Option<Self> {
        event.to.map(|agent| Self { ticket: event.ticket, agent })
    }
}

impl Job for NotifyAssignee {
    const NAME: &'static str = "helpdesk.notify_assignee";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let ticket = store::ticket::get(cx.db(), self.ticket).await?;
        if ticket.assignee != Some(self.agent) || took_it(&cx, &ticket, self.agent).await? {
            return Ok(());
        }
        let agent = users::with_ids(cx.db(), &[self.agent]).await?;
        tell(&cx, &ticket, "helpdesk-mail-notice-assigned", agent).await?;
        Ok(())
    }
}

/// Who takes a ticket knows it.
async fn took_it(cx: &Cx, ticket: &Ticket, agent: UserId) -> Result<bool> {
    let timeline = platform::event::timeline(cx.db(), &events::helpdesk::object(ticket.id)).await?;
    let last = timeline
        .iter()
        .rev()
        .find_map(|fact| fact.facts::<TicketAssigned>().map(|assigned| (assigned.to, fact.actor)));
    Ok(last == Some((Some(agent), Some(agent))))
}

/// The members of the ticket's group; everyone who works here while a group has none.
async fn group_of(cx: &Cx, ticket: &Ticket) -> Result<Vec<User>> {
    let members = store::group::members(cx.db(), ticket.group).await?;
    if members.is_empty() {
        users::active_staff(cx.db()).await
    } else {
        users::with_ids(cx.db(), &members).await
    }
}

/// One mail to each, in each one's language. None goes to a mailbox of our own: that would be a new ticket.
async fn tell(cx: &Cx, ticket: &Ticket, key: &str, people: Vec<User>) -> Result<()> {
    let mailbox = match ticket.mailbox {
        Some(id) => Some(store::mailbox::get(cx.db(), id).await?).filter(|mailbox| mailbox.active),
        None => None,
    };
    let wanted = cx.kontor.config.section::<HelpdeskConfig>().notify_agents;
    let (Some(mailbox), true) = (mailbox, wanted) else { return Ok(()) };
    let mut finished = Vec::new();
    let people = people.into_iter().filter(|user| user.active && user.role.is_staff()).collect();
    for user in store::reach::workers(cx, Some(ticket.group), people).await? {
        if store::mailbox::find_by_address(cx.db(), &user.email_key).await?.is_some() {
            continue;
        }
        let to = Recipient { name: user.name.clone(), address: user.email.clone() };
        let draft = Draft {
            to: write::mailboxes(std::slice::from_ref(&to)),
            subject: write::subject(ticket),
            text: text(cx, ticket, key, &user).await?,
            headers: write::automatic("auto-generated"),
            ..write::letter(cx, &mailbox, message_id(cx, &mailbox, ticket.id))
        };
        let mail = NewMail {
            purpose: Purpose::Notice,
            mailbox: &mailbox,
            ticket: ticket.id,
            draft,
            recipients: std::slice::from_ref(&to),
        };
        finished.push(finish(cx, mail).await?);
    }
    // all or none: a repeat of this job tells nobody twice
    let tx = cx.begin().await?;
    for mail in finished {
        queue_mail(&tx, cx, mail, None).await?;
    }
    cx.commit(tx).await
}

async fn text(cx: &Cx, ticket: &Ticket, key: &str, user: &User) -> Result<String> {
    let l = cx.kontor.locale(user.lang);
    let person = directory::get_person(cx.db(), ticket.person).await?;
    let number = ticket.number.to_string();
    let args = [
        ("number", number.into()),
        ("subject", ticket.subject.as_str().into()),
        ("name", person.name.as_str().into()),
    ];
    let origin = cx.kontor.config.section::<ServerConfig>().origin();
    let url = format!("{origin}/tickets/{}", ticket.number);
    let link = l.ta("helpdesk-mail-notice-link", &[("url", url.into())]);
    Ok(format!("{}\n\n{link}\n", l.ta(key, &args)))
}

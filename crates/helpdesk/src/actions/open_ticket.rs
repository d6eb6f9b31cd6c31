use super::{add_message, written};
use crate::domain::message::{Body, Kind};
use crate::domain::recipient;
use crate::domain::ticket::{
    CategoryId, Channel, GroupId, Priority, Status, Subject, Ticket, TicketId,
};
use crate::{rights, store};
use events::directory::PersonId;
use events::helpdesk::TicketOpened;
use platform::db::Source;
use platform::op::{self, OpId};
use platform::users::UserId;
use platform::{Cx, Error, Millis, Refusal, Result, Tx, event};

/// What an agent writes down, usually with the customer on the phone.
#[derive(Clone, Debug, Default)]
pub struct NewTicket {
    /// Somebody who is known, …
    pub person: Option<PersonId>,
    /// … or what the caller said: an address, a name, a number; at least one of them.
    pub email: String,
    pub name: String,
    pub phone: String,
    /// Somebody else than those in the directory who have the same name.
    pub namesake: bool,
    pub subject: String,
    pub body: String,
    pub group: Option<GroupId>,
    pub category: Option<CategoryId>,
    pub priority: Option<i16>,
    pub assignee: Option<UserId>,
    pub tags: String,
    /// True: the customer is told the number by mail, as if the mail had been theirs.
    pub acknowledge: bool,
    pub op: Option<OpId>,
}

/// Opens a ticket by hand.
pub async fn open_ticket(cx: &Cx, new: NewTicket) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    if let Some(op) = new.op
        && let Some(before) = op::find(&tx, cx, op).await?
    {
        return store::ticket::get(&tx, before.parse().map_err(|_| Error::NotFound)?).await;
    }
    let (subject, body) = (Subject::new(&new.subject), Body::new(&new.body));
    let (subject, body) = all(subject, body, customer_given(&new))?;
    let person = customer(&tx, cx, &new).await?;
    let mut ticket = ticket(&tx, cx, &new, subject, &person).await?;
    store::ticket::insert(&tx, ticket.clone()).await?;
    let mut message = written(cx, ticket.id, Kind::Customer, &body);
    message.person = Some(person.id);
    message.from_name.clone_from(&person.name);
    message.subject = ticket.subject.as_str().to_owned();
    let fact = TicketOpened {
        ticket: ticket.id,
        number: ticket.number,
        message: message.id,
        by_mail: false,
        answerable: new.acknowledge,
        archived: false,
    };
    add_message(&tx, &mut ticket, message).await?;
    store::ticket::save(&tx, &mut ticket).await?;
    let tags: std::collections::BTreeSet<String> =
        new.tags.split(',').filter_map(crate::domain::ticket::tag).take(20).collect();
    store::ticket::add_tags(&tx, ticket.id, &tags.into_iter().collect::<Vec<_>>()).await?;
    if let Some(op) = new.op {
        op::keep(&tx, cx, op, ticket.id.to_string()).await?;
    }
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(ticket)
}

/// Says everything that is wrong at once.
fn all<A, B>(
    subject: Result<A, impl Into<Refusal>>,
    body: Result<B, impl Into<Refusal>>,
    customer: Result<(), Refusal>,
) -> Result<(A, B)> {
    match (subject, body, customer) {
        (Ok(subject), Ok(body), Ok(())) => Ok((subject, body)),
        (subject, body, customer) => {
            let wrong = [customer.err(), subject.err().map(Into::into), body.err().map(Into::into)];
            Err(Error::Refused(wrong.into_iter().flatten().collect()))
        }
    }
}

fn customer_given(new: &NewTicket) -> Result<(), Refusal> {
    let said = [&new.email, &new.name, &new.phone].map(|text| text.trim());
    if new.person.is_none() && said.iter().all(|text| text.is_empty()) {
        let text = "a ticket needs a customer";
        return Err(Refusal::new("helpdesk-ticket-customer-missing", text).on("person"));
    }
    let [email, ..] = said;
    if new.person.is_some() || email.is_empty() || recipient::is_address(email) {
        return Ok(());
    }
    let wrong = crate::domain::message::Refused::AddressInvalid(email.to_owned());
    Err(Refusal::from(wrong).on("email"))
}

/// Who is known, or is written down now. A name that others have, or a part of their name, is asked about where neither
/// the address nor the number says who it is: it is mostly one of them.
async fn customer(tx: &Tx, cx: &Cx, new: &NewTicket) -> Result<directory::Person> {
    if let Some(id) = new.person {
        let person = directory::get_person(tx, id).await?;
        return directory::note_phone(tx, cx, person, new.phone.trim()).await;
    }
    let caller = directory::Caller {
        name: new.name.trim(),
        email: new.email.trim(),
        phone: new.phone.trim(),
    };
    let may_be_known = !new.namesake && caller.email.is_empty() && !caller.name.is_empty();
    if may_be_known
        && directory::find_caller(tx, caller).await?.is_none()
        && !directory::persons_named(tx, caller.name, 1).await?.is_empty()
    {
        let text = "somebody of this name is in the directory";
        let refusal = Refusal::new("helpdesk-ticket-customer-known", text);
        return Err(refusal.with("name", caller.name).on("person").into());
    }
    directory::note_caller(tx, cx, caller).await
}

async fn ticket(
    tx: &Tx,
    cx: &Cx,
    new: &NewTicket,
    subject: Subject,
    person: &directory::Person,
) -> Result<Ticket> {
    let mailboxes = store::mailbox::active(tx).await?;
    let group = group(tx, cx, new).await?;
    let mailbox =
        mailboxes.iter().find(|mailbox| mailbox.group == group).or_else(|| mailboxes.first());
    let mut ticket = Ticket {
        id: TicketId::new(),
        number: store::ticket::next_number(tx).await?,
        subject,
        status: Status::New,
        open: true,
        priority: Priority::new(new.priority.unwrap_or(Priority::NORMAL.get()))?,
        channel: Channel::Phone,
        group,
        category: new.category,
        assignee: None,
        level: 1,
        person: person.id,
        organisation: person.organisation,
        mailbox: mailbox.map(|mailbox| mailbox.id),
        lang: mailbox.map_or(cx.kontor.default_lang, |mailbox| mailbox.lang),
        unverified: false,
        message_count: 0,
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        last_customer_at: Some(Millis(cx.now)),
        last_agent_at: None,
        closed_at: None,
        version: 0,
    };
    if let Some(agent) = new.assignee {
        let agent = platform::users::get(tx, agent).await?;
        super::assign_ticket::fit(tx, cx, &agent, group).await?;
        ticket.assign(Some(&agent))?;
    }
    Ok(ticket)
}

/// The group of a ticket by hand where none is chosen: one of the agent's own, else the only one there is.
pub(crate) async fn usual_group(db: &impl Source, cx: &Cx) -> Result<Option<GroupId>> {
    let hidden = store::reach::hidden(cx, rights::WORK).await?;
    let mut active = store::group::all(db).await?;
    active.retain(|group| group.active && !hidden.contains(&group.id));
    let own = match cx.user_id() {
        Some(user) => store::group::of_user(db, user).await?,
        None => Vec::new(),
    };
    let first_own = active.iter().find(|group| own.contains(&group.id));
    let only = active.first().filter(|_| active.len() == 1);
    Ok(first_own.or(only).map(|group| group.id))
}

async fn group(tx: &Tx, cx: &Cx, new: &NewTicket) -> Result<GroupId> {
    if let Some(id) = new.group {
        let group = store::group::get(tx, id).await?.id;
        let reached = store::reach::lets(cx, tx, rights::WORK, group).await?;
        return if reached { Ok(group) } else { Err(Error::NotFound) };
    }
    if let Some(usual) = usual_group(tx, cx).await? {
        return Ok(usual);
    }
    let all = store::group::all(tx).await?;
    if all.is_empty() {
        return super::structure::first_group(tx, cx).await;
    }
    let refusal = if all.iter().any(|group| group.active) {
        Refusal::new("helpdesk-ticket-group-blank", "a group must be chosen")
    } else {
        Refusal::new("helpdesk-ticket-group-missing", "there is no group in use")
    };
    Err(refusal.on("group").into())
}

use super::erase_addresses::forget_addresses;
use super::erase_user::name_instead;
use crate::domain::message::MessageId;
use crate::domain::outgoing::{Delivery, Outgoing};
use crate::domain::ticket::{Ticket, TicketId};
use crate::jobs::SendMail;
use crate::store::erasure::{self, Instead};
use crate::{rights, store};
use events::directory::PersonId;
use platform::privacy::hold::Held;
use platform::privacy::{Subject, forget_files};
use platform::{Cx, Error, Millis, Result, Tx, audit, job};

/// Conversations in one transaction.
const LOT: usize = 10;

fn instead(cx: &Cx) -> Instead {
    let l = cx.kontor.locale(cx.kontor.default_lang);
    Instead { text: l.t("helpdesk-erased-text"), name: name_instead(cx) }
}

/// Takes the content out of the conversations of these persons, but for business letters that are kept, and out of what
/// they wrote in conversations of others. Numbers, states and times stay.
pub async fn erase_person(cx: &Cx, subject: &Subject) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let persons: Vec<PersonId> = subject.persons.iter().map(|id| PersonId(*id)).collect();
    let own = erasure::tickets_of(cx.db(), &persons, subject.letters_since.map(Millis)).await?;
    let own: Vec<TicketId> = own.into_iter().map(|ticket| ticket.id).collect();
    let over = |ticket: &Ticket| subject.letters_since.is_none_or(|at| ticket.updated_at.0 < at);
    let still = |ticket: &Ticket| persons.contains(&ticket.person) && over(ticket);
    erase_tickets(cx, &own, &Held::default(), still).await?;
    if subject.letters_since.is_some() {
        return Ok(());
    }
    let name = name_instead(cx);
    let elsewhere = erasure::written_elsewhere(cx.db(), &persons, &name).await?;
    erase_entries(cx, elsewhere.into_iter().map(|(id, _)| id).collect()).await?;
    forget_addresses(cx, subject).await?;
    let tx = cx.begin().await?;
    erasure::forget_automatic(&tx, &subject.emails).await?;
    cx.commit(tx).await
}

/// Takes the content out of those of these conversations that are `still` to go and not `held`, a few at a time; how many
/// went.
pub async fn erase_tickets(
    cx: &Cx,
    tickets: &[TicketId],
    held: &Held,
    still: impl Fn(&Ticket) -> bool,
) -> Result<u64> {
    let instead = instead(cx);
    let subject = cx.kontor.locale(cx.kontor.default_lang).t("helpdesk-erased-subject");
    let mut gone = 0;
    for some in tickets.chunks(LOT) {
        let tx = cx.begin().await?;
        erasure::lock(&tx, some).await?;
        let mut due = store::ticket::with_ids(&tx, some).await?;
        let held = erasure::held_of(&tx, some, held).await?;
        due.retain(|ticket| still(ticket) && !held.contains(&ticket.id));
        let Some(at) = erased_at(cx, &due) else { continue };
        let due: Vec<TicketId> = due.iter().map(|ticket| ticket.id).collect();
        let messages = erasure::messages_of(&tx, &due).await?;
        let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
        let outgoing = erasure::outgoing(&tx, &due, &ids).await?;
        let mut files = erasure::empty_messages(&tx, &messages, &instead).await?;
        files.extend(forget_mails(&tx, outgoing).await?);
        files.extend(erasure::empty_tickets(&tx, &due, &subject, at).await?);
        let objects = due.iter().map(|id| events::helpdesk::object(*id)).collect();
        audit::erase(&tx, &audit::Subject { objects, ..audit::Subject::default() }).await?;
        forget_files(&tx, cx, files).await?;
        cx.commit(tx).await?;
        gone += due.len() as u64;
    }
    Ok(gone)
}

/// Not before what happened in them last: a job may be older than that, and clocks of nodes differ.
fn erased_at(cx: &Cx, tickets: &[Ticket]) -> Option<Millis> {
    let last = tickets.iter().map(|ticket| ticket.updated_at.0).max()?;
    Some(Millis(last.max(cx.kontor.clock.now())))
}

/// Takes the content out of single entries.
pub(super) async fn erase_entries(cx: &Cx, ids: Vec<MessageId>) -> Result<()> {
    let instead = instead(cx);
    for some in ids.chunks(100) {
        let tx = cx.begin().await?;
        let messages = store::message::with_ids(&tx, some).await?;
        let outgoing = erasure::outgoing(&tx, &[], some).await?;
        let mut files = erasure::empty_messages(&tx, &messages, &instead).await?;
        files.extend(forget_mails(&tx, outgoing).await?);
        forget_files(&tx, cx, files).await?;
        cx.commit(tx).await?;
    }
    Ok(())
}

/// What waits to be sent is not sent any more; while a mail is handed over, the erasure waits. Returns the files of these
/// mails.
pub(super) async fn forget_mails(tx: &Tx, mails: Vec<Outgoing>) -> Result<Vec<String>> {
    if mails.iter().any(|mail| mail.state == Delivery::HandingOver) {
        return Err(Error::Stale);
    }
    take_back(tx, &mails).await?;
    Ok(mails.into_iter().map(|mail| mail.file).collect())
}

/// Forgets these mails, and the jobs of those that wait; `Stale` where one of these runs by now.
pub(super) async fn take_back(tx: &Tx, mails: &[Outgoing]) -> Result<()> {
    let waiting = mails.iter().filter(|mail| mail.state == Delivery::Queued);
    let objects: Vec<String> = waiting.map(|mail| SendMail::object(mail.id)).collect();
    for row in job::about::<SendMail>(tx, &objects).await?.into_values() {
        if !job::discard_if_idle(tx, row.id).await? {
            return Err(Error::Stale);
        }
    }
    erasure::forget_outgoing(tx, mails).await
}

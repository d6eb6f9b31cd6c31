use super::erase_user::name_instead;
use crate::domain::message::MessageId;
use crate::domain::outgoing::{Delivery, Outgoing};
use crate::domain::recipient;
use crate::domain::ticket::TicketId;
use crate::jobs::SendMail;
use crate::store::erasure::{self, Instead};
use crate::{rights, store};
use events::directory::PersonId;
use platform::privacy::{Subject, forget_files};
use platform::{Cx, Millis, Result, Tx, audit, job};

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
    erase_tickets(cx, &own).await?;
    if subject.letters_since.is_some() {
        return Ok(());
    }
    let elsewhere = erasure::written_elsewhere(cx.db(), &persons).await?;
    erase_entries(cx, elsewhere.into_iter().map(|(id, _)| id).collect()).await?;
    forget_addresses(cx, subject).await?;
    let tx = cx.begin().await?;
    erasure::forget_automatic(&tx, &subject.emails).await?;
    cx.commit(tx).await
}

/// Takes the content out of these conversations, a few at a time.
pub async fn erase_tickets(cx: &Cx, tickets: &[TicketId]) -> Result<()> {
    let instead = instead(cx);
    let subject = cx.kontor.locale(cx.kontor.default_lang).t("helpdesk-erased-subject");
    for some in tickets.chunks(LOT) {
        let tx = cx.begin().await?;
        let messages = erasure::messages_of(&tx, some).await?;
        let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
        let outgoing = forget_outgoing(&tx, some, &ids).await?;
        let mut files = erasure::empty_messages(&tx, &messages, &instead).await?;
        files.extend(outgoing);
        files.extend(erasure::empty_tickets(&tx, some, &subject, Millis(cx.now)).await?);
        let objects = some.iter().map(|id| events::helpdesk::object(*id)).collect();
        audit::erase(&tx, &audit::Subject { objects, ..audit::Subject::default() }).await?;
        forget_files(&tx, cx, files).await?;
        cx.commit(tx).await?;
    }
    Ok(())
}

/// Takes the content out of single entries.
async fn erase_entries(cx: &Cx, ids: Vec<MessageId>) -> Result<()> {
    let instead = instead(cx);
    for some in ids.chunks(100) {
        let tx = cx.begin().await?;
        let mut messages = Vec::with_capacity(some.len());
        for id in some {
            messages.push(store::message::get(&tx, *id).await?);
        }
        let outgoing = forget_outgoing(&tx, &[], some).await?;
        let mut files = erasure::empty_messages(&tx, &messages, &instead).await?;
        files.extend(outgoing);
        forget_files(&tx, cx, files).await?;
        cx.commit(tx).await?;
    }
    Ok(())
}

/// What waits to be sent is not sent any more. Returns the files of these mails.
async fn forget_outgoing(
    tx: &Tx,
    tickets: &[TicketId],
    messages: &[MessageId],
) -> Result<Vec<String>> {
    let mails = erasure::outgoing(tx, tickets, messages).await?;
    let waiting = mails.iter().filter(|mail| mail.state == Delivery::Queued);
    let objects: Vec<String> = waiting.map(|mail: &Outgoing| SendMail::object(mail.id)).collect();
    for row in job::about::<SendMail>(tx, &objects).await?.into_values() {
        if row.state != job::State::Running {
            job::discard(tx, row.id).await?;
        }
    }
    erasure::forget_outgoing(tx, &mails).await?;
    Ok(mails.into_iter().map(|mail| mail.file).collect())
}

/// Takes the addresses out of To and Cc of conversations with others, and the content out of entries that came from
/// them. Every entry's addresses are read, a lot at a time.
async fn forget_addresses(cx: &Cx, subject: &Subject) -> Result<()> {
    let mut after = None;
    loop {
        let lot = erasure::addressed(cx.db(), after).await?;
        let Some((last, ..)) = lot.last() else { return Ok(()) };
        after = Some(*last);
        let (mut theirs, mut others) = (Vec::new(), Vec::new());
        for (id, from, to, cc) in lot {
            if subject.is_named_in(&from) {
                theirs.push(id);
            } else if subject.is_named_in(&to) || subject.is_named_in(&cc) {
                others.push((id, without(subject, &to), without(subject, &cc)));
            }
        }
        erase_entries(cx, theirs).await?;
        if !others.is_empty() {
            readdress(cx, subject, others).await?;
        }
    }
}

/// Entries of others that name the person no more. What was sent already loses its copy, which does; what still waits
/// goes to the others alone.
async fn readdress(
    cx: &Cx,
    subject: &Subject,
    entries: Vec<(MessageId, String, String)>,
) -> Result<()> {
    let tx = cx.begin().await?;
    let ids: Vec<MessageId> = entries.iter().map(|(id, ..)| *id).collect();
    for (id, to, cc) in entries {
        erasure::readdress(&tx, id, to, cc).await?;
    }
    let mails = erasure::outgoing(&tx, &[], &ids).await?;
    let waits = |mail: &Outgoing| matches!(mail.state, Delivery::Queued | Delivery::HandingOver);
    let (waiting, over): (Vec<_>, Vec<_>) = mails.into_iter().partition(waits);
    for mut mail in waiting {
        let to: Vec<String> = serde_json::from_str(&mail.recipients).unwrap_or_default();
        let to: Vec<_> = to.into_iter().filter(|one| !subject.is_named_in(one)).collect();
        mail.recipients = serde_json::to_string(&to)?;
        store::outgoing::save(&tx, &mut mail).await?;
    }
    erasure::forget_outgoing(&tx, &over).await?;
    forget_files(&tx, cx, over.into_iter().map(|mail| mail.file).collect()).await?;
    cx.commit(tx).await
}

/// A list of addressees without the person; nothing where the list cannot be read.
fn without(subject: &Subject, list: &str) -> String {
    if !subject.is_named_in(list) {
        return list.to_owned();
    }
    let others = recipient::list(list).unwrap_or_default().into_iter();
    let others = others.filter(|one| !subject.is_named_in(&one.address));
    others.map(|one| one.to_string()).collect::<Vec<_>>().join(", ")
}

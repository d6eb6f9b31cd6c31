//! The composers as they stand: empty, restored from a draft, or sent back with their mistakes.

use crate::domain::draft::Draft;
use crate::domain::message::{Kind, Message, last_of};
use crate::domain::ticket::Ticket;
use crate::store;
use crate::views::composer::{Writing, Wrong};
use platform::op::OpId;
use platform::users::UserId;
use platform::{Cx, Result};

/// The reply and the note.
pub(super) async fn of(
    cx: &Cx,
    ticket: &Ticket,
    messages: &[Message],
    (emails, phones): (&[String], &[String]),
    wrong: Wrong,
) -> Result<(Writing, Writing)> {
    let Some(user) = cx.user_id() else { return Ok((Writing::blank(), Writing::blank())) };
    let drafts = store::draft::of(cx.db(), ticket.id, user).await?;
    let draft = |kind: &str| drafts.iter().find(|draft| draft.kind == kind);
    let mut reply = if let Some((reply, refusals)) = wrong.reply {
        Writing {
            op: reply.op.unwrap_or_else(OpId::new),
            body: reply.body,
            to: reply.to,
            cc: reply.cc,
            files: store::attachment::unsent(cx.db(), user, &reply.attachments).await?,
            wrong: refusals,
            ..Writing::blank()
        }
    } else {
        let (to, cc) = recipients(cx, ticket, messages, emails).await?;
        restored(cx, Writing { to, cc, ..Writing::blank() }, draft("reply")).await?
    };
    reply.strangers = strangers(&reply.to, ticket, messages, emails);
    reply.other_writer = other_writer(ticket, messages);
    let reachable = !emails.is_empty() || last_of(messages, ticket.person).is_some();
    reply.no_address = (!reachable).then(|| phones.to_vec());
    reply.newer = draft("reply").and_then(|draft| newer(messages, draft, user));
    let note = match wrong.note {
        Some((note, refusals)) => Writing {
            op: note.op.unwrap_or_else(OpId::new),
            body: note.body,
            files: store::attachment::unsent(cx.db(), user, &note.attachments).await?,
            wrong: refusals,
            ..Writing::blank()
        },
        None => restored(cx, Writing::blank(), draft("note")).await?,
    };
    Ok((reply, note))
}

async fn restored(cx: &Cx, new: Writing, draft: Option<&Draft>) -> Result<Writing> {
    let Some(draft) = draft else { return Ok(new) };
    Ok(Writing {
        files: store::attachment::unsent(cx.db(), draft.user, &draft.uploads()).await?,
        body: draft.body.clone(),
        to: if draft.to_addresses.is_empty() { new.to } else { draft.to_addresses.clone() },
        cc: draft.cc_addresses.clone(),
        kept_at: Some(draft.updated_at.0),
        ..new
    })
}

/// Who wrote after the draft was last kept, and when.
fn newer(
    messages: &[Message],
    draft: &Draft,
    user: UserId,
) -> Option<(String, chrono::DateTime<chrono::Utc>)> {
    let last = messages.iter().rev().find(|message| {
        message.is_public()
            && message.author != Some(user)
            && message.created_at.0 > draft.updated_at.0
    })?;
    let name = if last.from_name.is_empty() { &last.from_address } else { &last.from_name };
    Some((name.clone(), last.created_at.0))
}

/// To the ticket's customer, with those who got a copy of what they wrote last; our own mailboxes are left out.
pub(super) async fn recipients(
    cx: &Cx,
    ticket: &Ticket,
    messages: &[Message],
    emails: &[String],
) -> Result<(String, String)> {
    let own: Vec<String> = store::mailbox::all(cx.db())
        .await?
        .into_iter()
        .map(|mailbox| mailbox.address_key)
        .collect();
    let ours = |address: &str| own.contains(&address.to_lowercase());
    let last = last_of(messages, ticket.person);
    let used = last.map(|last| &last.from_address);
    let to = used.into_iter().chain(emails).find(|address| !ours(address));
    let to = to.cloned().unwrap_or_default();
    let copies = last.map_or("", |last| last.cc_addresses.as_str());
    let copies = crate::domain::recipient::list(copies).unwrap_or_default();
    let copies: Vec<String> = copies
        .iter()
        .filter(|copy| !ours(&copy.address) && !copy.address.eq_ignore_ascii_case(&to))
        .map(ToString::to_string)
        .collect();
    Ok((to, copies.join(", ")))
}

/// Those of the addressees who are not the ticket's customer.
fn strangers(to: &str, ticket: &Ticket, messages: &[Message], emails: &[String]) -> Vec<String> {
    let used = last_of(messages, ticket.person).map(|last| &last.from_address);
    let known: Vec<&String> = used.into_iter().chain(emails).collect();
    let named = crate::domain::recipient::list(to).unwrap_or_default();
    named
        .into_iter()
        .map(|recipient| recipient.address)
        .filter(|address| !known.iter().any(|known| known.eq_ignore_ascii_case(address)))
        .collect()
}

/// Who wrote last, where that is not the ticket's customer: the answer does not go there by itself.
fn other_writer(ticket: &Ticket, messages: &[Message]) -> Option<String> {
    let last = messages.iter().rev().find(|entry| {
        entry.kind == Kind::Customer && entry.automatic.is_empty() && !entry.from_address.is_empty()
    })?;
    let other = last.person.is_some_and(|person| person != ticket.person);
    other.then(|| last.from_address.clone())
}

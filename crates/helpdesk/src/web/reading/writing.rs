//! The composers as they stand: empty, restored from a draft, or sent back with their mistakes.

use crate::domain::draft::Draft;
use crate::domain::message::{Kind, Message};
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
    emails: &[String],
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
        let (to, cc) = recipients(cx, messages, emails).await?;
        restored(cx, Writing { to, cc, ..Writing::blank() }, draft("reply")).await?
    };
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

/// To the customer who wrote last, with those who got a copy; our own mailboxes are left out.
async fn recipients(cx: &Cx, messages: &[Message], emails: &[String]) -> Result<(String, String)> {
    let last = messages.iter().rev().find(|message| {
        message.kind == Kind::Customer
            && message.automatic.is_empty()
            && !message.from_address.is_empty()
    });
    let Some(last) = last else {
        return Ok((emails.first().cloned().unwrap_or_default(), String::new()));
    };
    let mut known = vec![last.from_address.to_lowercase()];
    known
        .extend(store::mailbox::all(cx.db()).await?.into_iter().map(|mailbox| mailbox.address_key));
    let copies = crate::domain::recipient::list(&last.cc_addresses).unwrap_or_default();
    let copies: Vec<String> = copies
        .iter()
        .filter(|copy| !known.contains(&copy.address.to_lowercase()))
        .map(ToString::to_string)
        .collect();
    Ok((last.from_address.clone(), copies.join(", ")))
}

//! What leaves of someone's conversations: tables, mails as they came and went, and attachments.

use super::{persons, tables};
use crate::actions::name_instead;
use crate::domain::attachment::Attachment;
use crate::domain::message::{Kind, MessageId};
use crate::domain::ticket::TicketId;
use crate::store;
use crate::store::erasure;
use crate::store::naming;
use crate::store::personal::{self, Entry};
use platform::privacy::{Part, Rows, Subject, Table, facts_about};
use platform::{Cx, Result};
use sea_orm::Condition;
use std::collections::HashSet;

static OF_TICKETS: [Table; 6] = [
    tables::TICKETS,
    tables::TAGS,
    tables::MESSAGES,
    tables::ATTACHMENTS,
    tables::OUTGOING,
    tables::MAILS,
];
static OF_USER: [Table; 3] = [tables::DRAFTS, tables::MEMBERS, tables::ATTACHMENTS];
static AUTOMATIC: Table = tables::AUTOMATIC;

fn ids(tickets: &[TicketId]) -> impl Iterator<Item = sea_orm::prelude::Uuid> {
    tickets.iter().map(|id| id.0)
}

/// In one's own archive without what the house noted for itself: that goes out when somebody looked at it.
fn shown(subject: &Subject, rows: Rows, no_note: fn() -> Condition) -> Part {
    Part::Rows(if subject.own { rows.only(no_note()) } else { rows })
}

/// The person's conversations, what they wrote in others, what went to them, and what the accounts wrote.
pub async fn export(cx: Cx, subject: Subject) -> Result<Vec<Part>> {
    let db = cx.db();
    let [tickets, tags, messages, _, outgoing, _] = &OF_TICKETS;
    let own = erasure::ids_of(db, &persons(&subject)).await?;
    let mut parts = vec![
        Part::Rows(Rows::of_ids(tickets, "id", ids(&own))),
        Part::Rows(Rows::of_ids(tags, "ticket", ids(&own))),
        Part::Rows(Rows::of_texts(&AUTOMATIC, "address_key", subject.emails.clone())),
    ];
    if !subject.own {
        parts.extend(of_the_house(&cx, &subject, &own).await?);
    }
    let entries = entries(&cx, &subject, &own).await?;
    let known: HashSet<MessageId> = entries.iter().map(|entry| entry.id).collect();
    let mut all: Vec<MessageId> = known.iter().copied().collect();
    parts.extend(files(&cx, &entries, &all).await?);
    let named = naming::all(db, &subject).await?.into_iter().map(|entry| entry.id);
    let named: Vec<MessageId> = named.collect();
    let mails = named.iter().filter(|id| !known.contains(id));
    parts.push(Part::Rows(Rows::of_ids(outgoing, "message", mails.map(|id| id.0))));
    all.extend(named);
    for user in &subject.users {
        all.extend(erasure::written_by(db, *user).await?);
    }
    all.sort();
    all.dedup();
    let all = Rows::of_ids(messages, "id", all.iter().map(|id| id.0));
    parts.push(shown(&subject, all, personal::no_note));
    parts.extend(of_accounts(&subject));
    Ok(parts)
}

/// What the accounts hold here besides what they wrote.
fn of_accounts(subject: &Subject) -> [Part; 3] {
    let [drafts, members, uploads] = &OF_USER;
    let users = || subject.users.iter().map(|id| id.0);
    [
        shown(subject, Rows::of_ids(drafts, "user", users()), personal::no_note),
        Part::Rows(Rows::of_ids(members, "user", users())),
        shown(subject, Rows::of_ids(uploads, "uploader", users()), personal::in_no_note),
    ]
}

/// What the house did and is writing in the person's conversations.
async fn of_the_house(cx: &Cx, subject: &Subject, own: &[TicketId]) -> Result<Vec<Part>> {
    let [drafts, _, uploads] = &OF_USER;
    let objects = own.iter().map(|id| events::helpdesk::object(*id)).collect();
    let mut parts = vec![
        Part::Rows(facts_about(subject, objects)),
        Part::Rows(Rows::of_ids(drafts, "ticket", ids(own))),
    ];
    for some in own.chunks(100) {
        let unsent = personal::uploads_of(cx.db(), some).await?;
        parts.push(Part::Rows(Rows::of_ids(uploads, "id", unsent.iter().map(|one| one.id.0))));
        parts.extend(unsent.into_iter().filter_map(attached));
    }
    Ok(parts)
}

/// The entries of the person's conversations, and what they wrote in others.
async fn entries(cx: &Cx, subject: &Subject, own: &[TicketId]) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for some in own.chunks(100) {
        entries.extend(personal::entries_of(cx.db(), some).await?);
    }
    let name = name_instead(cx);
    let elsewhere = erasure::written_elsewhere(cx.db(), &persons(subject), &name).await?;
    let elsewhere: Vec<MessageId> = elsewhere.into_iter().map(|(id, _)| id).collect();
    for some in elsewhere.chunks(200) {
        entries.extend(personal::entries_with(cx.db(), some).await?);
    }
    entries.retain(|entry| !subject.own || entry.kind != Kind::Note);
    Ok(entries)
}

/// Mails as they came and went, and attachments.
async fn files(cx: &Cx, entries: &[Entry], ids: &[MessageId]) -> Result<Vec<Part>> {
    let [.., attachments, outgoing, mails] = &OF_TICKETS;
    let db = cx.db();
    let came: Vec<_> = entries.iter().filter_map(|entry| entry.mail).collect();
    let mut parts = vec![
        Part::Rows(Rows::of_ids(mails, "id", came.iter().map(|id| id.0))),
        Part::Rows(Rows::of_ids(attachments, "message", ids.iter().map(|id| id.0))),
        Part::Rows(Rows::of_ids(outgoing, "message", ids.iter().map(|id| id.0))),
    ];
    for some in came.chunks(200) {
        let found = store::mail::with_ids(db, some).await?.into_iter();
        parts.extend(found.filter_map(|mail| file(format!("mails/{}.eml", mail.id), mail.file)));
    }
    for some in ids.chunks(200) {
        let found = store::attachment::of_messages(db, some).await?.into_iter();
        parts.extend(found.filter_map(attached));
        let found = store::outgoing::of_messages(db, some).await?.into_iter();
        parts.extend(found.filter_map(|one| file(format!("mails/{}.eml", one.id), one.file)));
    }
    Ok(parts)
}

fn file(name: String, id: String) -> Option<Part> {
    (!id.is_empty()).then_some(Part::File { name, id })
}

fn attached(one: Attachment) -> Option<Part> {
    file(format!("attachments/{}-{}", one.id, plain(&one.name)), one.file)
}

/// A name that is a file's name everywhere.
fn plain(name: &str) -> String {
    let plain =
        name.chars().map(|c| if c.is_alphanumeric() || ".-_".contains(c) { c } else { '_' });
    plain.take(100).collect()
}

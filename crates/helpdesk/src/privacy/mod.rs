//! What this app holds about those who write, and about those who answer.

mod retention;
mod tables;

use crate::domain::message::{Kind, Message, MessageId};
use crate::domain::ticket::TicketId;
use crate::store::erasure;
use crate::{actions, store};
use events::directory::PersonId;
use platform::privacy::{Fate, Part, Privacy, Rows, Subject, Table, What};
use platform::{Cx, Millis, Result};

pub const PRIVACY: Privacy = Privacy {
    tables: tables::ALL,
    export: |cx, subject| Box::pin(export(cx, subject)),
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(erase(cx, subject)),
    rules: retention::RULES,
    ..Privacy::NONE
};

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

fn persons(subject: &Subject) -> Vec<PersonId> {
    subject.persons.iter().map(|id| PersonId(*id)).collect()
}

/// The person's conversations, what they wrote in others, and what the account wrote.
async fn export(cx: Cx, subject: Subject) -> Result<Vec<Part>> {
    let db = cx.db();
    let [tickets, tags, messages, ..] = &OF_TICKETS;
    let own = erasure::ids_of(db, &persons(&subject)).await?;
    let mut entries: Vec<Message> = Vec::new();
    for some in own.chunks(100) {
        entries.extend(erasure::messages_of(db, some).await?.into_iter().map(bare));
    }
    // what the house noted for itself goes out when somebody looked at it
    entries.retain(|entry| !subject.own || entry.kind != Kind::Note);
    let elsewhere = erasure::written_elsewhere(db, &persons(&subject)).await?;
    for (id, _) in elsewhere {
        entries.push(bare(store::message::get(db, id).await?));
    }
    let uuids = |all: &[TicketId]| all.iter().map(|id| id.0).collect::<Vec<_>>();
    let mut parts = vec![
        Part::Rows(Rows::of_ids(tickets, "id", uuids(&own))),
        Part::Rows(Rows::of_ids(tags, "ticket", uuids(&own))),
        Part::Rows(Rows::of_texts(&AUTOMATIC, "address_key", subject.emails.clone())),
    ];
    if !subject.own {
        parts.push(Part::Rows(Rows::of_ids(&OF_USER[0], "ticket", uuids(&own))));
    }
    let mut ids: Vec<MessageId> = entries.iter().map(|entry| entry.id).collect();
    parts.extend(files(&cx, &entries, &ids).await?);
    if let Some(user) = subject.user {
        ids.extend(erasure::written_by(db, user).await?);
        for (table, by) in OF_USER.iter().zip(["user", "user", "uploader"]) {
            parts.push(Part::Rows(Rows::of_ids(table, by, [user.0])));
        }
    }
    ids.extend(named_in(&cx, &subject).await?);
    ids.sort();
    ids.dedup();
    parts.push(Part::Rows(Rows::of_ids(messages, "id", ids.iter().map(|id| id.0))));
    Ok(parts)
}

/// Entries that came from the person or went to them, in whatever conversation.
async fn named_in(cx: &Cx, subject: &Subject) -> Result<Vec<MessageId>> {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let lot = erasure::addressed(cx.db(), after).await?;
        let Some((last, ..)) = lot.last() else { return Ok(ids) };
        after = Some(*last);
        let named = lot.iter().filter(|(_, from, to, cc)| {
            [from, to, cc].into_iter().any(|text| subject.is_named_in(text))
        });
        ids.extend(named.map(|(id, ..)| *id));
    }
}

/// An entry without its texts: there may be many.
fn bare(entry: Message) -> Message {
    let nothing = String::new;
    Message { body: nothing(), text: nothing(), text_new: nothing(), ..entry }
}

/// Mails as they came and went, and attachments.
async fn files(cx: &Cx, entries: &[Message], ids: &[MessageId]) -> Result<Vec<Part>> {
    let [.., attached, outgoing, mails] = &OF_TICKETS;
    let db = cx.db();
    let came: Vec<_> = entries.iter().filter_map(|entry| entry.mail).collect();
    let mut parts = vec![
        Part::Rows(Rows::of_ids(mails, "id", came.iter().map(|id| id.0))),
        Part::Rows(Rows::of_ids(attached, "message", ids.iter().map(|id| id.0))),
        Part::Rows(Rows::of_ids(outgoing, "message", ids.iter().map(|id| id.0))),
    ];
    let file = |name: String, id: String| (!id.is_empty()).then_some(Part::File { name, id });
    for some in came.chunks(200) {
        let found = store::mail::with_ids(db, some).await?.into_iter();
        parts.extend(found.filter_map(|mail| file(format!("mails/{}.eml", mail.id), mail.file)));
    }
    for some in ids.chunks(200) {
        let found = store::attachment::of_messages(db, some).await?.into_iter();
        parts.extend(found.filter_map(|one| {
            file(format!("attachments/{}-{}", one.id, plain(&one.name)), one.file)
        }));
        let found = store::outgoing::of_messages(db, some).await?.into_iter();
        parts.extend(found.filter_map(|one| file(format!("mails/{}.eml", one.id), one.file)));
    }
    Ok(parts)
}

/// A name that is a file's name everywhere.
fn plain(name: &str) -> String {
    let plain =
        name.chars().map(|c| if c.is_alphanumeric() || ".-_".contains(c) { c } else { '_' });
    plain.take(100).collect()
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let db = cx.db();
    let fate = |noun, count, what, why| Fate { noun, count: count as u64, what, why };
    let all = erasure::tickets_of(db, &persons(&subject), None).await?;
    let mut fates = Vec::new();
    let kept = |at: Millis| subject.letters_since.is_some_and(|since| at.0 >= since);
    let (letters, over): (Vec<_>, Vec<_>) = all.iter().partition(|one| kept(one.updated_at));
    let why = "helpdesk-privacy-why";
    fates.push(fate("helpdesk-privacy-tickets", over.len(), What::Pseudonymised, why));
    let entries: usize =
        over.iter().map(|one| usize::try_from(one.message_count).unwrap_or(0)).sum();
    fates.push(fate("helpdesk-privacy-messages", entries, What::Deleted, why));
    if subject.letters_since.is_some() {
        let why = "helpdesk-privacy-letters-why";
        fates.push(fate("helpdesk-privacy-tickets", letters.len(), What::Letters, why));
    } else {
        let elsewhere = erasure::written_elsewhere(db, &persons(&subject)).await?;
        let why = "helpdesk-privacy-elsewhere-why";
        fates.push(fate("helpdesk-privacy-elsewhere", elsewhere.len(), What::Deleted, why));
    }
    if let Some(user) = subject.user {
        let written = erasure::written_by(db, user).await?.len();
        fates.push(fate(
            "helpdesk-privacy-written",
            written,
            What::Kept,
            "helpdesk-privacy-written-why",
        ));
    }
    Ok(fates)
}

async fn erase(cx: Cx, subject: Subject) -> Result<()> {
    actions::erase_person(&cx, &subject).await?;
    match subject.user {
        Some(user) => actions::erase_user(&cx, user).await,
        None => Ok(()),
    }
}

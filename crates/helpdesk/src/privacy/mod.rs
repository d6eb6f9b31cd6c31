//! What this app holds about those who write, and about those who answer.

mod export;
mod retention;
mod tables;

use crate::actions;
use crate::domain::message::MessageId;
use crate::domain::ticket::TicketId;
use crate::store::{erasure, naming};
use events::directory::PersonId;
use platform::privacy::{Fate, Privacy, Subject, What, hold};
use platform::{Cx, Millis, Result};
use std::collections::BTreeSet;

pub const PRIVACY: Privacy = Privacy {
    tables: tables::ALL,
    export: |cx, subject| Box::pin(export::export(cx, subject)),
    preview: |cx, subject| Box::pin(preview(cx, subject)),
    erase: |cx, subject| Box::pin(erase(cx, subject)),
    rules: retention::RULES,
    ..Privacy::NONE
};

fn persons(subject: &Subject) -> Vec<PersonId> {
    subject.persons.iter().map(|id| PersonId(*id)).collect()
}

async fn preview(cx: Cx, subject: Subject) -> Result<Vec<Fate>> {
    let db = cx.db();
    let all = erasure::tickets_of(db, &persons(&subject), None).await?;
    let mut fates = Vec::new();
    let kept = |at: Millis| subject.letters_since.is_some_and(|since| at.0 >= since);
    let (letters, over): (Vec<_>, Vec<_>) = all.iter().partition(|one| kept(one.updated_at));
    let why = "helpdesk-privacy-why";
    fates.push(fate("helpdesk-privacy-tickets", over.len(), What::Pseudonymised, why));
    let entries: usize =
        over.iter().map(|one| usize::try_from(one.message_count).unwrap_or(0)).sum();
    fates.push(fate("helpdesk-privacy-messages", entries, What::Deleted, why));
    let mut touched: BTreeSet<TicketId> = over.iter().map(|one| one.id).collect();
    if subject.letters_since.is_some() {
        let why = "helpdesk-privacy-letters-why";
        fates.push(fate("helpdesk-privacy-tickets", letters.len(), What::Letters, why));
    } else {
        let elsewhere = Elsewhere::find(&cx, &subject, &touched).await?;
        fates.extend(elsewhere.fates());
        touched.extend(elsewhere.tickets);
    }
    for user in &subject.users {
        let written = erasure::written_by(db, *user).await?.len();
        let why = "helpdesk-privacy-written-why";
        fates.push(fate("helpdesk-privacy-written", written, What::Kept, why));
    }
    let held = count_held(&cx, &subject, touched).await?;
    fates.push(fate("helpdesk-privacy-held", held, What::Refused, "helpdesk-privacy-held-why"));
    fates.retain(|fate| fate.count > 0);
    Ok(fates)
}

fn fate(noun: &'static str, count: usize, what: What, why: &'static str) -> Fate {
    Fate { noun, count: count as u64, what, why }
}

/// What an erasure changes in conversations of others.
#[derive(Default)]
struct Elsewhere {
    /// Entries that lose their content.
    written: BTreeSet<MessageId>,
    /// Entries that lose an address.
    named: BTreeSet<MessageId>,
    tickets: BTreeSet<TicketId>,
}

impl Elsewhere {
    async fn find(cx: &Cx, subject: &Subject, own: &BTreeSet<TicketId>) -> Result<Self> {
        let mut found = Self::default();
        let name = actions::name_instead(cx);
        for (id, ticket) in erasure::written_elsewhere(cx.db(), &persons(subject), &name).await? {
            found.written.insert(id);
            found.tickets.insert(ticket);
        }
        for entry in naming::all(cx.db(), subject).await? {
            if own.contains(&entry.ticket) {
                continue;
            }
            found.tickets.insert(entry.ticket);
            let into = if entry.is_theirs() { &mut found.written } else { &mut found.named };
            into.insert(entry.id);
        }
        Ok(found)
    }

    fn fates(&self) -> [Fate; 2] {
        let (written, named) = (self.written.len(), self.named.len());
        let why = "helpdesk-privacy-elsewhere-why";
        [
            fate("helpdesk-privacy-elsewhere", written, What::Deleted, why),
            fate(
                "helpdesk-privacy-named",
                named,
                What::Pseudonymised,
                "helpdesk-privacy-named-why",
            ),
        ]
    }
}

/// How many conversations are held of those that are `touched`, or where the name above an entry would go.
async fn count_held(cx: &Cx, subject: &Subject, touched: BTreeSet<TicketId>) -> Result<usize> {
    let held = hold::held(cx).await?;
    let signed = erasure::held_signed(cx.db(), &subject.users, &held).await?;
    let mut found = BTreeSet::from_iter(signed);
    for some in Vec::from_iter(touched).chunks(500) {
        found.extend(erasure::held_of(cx.db(), some, &held).await?);
    }
    Ok(found.len())
}

async fn erase(cx: Cx, subject: Subject) -> Result<()> {
    actions::erase_person(&cx, &subject).await?;
    for user in &subject.users {
        actions::erase_user(&cx, *user, &subject).await?;
    }
    Ok(())
}

//! What this app holds about those who write, and about those who answer.

mod export;
mod retention;
mod tables;

use crate::actions;
use crate::store::erasure;
use events::directory::PersonId;
use platform::privacy::{Fate, Privacy, Subject, What};
use platform::{Cx, Millis, Result};

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
    for user in &subject.users {
        let written = erasure::written_by(db, *user).await?.len();
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
    for user in subject.users {
        actions::erase_user(&cx, user).await?;
    }
    Ok(())
}

//! Taking somebody's addresses out of conversations with others.

use super::erase_conversations::{erase_entries, take_back};
use super::erase_user::name_instead;
use super::words::reword;
use crate::domain::message::{Kind, MessageId};
use crate::domain::outgoing::{Delivery, Outgoing};
use crate::domain::recipient;
use crate::store::naming::{self, Named};
use crate::store::{self, erasure};
use platform::mail::compose::{Mailbox, readdressed};
use platform::privacy::{Subject, forget_files};
use platform::{Cx, Error, Result, Tx};
use std::collections::HashSet;

/// Entries in one transaction.
const LOT: usize = 50;

/// Takes the addresses out of From, To and Cc of conversations with others, and the content out of entries that came
/// from them. Entries whose mail is handed over at this moment are left to another try: then it is `Stale`.
pub(super) async fn forget_addresses(cx: &Cx, subject: &Subject) -> Result<()> {
    let (mut after, mut all) = (None, true);
    loop {
        let (lot, last) = naming::lot(cx.db(), subject, after).await?;
        let (theirs, others): (Vec<_>, Vec<_>) = lot.into_iter().partition(Named::is_theirs);
        erase_entries(cx, theirs.iter().map(|entry| entry.id).collect()).await?;
        for some in others.chunks(LOT) {
            all &= readdress(cx, subject, some).await?;
        }
        after = last;
        if after.is_none() {
            return if all { Ok(()) } else { Err(Error::Stale) };
        }
    }
}

/// Entries of others that name the person no more. What was sent already loses its copy, which does; what may still leave
/// goes to the others alone, and does not name the person. False where a mail is being handed over.
async fn readdress(cx: &Cx, subject: &Subject, entries: &[Named]) -> Result<bool> {
    let ids: Vec<MessageId> = entries.iter().map(|entry| entry.id).collect();
    let mails = erasure::outgoing(cx.db(), &[], &ids).await?;
    let busy = mails.iter().filter(|mail| mail.state == Delivery::HandingOver);
    let busy: HashSet<MessageId> = busy.filter_map(|mail| mail.message).collect();
    let free = |id: Option<MessageId>| id.is_none_or(|id| !busy.contains(&id));
    let entries: Vec<&Named> = entries.iter().filter(|entry| free(Some(entry.id))).collect();
    let mut parted = Parted::default();
    for mail in mails.into_iter().filter(|mail| free(mail.message)) {
        parted.add(cx, subject, (mail, &entries)).await?;
    }
    let tx = cx.begin().await?;
    rewrite(&tx, cx, &entries).await?;
    let files = parted.write(&tx).await?;
    forget_files(&tx, cx, files).await?;
    cx.commit(tx).await?;
    Ok(busy.is_empty())
}

/// The rows of these entries, and their words.
async fn rewrite(tx: &Tx, cx: &Cx, entries: &[&Named]) -> Result<()> {
    for entry in entries {
        store::message::readdress(tx, entry.id, entry.to.as_deref(), entry.cc.as_deref()).await?;
    }
    // of the house's own notes that came by mail the text stays
    let notes = entries.iter().filter(|entry| entry.from && entry.kind == Kind::Note);
    let notes: Vec<MessageId> = notes.map(|entry| entry.id).collect();
    let files = erasure::forget_sender(tx, &notes, &name_instead(cx)).await?;
    forget_files(tx, cx, files).await?;
    let ids: Vec<MessageId> = entries.iter().map(|entry| entry.id).collect();
    reword(tx, &ids).await
}

/// Our mails about some entries: which go on without the person, and which are over.
#[derive(Default)]
struct Parted {
    /// With the files that they had.
    go_on: Vec<(Outgoing, String)>,
    over: Vec<Outgoing>,
}

impl Parted {
    /// Parts one mail; what goes on is written to disk anew.
    async fn add(
        &mut self,
        cx: &Cx,
        subject: &Subject,
        (mut mail, entries): (Outgoing, &[&Named]),
    ) -> Result<()> {
        let may_leave =
            matches!(mail.state, Delivery::Queued | Delivery::Failed | Delivery::Uncertain);
        let before = mail.clone();
        mail.leave_out(subject);
        let entry = entries.iter().find(|entry| Some(entry.id) == mail.message);
        match entry.filter(|_| may_leave && !mail.is_for_nobody()) {
            Some(entry) => {
                let stored = store::message::get(cx.db(), entry.id).await?;
                let list =
                    |new: &Option<String>, old: &str| addressees(new.as_deref().unwrap_or(old));
                let to = list(&entry.to, &stored.to_addresses);
                let cc = list(&entry.cc, &stored.cc_addresses);
                // what cannot be read cannot leave either, and keeps nobody from being erased
                let read = cx.kontor.files.get(&mail.file).await;
                match read.and_then(|bytes| readdressed(&bytes, &to, &cc)) {
                    Ok(bytes) => {
                        mail.file = cx.kontor.files.put(bytes).await?;
                        self.go_on.push((mail, before.file));
                    }
                    Err(cause) => {
                        tracing::warn!(%cause, mail = %mail.id, "A mail that waits is lost, and taken back");
                        self.over.push(before);
                    }
                }
            }
            None => self.over.push(before),
        }
        Ok(())
    }

    /// Returns the files that are nobody's any more.
    async fn write(self, tx: &Tx) -> Result<Vec<String>> {
        let mut files: Vec<String> = self.over.iter().map(|mail| mail.file.clone()).collect();
        let unsent = self.over.iter().filter(|mail| mail.state != Delivery::Sent);
        let unsent: Vec<MessageId> = unsent.filter_map(|mail| mail.message).collect();
        take_back(tx, &self.over).await?;
        store::message::forget_delivery(tx, &unsent).await?;
        for (mut mail, file) in self.go_on {
            store::outgoing::save(tx, &mut mail).await?;
            files.push(file);
        }
        Ok(files)
    }
}

fn addressees(list: &str) -> Vec<Mailbox> {
    let all = recipient::list(list).unwrap_or_default().into_iter();
    all.map(|one| Mailbox { name: one.name, address: one.address }).collect()
}

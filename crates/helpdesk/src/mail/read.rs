//! Reading stored mails into tickets. What cannot be read becomes a ticket too, with the raw file attached.

use super::keep::{self, Prepared};
use crate::domain::mail::{Mail, MailId, State};
use crate::store;
use ::message::Message;
use futures_util::StreamExt;
use platform::{Cx, Error, Millis, Result};
use std::sync::Arc;

/// Mails per transaction: enough to share a disk write, few enough to keep others waiting only briefly.
const PER_TRANSACTION: usize = 40;
/// Mails that are parsed side by side.
const AT_ONCE: usize = 4;
/// After so many failures the mail comes in unread, with its raw file.
const TRIES: i32 = 3;

/// Reads stored mails, in order. A mail that fails does not hold up the others.
pub async fn read_stored(cx: &Cx, ids: &[MailId]) -> Result<()> {
    for chunk in ids.chunks(PER_TRANSACTION) {
        let prepared = futures_util::stream::iter(chunk.to_vec())
            .map(|id| one(cx.clone(), id))
            .buffered(AT_ONCE)
            .collect::<Vec<Result<_>>>()
            .await;
        let prepared = prepared.into_iter().collect::<Result<Vec<_>>>()?;
        let prepared: Vec<Prepared> = collect(cx, prepared).await?;
        if let Err(cause) = keep_all(cx, &prepared).await {
            tracing::warn!(%cause, "a batch of mails is read one by one");
            for one in &prepared {
                keep_one(cx, one).await?;
            }
        }
    }
    Ok(())
}

async fn one(cx: Cx, id: MailId) -> Result<(Mail, Result<Prepared>)> {
    let mail = store::mail::get(cx.db(), id).await?;
    Ok(prepare(&cx, mail).await)
}

/// Reads what earlier attempts (or a crash) left unread; returns how many mails it looked at.
pub async fn sweep(cx: &Cx) -> Result<usize> {
    let waiting = store::mail::unread(cx.db(), 200).await?;
    let ids: Vec<MailId> = waiting.iter().map(|mail| mail.id).collect();
    read_stored(cx, &ids).await?;
    Ok(ids.len())
}

async fn keep_all(cx: &Cx, prepared: &[Prepared]) -> Result<()> {
    let tx = cx.begin().await?;
    for one in prepared {
        keep::keep(&tx, cx, one).await?;
    }
    platform::fault!("helpdesk.read.before_commit");
    cx.commit(tx).await?;
    platform::fault!("helpdesk.read.after_commit");
    Ok(())
}

async fn keep_one(cx: &Cx, one: &Prepared) -> Result<()> {
    let tx = cx.begin().await?;
    match keep::keep(&tx, cx, one).await {
        Ok(()) => cx.commit(tx).await,
        Err(cause) => {
            tx.rollback().await?;
            failed(cx, &one.mail, &cause.to_string()).await
        }
    }
}

/// Counts the failure; the last one brings the mail in unread.
async fn failed(cx: &Cx, mail: &Mail, cause: &str) -> Result<()> {
    tracing::error!(mail = %mail.id, cause, attempt = mail.attempts + 1, "a mail could not be read");
    let tx = cx.begin().await?;
    store::mail::note_failure(&tx, mail.id, mail.attempts + 1, cause).await?;
    if mail.attempts + 1 >= TRIES {
        let bare = Prepared::unreadable(mail.clone(), cause);
        keep::keep(&tx, cx, &bare).await?;
    }
    cx.commit(tx).await
}

async fn collect(cx: &Cx, results: Vec<(Mail, Result<Prepared>)>) -> Result<Vec<Prepared>> {
    let mut prepared = Vec::with_capacity(results.len());
    for (mail, result) in results {
        match result {
            Ok(one) if one.mail.state == State::Stored => prepared.push(one),
            Ok(_) => {}
            Err(cause) => failed(cx, &mail, &cause.to_string()).await?,
        }
    }
    Ok(prepared)
}

/// Parses outside any transaction; files are on disk before a row points to them.
async fn prepare(cx: &Cx, mail: Mail) -> (Mail, Result<Prepared>) {
    let result = try_prepare(cx, mail.clone()).await;
    (mail, result)
}

async fn try_prepare(cx: &Cx, mail: Mail) -> Result<Prepared> {
    let raw = cx.kontor.files.get(&mail.file).await?;
    // a thread of its own: a mail that takes long, or brings the parser down, is its own problem
    let message = tokio::task::spawn_blocking(move || unpacked(Message::read(&raw)))
        .await
        .map_err(|crash| Error::Internal(anyhow::anyhow!("the parser crashed: {crash}")))?;
    let contents = message.attachments.iter().map(|file| file.bytes.clone()).collect();
    let files = cx.kontor.files.put_many(contents).await?;
    Ok(Prepared { mail, message: Arc::new(message), files, fault: None })
}

/// The files of an Outlook envelope (`winmail.dat`) in its place.
fn unpacked(mut message: Message) -> Message {
    let files = std::mem::take(&mut message.attachments);
    for file in files {
        let inside = file.unpacked();
        if inside.is_empty() {
            message.attachments.push(file);
        } else {
            message.attachments.extend(inside);
        }
    }
    message
}

/// When the sender wrote it, where that is believable; else when it arrived.
pub(super) fn written_at(message: &Message, mail: &Mail) -> Millis {
    let received = mail.received_at.0;
    let believable =
        received - chrono::TimeDelta::days(3650)..received + chrono::TimeDelta::days(1);
    Millis(message.date.filter(|date| believable.contains(date)).unwrap_or(received))
}

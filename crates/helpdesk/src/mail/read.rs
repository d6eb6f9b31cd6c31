//! Reading stored mails into tickets. What cannot be read becomes a ticket too, with the raw file attached.

use super::keep::{self, Prepared};
use crate::domain::mail::{Mail, MailId, State};
use crate::store;
use ::message::Message;
use futures_util::StreamExt;
use platform::{Cx, Error, Millis, Result};
use std::sync::Arc;

/// Mails per transaction: enough to share a disk write, few enough to keep others waiting only briefly.
const PER_TRANSACTION: usize = 100;
/// Bytes of mails that are in memory together, and one mail more.
const BYTES: i64 = 8 * 1024 * 1024;
/// Mails that are parsed side by side.
const AT_ONCE: usize = 4;
/// After so many failures the mail comes in unread, with its raw file.
const TRIES: i32 = 3;

/// Reads stored mails, in order. A mail that fails does not hold up the others.
pub async fn read_stored(cx: &Cx, ids: &[MailId]) -> Result<()> {
    let mut lots = lots(store::mail::with_ids(cx.db(), ids).await?).into_iter();
    let mut ready = prepare(cx, lots.next()).await?;
    while let Some(prepared) = ready {
        // while one lot is written the next is parsed
        let parsing = tokio::spawn({
            let (cx, next) = (cx.clone(), lots.next());
            async move { prepare(&cx, next).await }
        });
        let kept = keep_all(cx, &prepared).await;
        ready = parsing.await.map_err(anyhow::Error::from)??;
        kept?;
    }
    Ok(())
}

/// Those that are not read yet, parted for one transaction each.
fn lots(mails: Vec<Mail>) -> Vec<Vec<Mail>> {
    let mut lots: Vec<Vec<Mail>> = Vec::new();
    let mut bytes = 0;
    for mail in mails.into_iter().filter(|mail| mail.state == State::Stored) {
        let size = mail.size;
        let open = lots.last_mut().filter(|lot| lot.len() < PER_TRANSACTION && bytes < BYTES);
        if let Some(lot) = open {
            lot.push(mail);
        } else {
            lots.push(vec![mail]);
            bytes = 0;
        }
        bytes += size;
    }
    lots
}

/// Reads what earlier attempts (or a crash) left unread; returns how many mails it looked at.
pub async fn sweep(cx: &Cx) -> Result<usize> {
    let waiting = store::mail::unread(cx.db(), 200).await?;
    let ids: Vec<MailId> = waiting.iter().map(|mail| mail.id).collect();
    read_stored(cx, &ids).await?;
    Ok(ids.len())
}

/// All in one transaction; where that fails, each in its own.
async fn keep_all(cx: &Cx, prepared: &[Prepared]) -> Result<()> {
    match keep_together(cx, prepared).await {
        Ok(true) => Ok(()),
        other => {
            let cause = other.err().map(|cause| cause.to_string());
            tracing::warn!(cause, "a batch of mails is read one by one");
            for one in prepared {
                keep_one(cx, one).await?;
            }
            Ok(())
        }
    }
}

async fn keep_together(cx: &Cx, prepared: &[Prepared]) -> Result<bool> {
    let tx = cx.begin().await?;
    if !keep::keep(&tx, cx, prepared).await? {
        tx.rollback().await?;
        return Ok(false);
    }
    platform::fault!("helpdesk.read.before_commit");
    cx.commit(tx).await?;
    platform::fault!("helpdesk.read.after_commit");
    Ok(true)
}

async fn keep_one(cx: &Cx, one: &Prepared) -> Result<()> {
    for _ in 0..TRIES {
        let tx = cx.begin().await?;
        match keep::keep(&tx, cx, std::slice::from_ref(one)).await {
            Ok(true) => return cx.commit(tx).await,
            // another worker was faster
            Ok(false) => return Ok(tx.rollback().await?),
            // someone changed the ticket at this moment
            Err(Error::Stale) => tx.rollback().await?,
            Err(cause) => {
                tx.rollback().await?;
                return failed(cx, &one.mail, &cause.to_string()).await;
            }
        }
    }
    Ok(()) // the sweep reads it
}

/// Counts the failure; the last one brings the mail in unread.
async fn failed(cx: &Cx, mail: &Mail, cause: &str) -> Result<()> {
    tracing::error!(mail = %mail.id, cause, attempt = mail.attempts + 1, "a mail could not be read");
    let tx = cx.begin().await?;
    store::mail::note_failure(&tx, mail.id, mail.attempts + 1, cause).await?;
    if mail.attempts + 1 >= TRIES {
        let bare = Prepared::unreadable(mail.clone(), cause);
        keep::keep(&tx, cx, &[bare]).await?;
    }
    cx.commit(tx).await
}

/// Parses a lot outside any transaction; files are on disk before a row points to them. None: there is none.
async fn prepare(cx: &Cx, lot: Option<Vec<Mail>>) -> Result<Option<Vec<Prepared>>> {
    let Some(lot) = lot else { return Ok(None) };
    let parsed = futures_util::stream::iter(lot)
        .map(|mail| async { (parse(cx, &mail).await, mail) })
        .buffered(AT_ONCE)
        .collect::<Vec<_>>()
        .await;
    let mut prepared = Vec::with_capacity(parsed.len());
    let mut contents = Vec::new();
    for (message, mail) in parsed {
        match message {
            Ok(message) => {
                contents.extend(message.attachments.iter().map(|file| file.bytes.clone()));
                prepared.push(Prepared {
                    mail,
                    message: Arc::new(message),
                    files: Vec::new(),
                    fault: None,
                });
            }
            Err(Unparsed::Crash(cause)) => failed(cx, &mail, &cause).await?,
            // that is no fault of the mail: the sweep comes back to it, and the health page counts it
            Err(Unparsed::House(cause)) => {
                tracing::error!(mail = %mail.id, %cause, "a mail's file could not be read");
            }
        }
    }
    let mut files = cx.kontor.files.put_many(contents).await?.into_iter();
    for one in &mut prepared {
        one.files = files.by_ref().take(one.message.attachments.len()).collect();
    }
    Ok(Some(prepared))
}

/// Why a mail was not parsed.
enum Unparsed {
    /// The parser came down with it.
    Crash(String),
    /// The disk or the keys.
    House(anyhow::Error),
}

async fn parse(cx: &Cx, mail: &Mail) -> Result<Message, Unparsed> {
    let raw = cx.kontor.files.get(&mail.file).await.map_err(Unparsed::House)?;
    // a thread of its own: a mail that takes long, or brings the parser down, is its own problem
    let parsing = tokio::task::spawn_blocking(move || unpacked(Message::read(&raw)));
    parsing.await.map_err(|crash| Unparsed::Crash(format!("the parser crashed: {crash}")))
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

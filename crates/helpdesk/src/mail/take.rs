//! Taking mails in: on disk and in the database byte by byte, each exactly once, before anything is understood.

use crate::domain::mail::{Mail, MailId, State, cursor};
use crate::domain::mailbox::{AfterFetch, Mailbox};
use crate::store;
use crate::store::mail_mark::Place;
use chrono::{DateTime, TimeDelta, Utc};
use platform::{Cx, Millis, Result, Tx};
use std::collections::HashSet;

/// A mail as the server gave it.
#[derive(Clone, Debug)]
pub struct Fetched {
    pub raw: Vec<u8>,
    /// When the server took it in.
    pub received_at: DateTime<Utc>,
    /// Its place in the folder: UIDVALIDITY and UID; none for imported files and where UIDVALIDITY is 0.
    pub uid: Option<(u32, u32)>,
}

/// What became of a batch.
#[derive(Debug, Default)]
pub struct Taken {
    pub new: Vec<MailId>,
    pub known: usize,
}

struct Ready {
    token: String,
    file: String,
    size: i64,
    received_at: DateTime<Utc>,
    uid: Option<(u32, u32)>,
}

/// Stores the mails and moves the folder's mark in one transaction. Mails that the mailbox has already
/// (the same bytes) are skipped, whatever their ids say.
pub async fn take(
    cx: &Cx,
    mailbox: &Mailbox,
    folder: &str,
    batch: Vec<Fetched>,
    mark: Option<(u32, u32)>,
) -> Result<Taken> {
    let here: Vec<(u32, u32)> = batch.iter().filter_map(|mail| mail.uid).collect();
    let ready = on_disk(cx, batch).await?;
    let tx = cx.begin().await?;
    let tokens: Vec<String> = ready.iter().map(|mail| mail.token.clone()).collect();
    let known = store::mail::known_tokens(&tx, mailbox.id, &tokens).await?;
    let mut seen: HashSet<String> = known.into_iter().collect();
    let mut taken = Taken::default();
    let mut rows = Vec::new();
    let mut places = HashSet::new();
    for mail in ready {
        if !seen.insert(mail.token.clone()) {
            taken.known += 1;
            continue;
        }
        let mut uid = mail.uid.filter(|place| place.0 != 0 && places.insert(*place));
        if let Some((validity, number)) = uid
            && store::mail::is_uid_taken(&tx, mailbox.id, folder, validity.into(), number.into())
                .await?
        {
            uid = None; // the server gave this UID to another mail before; the bytes tell them apart
        }
        let row = row(cx, mailbox, folder, &mail, uid);
        taken.new.push(row.id);
        rows.push(row);
    }
    store::mail::insert_many(&tx, rows).await?;
    note_marks(&tx, mailbox, folder, &here).await?;
    move_mark(&tx, mailbox, folder, mark).await?;
    platform::fault!("helpdesk.take.before_commit");
    cx.commit(tx).await?;
    platform::fault!("helpdesk.take.after_commit");
    Ok(taken)
}

/// Writes the bytes to the file store first: a row never points to nothing.
async fn on_disk(cx: &Cx, batch: Vec<Fetched>) -> Result<Vec<Ready>> {
    let mut ready = Vec::with_capacity(batch.len());
    let mut files = Vec::with_capacity(batch.len());
    for mail in batch {
        let token = hex::encode(cx.kontor.keys.mac("helpdesk.mail_token", &mail.raw));
        let size = i64::try_from(mail.raw.len()).unwrap_or(i64::MAX);
        let (received_at, uid) = (mail.received_at, mail.uid);
        ready.push(Ready { token, file: String::new(), size, received_at, uid });
        files.push(mail.raw);
    }
    for (mail, file) in ready.iter_mut().zip(cx.kontor.files.put_many(files).await?) {
        mail.file = file;
    }
    Ok(ready)
}

fn row(cx: &Cx, mailbox: &Mailbox, folder: &str, mail: &Ready, uid: Option<(u32, u32)>) -> Mail {
    // servers tell whole seconds; what came while the mailbox was being set up is new
    let is_old = mail.received_at + TimeDelta::seconds(1) < mailbox.created_at.0;
    Mail {
        id: MailId::new(),
        mailbox: mailbox.id,
        folder: super::cut(folder, 180),
        uid_validity: uid.map(|(validity, _)| validity.into()),
        uid: uid.map(|(_, number)| number.into()),
        token: mail.token.clone(),
        file: mail.file.clone(),
        size: mail.size,
        archived: mailbox.archive_first && is_old,
        state: State::Stored,
        attempts: 0,
        error: None,
        received_at: Millis(mail.received_at),
        created_at: Millis(cx.now),
    }
}

/// What is to be done with these mails on the server once this is committed, whether they are new or known.
async fn note_marks(tx: &Tx, mailbox: &Mailbox, folder: &str, here: &[(u32, u32)]) -> Result<()> {
    let Some((uid_validity, _)) = here.first().copied().filter(|place| place.0 != 0) else {
        return Ok(());
    };
    if mailbox.after_fetch == AfterFetch::Leave {
        return Ok(());
    }
    let folder = super::cut(folder, 180);
    let at = Place { mailbox: mailbox.id, folder: &folder, uid_validity };
    let uids: Vec<u32> = here.iter().map(|(_, uid)| *uid).collect();
    store::mail_mark::note(tx, at, &uids).await
}

async fn move_mark(
    tx: &Tx,
    mailbox: &Mailbox,
    folder: &str,
    mark: Option<(u32, u32)>,
) -> Result<()> {
    let Some((validity, last)) = mark else { return Ok(()) };
    let mark = cursor::Model {
        mailbox: mailbox.id,
        folder: super::cut(folder, 180),
        uid_validity: validity.into(),
        last_uid: last.into(),
    };
    store::mail::set_cursor(tx, mark).await
}

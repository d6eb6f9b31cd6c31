//! Fetching what is new in a mailbox's folder, and marking on the server what we have.

use super::trouble::say_fetching;
use super::{Fetched, read_stored, take};
use crate::domain::mailbox::{AfterFetch, Mailbox};
use crate::store;
use crate::store::mail_mark::Place;
use platform::config::MailConfig;
use platform::mail::imap::{self, Session};
use platform::mail::{Error as MailError, Kind};
use platform::{Cx, Result};
use tokio_util::sync::CancellationToken;

/// So many bytes are held in memory together, and one mail more; another batch may be stored meanwhile.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

/// What came of asking for some mails.
#[derive(Default)]
struct Batch {
    mails: Vec<Fetched>,
    /// The uids of those that came.
    here: Vec<u32>,
    /// How many were asked for, and the last of them.
    tried: usize,
    last: Option<u32>,
    /// Those that the server would not hand out, with its words.
    withheld: Vec<(u32, String)>,
    /// Why the next one could not be asked for; what came before it is kept, so that the mark moves on.
    trouble: Option<String>,
}

/// A look into the folder.
struct Look<'a> {
    cx: &'a Cx,
    mailbox: &'a Mailbox,
    /// None where uids mean nothing beyond this session.
    validity: Option<u32>,
    most: usize,
    /// Why the server would not mark or move mails, if it would not: the others are fetched all the same.
    refused: Option<String>,
}

/// Fetches everything above the folder's mark, in batches; each is stored, then read, then marked on the server.
/// While one is stored the next is fetched. What an earlier end left unmarked is marked too. `came` is told of each
/// batch that is ours.
pub(super) async fn fetch_new(
    cx: &Cx,
    mailbox: &Mailbox,
    session: &mut Session,
    stop: &CancellationToken,
    mut came: impl FnMut(),
) -> Result<(), String> {
    let own = |cause: platform::Error| cause.to_string();
    let told = |cause: MailError| cause.to_string();
    let config = cx.kontor.config.section::<MailConfig>();
    let selected = session.select(&mailbox.folder).await.map_err(told)?;
    let from = begin(cx, mailbox, &selected).await.map_err(own)?;
    let uids = session.uids_after(from).await.map_err(told)?;
    let most = usize::try_from(config.max_message_bytes).unwrap_or(usize::MAX);
    let size = usize::try_from(config.fetch_batch.clamp(1, 200)).unwrap_or(20);
    let validity = selected.uid_validity;
    let mut look = Look { cx, mailbox, validity, most, refused: None };
    let (mut rest, mut before, mut trouble) = (uids.as_slice(), Batch::default(), None);
    while !rest.is_empty() && !stop.is_cancelled() && trouble.is_none() {
        let next = &rest[..rest.len().min(size)];
        let here = std::mem::take(&mut before.here);
        let (batch, stored) = tokio::join!(look.gather(session, next), look.store(before));
        if stored.map_err(own)? {
            came();
        }
        before = batch;
        rest = &rest[before.tried..];
        trouble = before.trouble.take();
        if trouble.is_none() {
            look.mark(session, here).await?;
        }
    }
    let here = std::mem::take(&mut before.here);
    if look.store(before).await.map_err(own)? {
        came();
    }
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    look.mark(session, here).await?;
    look.refused.map_or(Ok(()), Err)
}

impl Look<'_> {
    async fn gather(&self, session: &mut Session, uids: &[u32]) -> Batch {
        let mut batch = Batch::default();
        let sizes = match session.sizes(uids).await {
            Ok(sizes) => sizes,
            Err(cause) => {
                batch.trouble = Some(cause.to_string());
                return batch;
            }
        };
        let mut bytes = 0;
        for uid in uids {
            // one that has no size is no longer there
            let fetched = match sizes.get(uid) {
                Some(size) => self.fetch_one(session, (*uid, *size)).await,
                None => Ok(None),
            };
            let mail = match fetched {
                Ok(mail) => mail,
                Err(cause) if cause.kind == Kind::Refused => {
                    batch.withheld.push((*uid, cause.to_string()));
                    None
                }
                Err(cause) => {
                    batch.trouble = Some(cause.to_string());
                    break;
                }
            };
            if let Some(mail) = mail {
                bytes += mail.raw.len();
                batch.mails.push(mail);
                batch.here.push(*uid);
            }
            batch.tried += 1;
            batch.last = Some(*uid);
            if bytes > BATCH_BYTES {
                break;
            }
        }
        self.settle_withheld(&mut batch, uids);
        batch
    }

    /// A mail that the server does not hand out while it hands out a later one is damaged there: a note comes in its
    /// place, so that nothing waits for it. Where none came after it, the server itself may be in trouble: the mark
    /// stays before it, and it is asked for again.
    fn settle_withheld(&self, batch: &mut Batch, uids: &[u32]) {
        let last = batch.here.last().copied().unwrap_or(0);
        for (uid, words) in std::mem::take(&mut batch.withheld) {
            if uid < last {
                tracing::warn!(uid, "The server does not hand out a mail; a note takes its place");
                batch.mails.push(self.note(uid, &words));
                continue;
            }
            let before = uids.iter().position(|one| *one == uid).unwrap_or(0);
            batch.tried = before;
            batch.last = before.checked_sub(1).and_then(|n| uids.get(n)).copied();
            batch.trouble = Some(words);
            return;
        }
    }

    /// What is read instead of a mail that the server keeps to itself; there it stays as it is.
    fn note(&self, uid: u32, words: &str) -> Fetched {
        let l = self.cx.kontor.locale(self.mailbox.lang);
        let args =
            [("uid", uid.to_string().into()), ("folder", self.mailbox.folder.as_str().into())];
        let (subject, text) =
            (l.ta("helpdesk-mail-withheld", &args), l.ta("helpdesk-mail-withheld-text", &args));
        let words = say_fetching(&l, self.mailbox, words);
        let kind = "Content-Type: text/plain; charset=utf-8";
        let raw = format!("Subject: {subject}\r\n{kind}\r\n\r\n{text}\r\n\r\n{words}\r\n");
        Fetched { raw: raw.into_bytes(), received_at: self.cx.now, uid: None }
    }

    async fn fetch_one(
        &self,
        session: &mut Session,
        (uid, size): (u32, u64),
    ) -> Result<Option<Fetched>, MailError> {
        let place = self.validity.map(|validity| (validity, uid));
        match session.fetch_sized(uid, size, self.most).await? {
            imap::Fetched::Raw(raw) => {
                platform::fault!("helpdesk.fetch.after_fetch" => MailError::new(Kind::Gone, "injected"));
                let received_at = raw.internal_date.unwrap_or(self.cx.now);
                Ok(Some(Fetched { raw: raw.bytes, received_at, uid: place }))
            }
            imap::Fetched::TooLarge { size, head, internal_date } => {
                tracing::warn!(
                    uid,
                    size,
                    "A mail is larger than mail.max_message_bytes; only its beginning was taken"
                );
                let received_at = internal_date.unwrap_or(self.cx.now);
                Ok(Some(Fetched { raw: head, received_at, uid: place }))
            }
            imap::Fetched::Gone => Ok(None),
        }
    }

    /// Stores and reads a batch; false where there is none.
    async fn store(&self, batch: Batch) -> Result<bool> {
        let Some(last) = batch.last else { return Ok(false) };
        let mark = self.validity.map(|validity| (validity, last));
        let taken = take(self.cx, self.mailbox, &self.mailbox.folder, batch.mails, mark).await?;
        if let Err(cause) = read_stored(self.cx, &taken.new).await {
            // they are safe; the sweep reads them
            tracing::error!(%cause, "mails were stored and will be read later");
        }
        Ok(true)
    }

    /// Marks on the server what is committed here: these, and what is noted from before.
    async fn mark(&mut self, session: &mut Session, here: Vec<u32>) -> Result<(), String> {
        let own = |cause: platform::Error| cause.to_string();
        if self.refused.is_some() {
            return Ok(()); // asked at the next look
        }
        let (mailbox, cx) = (self.mailbox.id, self.cx);
        let folder = super::cut(&self.mailbox.folder, 180);
        let Some(uid_validity) = self.validity else {
            return self.after(session, &here).await.map(drop);
        };
        let at = Place { mailbox, folder: &folder, uid_validity };
        let due = store::mail_mark::due(cx.db(), at).await.map_err(own)?;
        if due.is_empty() || !self.after(session, &due).await? {
            return Ok(());
        }
        let tx = cx.begin().await.map_err(own)?;
        store::mail_mark::forget(&tx, at, &due).await.map_err(own)?;
        cx.commit(tx).await.map_err(own)
    }

    /// What happens on the server to mails that we have; false where the server would not. Repeating it is harmless.
    async fn after(&mut self, session: &mut Session, uids: &[u32]) -> Result<bool, String> {
        platform::fault!("helpdesk.fetch.before_seen" => "injected".to_owned());
        let done = match self.mailbox.after_fetch {
            AfterFetch::MarkSeen => session.mark_seen(uids).await,
            AfterFetch::Move => session.move_to(uids, &self.mailbox.move_to).await,
            AfterFetch::Leave => Ok(()),
        };
        platform::fault!("helpdesk.fetch.after_seen" => "injected".to_owned());
        match done {
            Ok(()) => Ok(true),
            Err(cause)
                if matches!(cause.kind, Kind::Refused | Kind::FolderMissing | Kind::Busy) =>
            {
                self.refused = Some(cause.to_string());
                Ok(false)
            }
            Err(cause) => Err(cause.to_string()),
        }
    }
}

/// The UID after which mails are new. Another UIDVALIDITY, none at all, or UIDs that went back mean: all are looked
/// at again; those that we have are known by their bytes.
async fn begin(cx: &Cx, mailbox: &Mailbox, selected: &imap::Selected) -> Result<u32> {
    let mark = store::mail::cursor(cx.db(), mailbox.id, &mailbox.folder).await?;
    let (Some(mark), Some(validity)) = (mark, selected.uid_validity) else { return Ok(0) };
    let last = u32::try_from(mark.last_uid).unwrap_or(0);
    let went_back = selected.uid_next.is_some_and(|next| next <= last);
    Ok(if mark.uid_validity == i64::from(validity) && !went_back { last } else { 0 })
}

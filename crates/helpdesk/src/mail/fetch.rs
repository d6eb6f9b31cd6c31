//! Fetching: one watcher per active mailbox, each on its own, so that a dead server holds up nobody else.

use super::{Fetched, read_stored, take};
use crate::actions::bootstrap_mailbox;
use crate::domain::mailbox::{AfterFetch, Mailbox, MailboxId};
use crate::jobs::{password, security, settle_at_start};
use crate::store;
use platform::config::MailConfig;
use platform::mail::imap::{self, Session};
use platform::mail::{Endpoint, Error as MailError, Network};
use platform::{Cx, Kontor, Millis, Result};
use std::collections::HashMap;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How often the list of mailboxes is looked at; a change also wakes us through the live events.
const LOOK_EVERY: Duration = Duration::from_secs(5);
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_mins(15);

struct Watcher {
    version: i32,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

/// Watches every active mailbox until the server stops.
pub async fn run(kontor: Kontor) {
    let stop = kontor.stopping();
    if let Err(cause) = settle_at_start(&Cx::system(&kontor)).await {
        tracing::warn!(%cause, "mails that were being handed over at the last end are looked at later");
    }
    if let Err(cause) = super::sweep(&Cx::system(&kontor)).await {
        tracing::warn!(%cause, "mails that were stored but not read at the last end are read later");
    }
    if let Err(cause) = bootstrap_mailbox(&Cx::system(&kontor)).await {
        tracing::error!(%cause, "the mailbox that the configuration names could not be made");
    }
    let mut watchers: HashMap<MailboxId, Watcher> = HashMap::new();
    let mut changes = kontor.live.listen();
    while !stop.is_cancelled() {
        if let Err(cause) = adjust(&kontor, &mut watchers).await {
            tracing::warn!(%cause, "the list of mailboxes will be read again");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = mailbox_changed(&mut changes) => {}
        }
    }
    for (_, watcher) in watchers {
        watcher.stop.cancel();
        // a fetch in the middle ends at its next safe point; nothing is lost if it does not
        let _ = tokio::time::timeout(Duration::from_secs(10), watcher.task).await;
    }
}

async fn mailbox_changed(changes: &mut tokio::sync::broadcast::Receiver<platform::live::Change>) {
    loop {
        match changes.recv().await {
            Ok(change) if change.topics.iter().any(|topic| topic == "mailboxes") => return,
            Ok(_) => {}
            Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => return,
            Err(_) => std::future::pending::<()>().await,
        }
    }
}

/// Starts, ends and renews watchers so that they are those of the active mailboxes as they are now.
async fn adjust(kontor: &Kontor, watchers: &mut HashMap<MailboxId, Watcher>) -> Result<()> {
    let active = store::mailbox::active(kontor.db.reader()).await?;
    watchers.retain(|id, watcher| {
        let same = active.iter().any(|mailbox| {
            mailbox.id == *id && mailbox.version == watcher.version && !watcher.task.is_finished()
        });
        if !same {
            watcher.stop.cancel();
        }
        same
    });
    for mailbox in active {
        watchers.entry(mailbox.id).or_insert_with(|| {
            let stop = kontor.stopping().child_token();
            let task = tokio::spawn(watch(kontor.clone(), mailbox.id, stop.clone()));
            Watcher { version: mailbox.version, stop, task }
        });
    }
    Ok(())
}

/// Connects, fetches, waits, again and again; after a failure with growing pauses.
async fn watch(kontor: Kontor, id: MailboxId, stop: CancellationToken) {
    let mut pause = FIRST_PAUSE;
    while !stop.is_cancelled() {
        let cx = Cx::system(&kontor);
        if let Err(trouble) = session(&cx, id, &stop, &mut pause).await {
            if let Err(cause) = note_trouble(&cx, id, &trouble).await {
                tracing::warn!(%cause, "a mailbox's trouble could not be written down");
            }
            tracing::warn!(mailbox = %id, trouble, "A mailbox cannot be read; trying again later");
            let chance = u64::from(platform::rng::bytes::<1>()[0]);
            let jitter = pause.mul_f64(0.5 + f64::from(u32::try_from(chance).unwrap_or(0)) / 512.0);
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(jitter) => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}

async fn note_trouble(cx: &Cx, id: MailboxId, trouble: &str) -> Result<()> {
    let tx = cx.begin().await?;
    store::mailbox::note_state(&tx, id, Millis(cx.now), Some(trouble)).await?;
    cx.commit(tx).await
}

/// The mailbox's IMAP server and who we are there.
pub(crate) fn endpoint(cx: &Cx, mailbox: &Mailbox) -> Result<Endpoint> {
    Ok(Endpoint {
        host: mailbox.imap_host.clone(),
        port: u16::try_from(mailbox.imap_port).unwrap_or(993),
        security: security(mailbox.imap_security),
        username: mailbox.imap_username.clone(),
        password: password(cx, mailbox, "imap_password", &mailbox.imap_password)?,
    })
}

/// One connection: fetch what is new, then wait for more, until the server or we end it.
async fn session(
    cx: &Cx,
    id: MailboxId,
    stop: &CancellationToken,
    pause: &mut Duration,
) -> Result<(), String> {
    let own = |cause: platform::Error| cause.to_string();
    let network = Network::of(cx).map_err(|cause| cause.to_string())?;
    let mailbox = store::mailbox::get(cx.db(), id).await.map_err(own)?;
    let told = |cause: MailError| explain(cx, &mailbox, &cause);
    let endpoint = endpoint(cx, &mailbox).map_err(own)?;
    let mut session = Session::open(&network, &endpoint).await.map_err(told)?;
    let config = cx.kontor.config.section::<MailConfig>();
    let wait = Duration::from_secs(u64::from(config.poll_seconds));
    while !stop.is_cancelled() {
        // a new look at the clock: this connection may live for hours
        let cx = Cx::system(&cx.kontor);
        let mailbox = connected(&cx, id).await.map_err(own)?;
        fetch_new(&cx, &mailbox, &mut session, stop).await?;
        *pause = FIRST_PAUSE;
        session.idle(wait, stop.cancelled()).await.map_err(told)?;
    }
    session.logout().await;
    Ok(())
}

/// The mailbox as it is now, marked as working (and, the first time, as read from now on).
async fn connected(cx: &Cx, id: MailboxId) -> Result<Mailbox> {
    let tx = cx.begin().await?;
    store::mailbox::note_connected(&tx, id, Millis(cx.now)).await?;
    store::mailbox::note_state(&tx, id, Millis(cx.now), None).await?;
    cx.commit(tx).await?;
    store::mailbox::get(cx.db(), id).await
}

/// What a mail server's trouble means, in the language of the house.
fn explain(cx: &Cx, mailbox: &Mailbox, cause: &MailError) -> String {
    let l = cx.kontor.locale(cx.kontor.default_lang);
    let args = [
        ("text", cause.text.as_str().into()),
        ("host", mailbox.imap_host.as_str().into()),
        ("port", mailbox.imap_port.to_string().into()),
        ("user", mailbox.imap_username.as_str().into()),
        ("folder", mailbox.folder.as_str().into()),
    ];
    l.ta(cause.kind.key(), &args)
}

/// Fetches everything above the folder's mark, in batches; each is stored, then read, then marked on the server.
async fn fetch_new(
    cx: &Cx,
    mailbox: &Mailbox,
    session: &mut Session,
    stop: &CancellationToken,
) -> Result<(), String> {
    let own = |cause: platform::Error| cause.to_string();
    let told = |cause: MailError| explain(cx, mailbox, &cause);
    let config = cx.kontor.config.section::<MailConfig>();
    let selected = session.select(&mailbox.folder).await.map_err(told)?;
    let from = begin(cx, mailbox, &selected).await.map_err(own)?;
    let uids = session.uids_after(from).await.map_err(told)?;
    let most = usize::try_from(config.max_message_bytes).unwrap_or(usize::MAX);
    let size = usize::try_from(config.fetch_batch.clamp(1, 200)).unwrap_or(20);
    let mut rest = uids.as_slice();
    while !rest.is_empty() && !stop.is_cancelled() {
        let next = &rest[..rest.len().min(size)];
        let batch = gather(cx, mailbox, session, next, (selected.uid_validity, most)).await;
        if let Some(last) = batch.tried.checked_sub(1).map(|at| next[at]) {
            let mark = selected.uid_validity.map(|validity| (validity, last));
            store_batch(cx, mailbox, batch.mails, mark).await.map_err(own)?;
        }
        if let Some(trouble) = batch.trouble {
            return Err(trouble);
        }
        // only what is committed here is touched there
        for uid in batch.here {
            after(mailbox, session, uid).await.map_err(told)?;
        }
        rest = &rest[batch.tried..];
    }
    Ok(())
}

/// What came of asking for some mails.
#[derive(Default)]
struct Batch {
    mails: Vec<Fetched>,
    /// The uids of those that came.
    here: Vec<u32>,
    /// How many were asked for.
    tried: usize,
    /// Why the next one could not be asked for; what came before it is kept, so that the mark moves on.
    trouble: Option<String>,
}

/// So many bytes are held in memory together, and one mail more.
const BATCH_BYTES: usize = 4 * 1024 * 1024;

async fn gather(
    cx: &Cx,
    mailbox: &Mailbox,
    session: &mut Session,
    uids: &[u32],
    (validity, most): (Option<u32>, usize),
) -> Batch {
    let mut batch = Batch::default();
    let mut bytes = 0;
    for uid in uids {
        match fetch_one(cx, mailbox, session, (*uid, validity), most).await {
            Ok(Some(mail)) => {
                bytes += mail.raw.len();
                batch.mails.push(mail);
                batch.here.push(*uid);
            }
            Ok(None) => {}
            Err(trouble) => {
                batch.trouble = Some(trouble);
                break;
            }
        }
        batch.tried += 1;
        if bytes > BATCH_BYTES {
            break;
        }
    }
    batch
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

async fn fetch_one(
    cx: &Cx,
    mailbox: &Mailbox,
    session: &mut Session,
    (uid, validity): (u32, Option<u32>),
    most: usize,
) -> Result<Option<Fetched>, String> {
    let place = validity.map(|validity| (validity, uid));
    match session.fetch_raw(uid, most).await.map_err(|cause| explain(cx, mailbox, &cause))? {
        imap::Fetched::Raw(raw) => {
            platform::fault!("helpdesk.fetch.after_fetch" => "injected".to_owned());
            let received_at = raw.internal_date.unwrap_or(cx.now);
            Ok(Some(Fetched { raw: raw.bytes, received_at, uid: place }))
        }
        imap::Fetched::TooLarge { size, head } => {
            tracing::warn!(
                uid,
                size,
                "A mail is larger than mail.max_message_bytes; only its beginning was taken"
            );
            Ok(Some(Fetched { raw: head, received_at: cx.now, uid: place }))
        }
        imap::Fetched::Gone => Ok(None),
    }
}

async fn store_batch(
    cx: &Cx,
    mailbox: &Mailbox,
    batch: Vec<Fetched>,
    mark: Option<(u32, u32)>,
) -> Result<()> {
    let taken = take(cx, mailbox, &mailbox.folder, batch, mark).await?;
    if let Err(cause) = read_stored(cx, &taken.new).await {
        // they are safe; the sweep reads them
        tracing::error!(%cause, "mails were stored and will be read later");
    }
    Ok(())
}

/// What happens on the server to a mail that we have. Repeating it is harmless.
async fn after(mailbox: &Mailbox, session: &mut Session, uid: u32) -> Result<(), MailError> {
    match mailbox.after_fetch {
        AfterFetch::MarkSeen => session.mark_seen(uid).await?,
        AfterFetch::Move => session.move_to(uid, &mailbox.move_to).await?,
        AfterFetch::Leave => {}
    }
    platform::fault!("helpdesk.fetch.after_seen" => MailError::new(platform::mail::Kind::Gone, "injected"));
    Ok(())
}

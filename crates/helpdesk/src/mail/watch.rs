//! Watching: one watcher per active mailbox, each on its own, so that a dead server holds up nobody else. Where
//! several nodes run on one database, the one with the claim watches.

use super::fetch::fetch_new;
use crate::NAME;
use crate::actions::bootstrap_mailbox;
use crate::domain::mailbox::{Mailbox, MailboxId};
use crate::jobs::{password, security, settle_at_start};
use crate::store;
use platform::config::MailConfig;
use platform::lease::{self, Lease};
use platform::mail::imap::Session;
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

/// What is watched may be different after these.
const CHANGES: [&str; 2] = ["mailboxes", platform::switch::TOPIC];

struct Watcher {
    version: i32,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

/// Watches every active mailbox until the server stops.
pub async fn run(kontor: Kontor) {
    let stop = kontor.stopping();
    kontor.rested(NAME).await;
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
            Ok(change) if change.topics.iter().any(|topic| CHANGES.contains(&topic.as_str())) => {
                return;
            }
            Ok(_) => {}
            Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => return,
            Err(_) => std::future::pending::<()>().await,
        }
    }
}

/// Starts, ends and renews watchers so that they are those of the active mailboxes as they are now.
async fn adjust(kontor: &Kontor, watchers: &mut HashMap<MailboxId, Watcher>) -> Result<()> {
    // while the app is off or nothing may be changed, mails wait on their servers
    let mut active = if kontor.rests(NAME) {
        Vec::new()
    } else {
        store::mailbox::active(kontor.db.reader()).await?
    };
    active.retain(|mailbox| !mailbox.leads_nowhere());
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

/// How often a node asks for a mailbox that another one watches.
const ASK_EVERY: Duration = Duration::from_secs(2);
/// How long a session may go on when it is to stop.
const TO_STOP: Duration = Duration::from_secs(5);

/// Watches while the claim on the mailbox is ours, and asks for it while it is not.
async fn watch(kontor: Kontor, id: MailboxId, stop: CancellationToken) {
    let name = format!("mailbox:{id}");
    let mut pause = FIRST_PAUSE;
    while !stop.is_cancelled() {
        match lease::take(&kontor, &name).await {
            Ok(Some(lease)) => {
                Box::pin(watch_claimed(&kontor, id, &stop, (&lease, &mut pause))).await;
                if let Err(cause) = lease.give_back(&kontor).await {
                    tracing::warn!(%cause, "the claim on a mailbox lapses by itself");
                }
            }
            Ok(None) => {}
            Err(cause) => tracing::warn!(%cause, "the claim on a mailbox is asked for again"),
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(ASK_EVERY) => {}
        }
    }
}

/// Ends when it is to stop or the claim is lost. Whatever is done then is cut off: it is safe at every point.
async fn watch_claimed(
    kontor: &Kontor,
    id: MailboxId,
    stop: &CancellationToken,
    (lease, pause): (&Lease, &mut Duration),
) {
    let late = async {
        stop.cancelled().await;
        tokio::time::sleep(TO_STOP).await;
    };
    tokio::select! {
        biased;
        () = lease.keep(kontor) => tracing::warn!(mailbox = %id, "The claim on a mailbox was lost"),
        () = late => {}
        () = again_and_again(kontor, id, stop, (lease, pause)) => {}
    }
}

/// Connects, fetches, waits, again and again; after a failure with growing pauses.
async fn again_and_again(
    kontor: &Kontor,
    id: MailboxId,
    stop: &CancellationToken,
    (lease, pause): (&Lease, &mut Duration),
) {
    while !stop.is_cancelled() {
        let cx = Cx::system(kontor).under(lease);
        if let Err(trouble) = session(&cx, id, stop, (lease, pause)).await {
            if let Err(cause) = note_trouble(&cx, id, &trouble).await {
                tracing::warn!(%cause, "a mailbox's trouble could not be written down");
            }
            tracing::warn!(mailbox = %id, trouble, "A mailbox cannot be read; trying again later");
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(jittered(*pause, platform::rng::bytes::<1>()[0])) => {}
            }
            *pause = (*pause * 2).min(LONGEST_PAUSE);
        }
    }
}

/// Between half of the pause and all of it, so that mailboxes of one server do not come back together.
fn jittered(pause: Duration, chance: u8) -> Duration {
    pause.mul_f64(0.5 + f64::from(chance) / 512.0)
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
    (lease, pause): (&Lease, &mut Duration),
) -> Result<(), String> {
    let own = |cause: platform::Error| cause.to_string();
    let network = Network::of(cx).map_err(|cause| cause.to_string())?;
    let mailbox = store::mailbox::get(cx.db(), id).await.map_err(own)?;
    let told = |cause: MailError| cause.to_string();
    let endpoint = endpoint(cx, &mailbox).map_err(own)?;
    let mut session = Session::open(&network, &endpoint).await.map_err(told)?;
    let config = cx.kontor.config.section::<MailConfig>();
    let wait = Duration::from_secs(u64::from(config.poll_seconds));
    while !stop.is_cancelled() {
        // a new look at the clock: this connection may live for hours
        let cx = Cx::system(&cx.kontor).under(lease);
        let mailbox = connected(&cx, id).await.map_err(own)?;
        // a server that still gives mails is asked again soon, whatever it does afterwards
        fetch_new(&cx, &mailbox, &mut session, stop, || *pause = FIRST_PAUSE).await?;
        *pause = FIRST_PAUSE;
        note_health(&cx, id).await.map_err(own)?;
        session.idle(wait, stop.cancelled()).await.map_err(told)?;
    }
    session.logout().await;
    Ok(())
}

/// The mailbox as it is now; the first time, it is read from now on.
async fn connected(cx: &Cx, id: MailboxId) -> Result<Mailbox> {
    let mailbox = store::mailbox::get(cx.db(), id).await?;
    if mailbox.connected_at.is_some() {
        return Ok(mailbox);
    }
    let tx = cx.begin().await?;
    store::mailbox::note_connected(&tx, id, Millis(cx.now)).await?;
    cx.commit(tx).await?;
    store::mailbox::get(cx.db(), id).await
}

/// A whole look went well; one that only began might still end in the trouble before.
async fn note_health(cx: &Cx, id: MailboxId) -> Result<()> {
    let tx = cx.begin().await?;
    store::mailbox::note_state(&tx, id, Millis(cx.kontor.clock.now()), None).await?;
    cx.commit(tx).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_differ_and_are_never_longer_than_a_quarter_of_an_hour() {
        let pauses: Vec<Duration> =
            (0..=255).map(|chance| jittered(LONGEST_PAUSE, chance)).collect();
        assert!(pauses.iter().all(|pause| *pause <= Duration::from_mins(15)));
        assert_eq!(pauses[0], Duration::from_secs(450));
        assert!(pauses.is_sorted() && pauses[255] > Duration::from_secs(890));
    }
}

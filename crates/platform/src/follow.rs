//! What every node holds in memory follows the database: what is changed here, on another node or by a command beside
//! the server is known everywhere within seconds.

use crate::live::Change;
use crate::{Kontor, Result, block, switch};
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// Looked at also if nothing was heard.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// What is held in memory changes with these.
const TOPICS: [&str; 2] = [block::TOPIC, switch::TOPIC];

/// Follows until the server stops.
pub async fn run(kontor: Kontor) {
    let stop = kontor.stopping();
    let mut changes = kontor.live.listen();
    while !stop.is_cancelled() {
        if let Err(cause) = catch_up(&kontor).await {
            tracing::warn!(%cause, "What is switched and blocked is looked at again later");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = heard(&mut changes) => continue,
        }
        write(&kontor).await;
    }
    write(&kontor).await;
}

/// Learns how things stand.
pub async fn catch_up(kontor: &Kontor) -> Result<()> {
    switch::refresh(kontor).await?;
    block::refresh(kontor).await
}

async fn write(kontor: &Kontor) {
    if kontor.is_read_only() {
        return; // the counts stay in memory until they may be written
    }
    if let Err(cause) = block::write_hits(kontor).await {
        tracing::warn!(%cause, "How often blocked addresses came could not be written down");
    }
}

/// Waits for a change of what is held in memory.
async fn heard(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(change) if change.topics.iter().any(|topic| TOPICS.contains(&topic.as_str())) => {
                return;
            }
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

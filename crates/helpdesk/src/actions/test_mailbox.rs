use crate::domain::mailbox::MailboxId;
use crate::{jobs, mail, rights, store};
use platform::mail::{Network, Step, test_connection};
use platform::{Cx, Result};

/// Tries the stored settings of a mailbox: receiving, then sending. Nothing is fetched, sent or recorded.
pub async fn test_mailbox(cx: &Cx, id: MailboxId) -> Result<Vec<Step>> {
    cx.require(rights::MANAGE)?;
    let mailbox = store::mailbox::get(cx.db(), id).await?;
    let (imap, smtp) = (mail::watch::endpoint(cx, &mailbox)?, jobs::smtp_endpoint(cx, &mailbox)?);
    let network = Network::of(cx)?;
    Ok(test_connection(&network, Some((&imap, &mailbox.folder)), Some(&smtp)).await)
}

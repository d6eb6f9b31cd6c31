//! Our mails that have not arrived: why, and when they are tried again.

use crate::domain::outgoing::{Delivery, Outgoing};
use crate::jobs::SendMail;
use crate::mail::trouble::say_sending;
use crate::store;
use crate::views::message::Leaving;
use platform::job::{self, State};
use platform::{Cx, Result};

/// A mail with the reason in the reader's language, and its next attempt.
pub(in crate::web) async fn leaving(cx: &Cx, mail: Outgoing) -> Result<Leaving> {
    let why = if mail.state == Delivery::Bounced || mail.detail.is_empty() {
        mail.detail.clone()
    } else {
        let mailbox = store::mailbox::get(cx.db(), mail.mailbox).await?;
        say_sending(&cx.locale, &mailbox, &mail.detail)
    };
    let job = match mail.state {
        Delivery::Queued => job::of(cx.db(), &SendMail { outgoing: mail.id }).await?,
        _ => None,
    };
    let next = job.filter(|job| job.state == State::Ready).map(|job| job.due.0);
    Ok(Leaving { mail, why, next })
}

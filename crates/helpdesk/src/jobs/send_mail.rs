//! Handing a mail over to the mail server: at most once by itself.

use crate::domain::mailbox::{Mailbox, Security};
use crate::domain::outgoing::{
    Delivery, ENDED, NOT_READY, NotTaken, Outgoing, OutgoingId, Purpose, WAIT,
};
use crate::store;
use events::helpdesk::DeliveryChanged;
use platform::job::{Failure, Job};
use platform::keys::{Aad, Secret};
use platform::mail::smtp::{self, RecipientState};
use platform::mail::{Endpoint, Network};
use platform::{Cx, Error, Millis, Result, event};
use serde::{Deserialize, Serialize};

/// Hands one queued mail over.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail {
    pub outgoing: OutgoingId,
}

impl SendMail {
    /// What the job of this mail is found by.
    pub fn object(outgoing: OutgoingId) -> String {
        format!("outgoing:{outgoing}")
    }
}

/// After so many attempts (about a day) a person is asked.
const TRIES: i32 = 30;

impl Job for SendMail {
    const NAME: &'static str = "helpdesk.send_mail";
    const AT_ONCE: usize = 4;
    const TRIES: i32 = TRIES + 5;

    fn about(&self) -> Option<String> {
        Some(Self::object(self.outgoing))
    }

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let mut mail = match store::outgoing::get(cx.db(), self.outgoing).await {
            Err(Error::NotFound) => return Ok(()), // it was erased: it is not to leave
            other => other?,
        };
        if mail.state == Delivery::HandingOver && cx.is_job_again() {
            // whoever was at it has lost the claim, and ends before that
            let state = uncertain(&mail);
            write_down(&cx, &mut mail, state, ENDED).await?;
            return Ok(());
        }
        if mail.state != Delivery::Queued {
            return Ok(()); // handed over by another worker, or a person decides
        }
        let ready = match prepare(&cx, &mail).await {
            Ok(ready) => ready,
            Err(failure) => return not_ready(&cx, &mut mail, failure).await,
        };
        let Ready { network, endpoint, bytes, recipients } = ready;
        let mut mail = begin(&cx, mail).await?;
        platform::fault!("helpdesk.send.before_handing_over" => Failure::Retry(anyhow::anyhow!("injected")));
        let delivery = smtp::deliver(&network, &endpoint, &mail.sender, &recipients, &bytes).await;
        platform::fault!("helpdesk.send.after_handing_over" => Failure::Retry(anyhow::anyhow!("injected")));
        settle(&cx, &mut mail, delivery).await
    }
}

/// What is needed before the first byte can leave.
struct Ready {
    network: Network,
    endpoint: Endpoint,
    bytes: Vec<u8>,
    recipients: Vec<String>,
}

async fn prepare(cx: &Cx, mail: &Outgoing) -> Result<Ready, Failure> {
    let mailbox = store::mailbox::get(cx.db(), mail.mailbox).await?;
    Ok(Ready {
        endpoint: endpoint(cx, &mailbox)?,
        network: Network::of(cx).map_err(Failure::Retry)?,
        bytes: cx.kontor.files.get(&mail.file).await.map_err(Failure::Retry)?,
        recipients: serde_json::from_str(&mail.recipients)
            .map_err(|e| Failure::GiveUp(e.into()))?,
    })
}

/// Nothing left the house: it is tried again, or a person is told.
async fn not_ready(cx: &Cx, mail: &mut Outgoing, failure: Failure) -> Result<(), Failure> {
    mail.attempts += 1;
    match failure {
        Failure::Retry(cause) if mail.attempts < TRIES => {
            again(cx, mail, &format!("{NOT_READY}{cause:#}")).await
        }
        Failure::Retry(cause) | Failure::GiveUp(cause) => {
            conclude(cx, mail, Delivery::Failed, &format!("{NOT_READY}{cause:#}")).await
        }
    }
}

/// The mailbox's SMTP server and who we are there.
pub(crate) fn endpoint(cx: &Cx, mailbox: &Mailbox) -> Result<Endpoint> {
    // an SMTP server without a password of its own takes the mailbox's
    let (column, sealed) = if mailbox.smtp_password.is_empty() {
        ("imap_password", &mailbox.imap_password)
    } else {
        ("smtp_password", &mailbox.smtp_password)
    };
    Ok(Endpoint {
        host: mailbox.smtp_host.clone(),
        port: u16::try_from(mailbox.smtp_port).unwrap_or(587),
        security: security(mailbox.smtp_security),
        username: mailbox.smtp_username.clone(),
        password: password(cx, mailbox, column, sealed)?,
    })
}

pub(crate) fn security(security: Security) -> platform::mail::Security {
    match security {
        Security::Tls => platform::mail::Security::Tls,
        Security::Starttls => platform::mail::Security::StartTls,
        Security::Plain => platform::mail::Security::Plain,
    }
}

pub(crate) fn password(cx: &Cx, mailbox: &Mailbox, column: &str, sealed: &[u8]) -> Result<Secret> {
    if sealed.is_empty() {
        return Ok(Secret::from(""));
    }
    let aad = Aad::new("mailboxes", column, &mailbox.id);
    let bytes = cx.kontor.keys.unseal(&aad, sealed).map_err(anyhow::Error::from)?;
    let text = String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("a password is no text"))?;
    Ok(Secret::from(text))
}

/// Notes that the mail is being handed over, before its first byte leaves: if this process dies now, nobody sends
/// it again without asking.
async fn begin(cx: &Cx, mut mail: Outgoing) -> Result<Outgoing> {
    let tx = cx.begin().await?;
    mail.state = Delivery::HandingOver;
    mail.attempts += 1;
    mail.sent_at = Some(Millis(cx.kontor.clock.now()));
    store::outgoing::save(&tx, &mut mail).await?;
    if let Some(message) = mail.message {
        store::message::set_delivery(&tx, message, Delivery::HandingOver).await?;
    }
    cx.commit(tx).await?;
    Ok(mail)
}

/// Writes down what became of it.
async fn settle(cx: &Cx, mail: &mut Outgoing, delivery: smtp::Delivery) -> Result<(), Failure> {
    match delivery.state {
        smtp::State::Sent(_) => {
            // whoever has it never gets it again, whatever is decided about the others
            let (waiting, refused) = left(delivery.recipients);
            mail.handed_over(&waiting, refused);
            match (waiting.is_empty(), mail.refused.is_some()) {
                (true, false) => conclude(cx, mail, Delivery::Sent, "").await,
                (true, true) => conclude(cx, mail, Delivery::Failed, "").await,
                (false, _) if mail.attempts < TRIES => again(cx, mail, WAIT).await,
                (false, _) => conclude(cx, mail, Delivery::Failed, WAIT).await,
            }
        }
        smtp::State::Uncertain(reason) => conclude(cx, mail, uncertain(mail), &reason).await,
        smtp::State::NotSent { retry: true, reason } if mail.attempts < TRIES => {
            again(cx, mail, &reason).await
        }
        smtp::State::NotSent { reason, .. } => conclude(cx, mail, Delivery::Failed, &reason).await,
    }
}

/// Who does not have a mail that was taken: who was told to wait, and who will never get it.
fn left(recipients: Vec<(String, RecipientState)>) -> (Vec<String>, Vec<NotTaken>) {
    let (mut waiting, mut refused) = (Vec::new(), Vec::new());
    for (address, state) in recipients {
        match state {
            RecipientState::Accepted => {}
            RecipientState::Temporary(..) | RecipientState::Untried => waiting.push(address),
            RecipientState::Permanent(code, text) => {
                refused.push(NotTaken { address, reply: format!("{code} {text}") });
            }
        }
    }
    (waiting, refused)
}

/// A notice to ourselves may be lost without harm; everything else is for a person to decide.
fn uncertain(mail: &Outgoing) -> Delivery {
    if mail.purpose == Purpose::Notice { Delivery::Sent } else { Delivery::Uncertain }
}

async fn conclude(
    cx: &Cx,
    mail: &mut Outgoing,
    state: Delivery,
    detail: &str,
) -> Result<(), Failure> {
    write_down(cx, mail, state, detail).await?;
    Ok(())
}

async fn again(cx: &Cx, mail: &mut Outgoing, reason: &str) -> Result<(), Failure> {
    write_down(cx, mail, Delivery::Queued, reason).await?;
    Err(Failure::Retry(anyhow::anyhow!("{reason}")))
}

/// The state on the mail and on the message that it carries, and the fact for open pages.
pub(super) async fn write_down(
    cx: &Cx,
    mail: &mut Outgoing,
    state: Delivery,
    detail: &str,
) -> Result<()> {
    let tx = cx.begin().await?;
    mail.state = state;
    let mut said = vec![detail.to_owned()];
    if state != Delivery::Queued {
        said.extend(mail.take_refusals());
    }
    said.retain(|words| !words.is_empty());
    mail.detail = crate::mail::cut(&said.join("; "), 2000);
    if state == Delivery::Sent {
        mail.sent_at = Some(Millis(cx.kontor.clock.now()));
    }
    store::outgoing::save(&tx, mail).await?;
    if let Some(message) = mail.message {
        store::message::set_delivery(&tx, message, state).await?;
    }
    // a try that failed and a notice to ourselves are nothing that happened to the ticket
    if let Some(ticket) =
        mail.ticket.filter(|_| state != Delivery::Queued && mail.message.is_some())
    {
        let (message, state) = (mail.message, state.name().to_owned());
        let fact = DeliveryChanged { ticket, message, state, detail: mail.detail.clone() };
        event::record(&tx, cx, &fact).await?;
    }
    match cx.commit(tx).await {
        // the claim went to another worker: what it finds is `handing_over`, and it leaves that alone
        Err(Error::Stale) => Err(Error::Stale),
        other => other,
    }
}

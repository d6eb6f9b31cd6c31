//! Who sent it: a person in the directory, one of us, or one of our own mailboxes.

use crate::domain::mailbox::Mailbox;
use crate::mail::cut;
use crate::store;
use ::message::Message;
use ::message::authentication::Verdict;
use directory::Person;
use platform::users::{self, User};
use platform::{Cx, Result, Tx};

/// The sender, and how much that may be relied on.
pub(super) struct Sender {
    pub person: Person,
    /// One of us, proven by the receiving server's own verdict.
    pub agent: Option<User>,
    /// One of our own mailboxes: a machine, whatever it says.
    pub is_own: bool,
    pub verdict: Verdict,
    /// An address that an answer can go to.
    pub reachable: bool,
    pub address_key: String,
}

/// Nobody has this address (RFC 2606 §2): who a mail without any sender is noted under.
const NOBODY: &str = "unknown@sender.invalid";

pub(super) async fn sender(
    tx: &Tx,
    cx: &Cx,
    mailbox: &Mailbox,
    message: &Message,
) -> Result<Sender> {
    let from = answer_address(message);
    let email = from.reachable().filter(|email| email.chars().count() <= 254);
    let reachable = email.is_some();
    let email = email.unwrap_or_else(|| NOBODY.to_owned());
    let address_key = email.to_lowercase();
    let verdict = message.authentication(&mailbox.authserv_id).verdict;
    let is_own = store::mailbox::find_by_address(tx, &address_key).await?.is_some();
    let agent = match verdict {
        Verdict::Pass => users::find_by_email(tx, &address_key)
            .await?
            .filter(|user| user.active && user.role.is_staff()),
        Verdict::Fail | Verdict::Unknown => None,
    };
    let person = directory::identify_sender(tx, cx, &email, &cut(&from.name, 200)).await?;
    Ok(Sender { person, agent, is_own, verdict, reachable, address_key })
}

/// Where answers go: a `Reply-To` counts when the sender's own address cannot be answered, or when a
/// web form sends in the customer's name from our own domain.
fn answer_address(message: &Message) -> &::message::Address {
    let reply_to = message.reply_to.iter().find(|address| address.is_sendable());
    let own_domain = |address: &::message::Address| {
        let from = message.from.domain();
        from.is_some()
            && message.to.iter().any(|to| to.domain() == from)
            && address.domain() != from
    };
    match reply_to {
        Some(address) if !message.from.is_sendable() || own_domain(address) => address,
        _ => &message.from,
    }
}

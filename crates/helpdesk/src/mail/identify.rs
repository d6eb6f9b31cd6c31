//! Who sent it: a person in the directory, one of us, or one of our own mailboxes.

use super::batch::Batch;
use super::cut;
use crate::domain::mailbox::Mailbox;
use ::message::Message;
use ::message::authentication::Verdict;
use directory::Person;
use platform::Result;
use platform::users::{self, User};

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

/// The key of the address that the sender is known by.
pub(super) fn address_key(message: &Message) -> String {
    address(message).0.to_lowercase()
}

/// The address that the sender is known by, and whether an answer can go there.
fn address(message: &Message) -> (String, bool) {
    let email = answer_address(message).reachable();
    match email.filter(|email| email.chars().count() <= 254) {
        Some(email) => (email, true),
        None => (NOBODY.to_owned(), false),
    }
}

pub(super) async fn sender(
    batch: &mut Batch<'_>,
    mailbox: &Mailbox,
    message: &Message,
) -> Result<Sender> {
    let (email, reachable) = address(message);
    let address_key = email.to_lowercase();
    let verdict = message.authentication(&mailbox.authserv_id).verdict;
    let is_own = batch.is_own_address(&address_key);
    let agent = match verdict {
        Verdict::Pass => users::find_by_email(batch.tx, &address_key)
            .await?
            .filter(|user| user.active && user.role.is_staff()),
        Verdict::Fail | Verdict::Unknown => None,
    };
    let person = person(batch, &email, &address_key, &answer_address(message).name).await?;
    Ok(Sender { person, agent, is_own, verdict, reachable, address_key })
}

async fn person(
    batch: &mut Batch<'_>,
    email: &str,
    address_key: &str,
    name: &str,
) -> Result<Person> {
    if let Some(known) = batch.known_person(address_key) {
        return Ok(known.clone());
    }
    let person = directory::identify_sender(batch.tx, batch.cx, email, &cut(name, 200)).await?;
    batch.remember(address_key, &person);
    Ok(person)
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

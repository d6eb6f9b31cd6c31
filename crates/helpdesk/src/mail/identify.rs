//! Who sent it: a person in the directory, one of us, or one of our own mailboxes.

use super::batch::Batch;
use super::cut;
use crate::domain::mailbox::Mailbox;
use crate::domain::ticket::GroupId;
use crate::store;
use ::message::address::list;
use ::message::authentication::Verdict;
use ::message::{Address, Message};
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
    /// The address is that in `From`: the only one that the verdict is about.
    pub is_from: bool,
    /// How the sender calls themselves, as far as they do.
    pub name: String,
    pub email: String,
    pub address_key: String,
}

impl Sender {
    /// The one of us who sent it, where they work on the tickets of this group: the others write there as anybody does.
    pub async fn colleague(&self, batch: &Batch<'_>, group: GroupId) -> Result<Option<&User>> {
        let Some(agent) = &self.agent else { return Ok(None) };
        let works = store::reach::is_worker(batch.cx, batch.tx, agent.id, group).await?;
        Ok(works.then_some(agent))
    }

    /// The same sender as that group knows them.
    pub async fn within(mut self, batch: &Batch<'_>, group: GroupId) -> Result<Self> {
        if self.colleague(batch, group).await?.is_none() {
            self.agent = None;
        }
        Ok(self)
    }
}

/// Nobody has this address (RFC 2606 §2): who a mail without any sender is noted under.
const NOBODY: &str = "unknown@sender.invalid";

/// The key of the address that the sender is known by.
pub(super) fn address_key(mailbox: &Mailbox, message: &Message) -> String {
    address(answer_address(mailbox, message)).0.to_lowercase()
}

/// The address that the sender is known by, and whether an answer can go there.
fn address(from: &Address) -> (String, bool) {
    let email = from.reachable();
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
    let from = answer_address(mailbox, message);
    let (email, reachable) = address(from);
    let address_key = email.to_lowercase();
    let verdict = verdict(mailbox, message);
    let is_from = stands_in_from(message, from);
    let is_own = batch.is_own_address(&address_key);
    let agent = match verdict {
        Verdict::Pass if is_from => users::find_by_email(batch.tx, &address_key)
            .await?
            .filter(|user| user.active && user.role.is_staff()),
        Verdict::Pass | Verdict::Fail | Verdict::Unknown => None,
    };
    let name = from.called();
    let person = person(batch, &email, &address_key, &name).await?;
    Ok(Sender { person, agent, is_own, verdict, reachable, is_from, name, email, address_key })
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

/// A mail whose `From` names nobody has its sender from other fields: no verdict is about those.
fn stands_in_from(message: &Message, address: &Address) -> bool {
    list(&message.headers, "from").iter().any(|from| from.folded() == address.folded())
}

fn verdict(mailbox: &Mailbox, message: &Message) -> Verdict {
    message.authentication(&mailbox.authserv_id).verdict
}

/// Where answers go: a `Reply-To` counts when the sender's own address cannot be answered, or when a
/// web form sends in the customer's name from the mailbox's own domain and our server does not object.
fn answer_address<'m>(mailbox: &Mailbox, message: &'m Message) -> &'m Address {
    let reply_to = message.reply_to.iter().find(|address| address.is_sendable());
    let own = mailbox.address_key.rsplit_once('@').map(|(_, domain)| domain.to_owned());
    let web_form = |address: &Address| {
        message.from.domain() == own
            && address.domain() != own
            && verdict(mailbox, message) != Verdict::Fail
    };
    match reply_to {
        Some(address) if !message.from.is_sendable() || web_form(address) => address,
        _ => &message.from,
    }
}
